import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { ChapterName } from '#locales/chapter.ts'
import { openChapter } from './words.ts'

/** `load`, with the words it needs. */
export async function withWords<Part>(chapters: readonly ChapterName[], load: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([load(), ...chapters.map(openChapter)])
  return part
}

/** A part of the app that is fetched when it is first drawn, together with its chapters (tests/architecture checks that they suffice). */
export const spoken = <Props>(
  chapters: readonly ChapterName[],
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> => lazy(() => withWords(chapters, load))
