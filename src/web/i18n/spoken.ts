import { createElement, lazy, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { ChapterName } from '#locales/chapter.ts'
import { openChapter } from './words.ts'

/** `load`, with the words it needs. */
export async function withWords<Loaded>(chapters: readonly ChapterName[], load: () => Promise<Loaded>): Promise<Loaded> {
  const [part] = await Promise.all([load(), ...chapters.map(openChapter)])
  return part
}

/** A part of the app that comes when it is needed. */
export interface Part<Props> {
  (props: Props): ReactNode
  /** Has it come ahead of its first drawing; one that does not arrive is asked for again then. */
  fetch(): Promise<void>
}

/**
 * A part of the app that is fetched when it is first drawn, together with its chapters (tests/architecture checks that they suffice).
 * One that is here by then is drawn at once: what React has to wait for even for a moment, as with `lazy` alone, it shows 300 ms
 * after the screen before at the earliest (react-dom, FALLBACK_THROTTLE_MS).
 */
export function spoken<Props extends object>(chapters: readonly ChapterName[], load: () => Promise<{ readonly default: ComponentType<Props> }>): Part<Props> {
  let here: ComponentType<Props> | undefined
  const come = async () => {
    const loaded = await withWords(chapters, load)
    here = loaded.default
    return loaded
  }
  const Coming = lazy(come)
  // Which of the two it is stays as long as it is drawn: another kind of component would lose what it holds.
  const Part = (props: Props): ReactNode => {
    const [Drawn] = useState<ComponentType<Props>>(() => here ?? Coming)
    return createElement(Drawn, props)
  }
  return Object.assign(Part, { fetch: async () => void (await come()) })
}
