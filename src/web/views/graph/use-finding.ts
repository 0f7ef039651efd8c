import { useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Finding } from './GraphTools.tsx'
import type { Network } from './shape.ts'
import { nodeName } from './words.ts'
import type { Reader } from './words.ts'

/** Nodes whose name contains all the words, in any case; those that begin with them first. */
function matchesOf(network: Network, words: string, reader: Reader): readonly string[] {
  const wanted = words.trim().toLocaleLowerCase(reader.language.tag)
  if (wanted === '') return []
  const named = network.nodes.map((n) => ({ id: n.id, name: nodeName(n, reader).toLocaleLowerCase(reader.language.tag) }))
  const parts = wanted.split(/\s+/)
  return named
    .filter(({ name }) => parts.every((part) => name.includes(part)))
    .toSorted((a, b) => Number(b.name.startsWith(wanted)) - Number(a.name.startsWith(wanted)))
    .map(({ id }) => id)
}

interface FindingState {
  readonly finding: Finding | undefined
  readonly findRef: RefObject<HTMLInputElement | null>
  readonly open: () => void
}

/** Finding nodes by name: `onGo` shows one match, `onClose` gives the focus back. */
export function useFinding(network: Network, reader: Reader, onGo: (id: string) => void, onClose: () => void): FindingState {
  const [words, setWords] = useState<string>()
  const [at, setAt] = useState(0)
  const findRef = useRef<HTMLInputElement>(null)
  const matches = useMemo(() => matchesOf(network, words ?? '', reader), [network, words, reader])
  const show = (index: number): void => {
    const id = matches[index]
    if (id === undefined) return
    setAt(index)
    onGo(id)
  }
  const finding: Finding | undefined =
    words === undefined
      ? undefined
      : {
          words,
          matches,
          at: Math.min(at, Math.max(0, matches.length - 1)),
          set: (next) => {
            setWords(next)
            const first = matchesOf(network, next, reader)[0]
            setAt(0)
            if (first !== undefined) onGo(first)
          },
          go: (step) => show((at + step + matches.length) % Math.max(1, matches.length)),
          close: () => {
            setWords(undefined)
            onClose()
          },
        }
  const open = (): void => {
    setWords((before) => before ?? '')
    // The field is drawn first.
    requestAnimationFrame(() => findRef.current?.focus())
  }
  return { finding, findRef, open }
}
