import type { Ports } from '../ports.ts'
import { noHead } from '../store/audit.ts'
import type { ChainHead, SealedLine, WrittenLine } from '../store/audit.ts'

type Digest = Ports['crypto']['digest']

/** A line's hash: over the hash before, its place and number, and the line as it was written. */
export const hashOf = (digest: Digest, before: ChainHead, { seq, line }: WrittenLine): Promise<string> =>
  digest(`${before.hash}\n${before.place + 1}\n${seq}\n${line}`)

/** Lines with the places and hashes that follow a head. */
export async function sealLines(digest: Digest, from: ChainHead, lines: readonly WrittenLine[]): Promise<readonly SealedLine[]> {
  const sealed: SealedLine[] = []
  for (const it of lines) {
    const before = sealed.at(-1) ?? from
    sealed.push({ seq: it.seq, line: it.line, place: before.place + 1, hash: await hashOf(digest, before, it) })
  }
  return sealed
}

export interface ChainState {
  readonly whole: boolean
  /** Lines sealed so far. */
  readonly sealed: number
  /** Number of the first line that is not what was sealed; of the last good one when those after it are gone. */
  readonly brokenAt: number | null
}

const page = 1000

/** Walks the chain from its first line to its head. */
export async function checkChain({ store, crypto }: Pick<Ports, 'store' | 'crypto'>): Promise<ChainState> {
  const head = await store.audit.head()
  let before: ChainHead = noHead
  let last = 0
  for (;;) {
    const lines = await store.audit.sealed(before.place, page)
    for (const it of lines) {
      // What was sealed after the head was read belongs to the next walk.
      if (before.place >= head.place) break
      if (it.place !== before.place + 1 || it.hash !== (await hashOf(crypto.digest, before, it))) return { whole: false, sealed: head.place, brokenAt: it.seq }
      before = { place: it.place, hash: it.hash }
      last = it.seq
    }
    if (lines.length < page || before.place >= head.place) break
  }
  const whole = before.place === head.place && before.hash === head.hash
  return { whole, sealed: head.place, brokenAt: whole ? null : last }
}
