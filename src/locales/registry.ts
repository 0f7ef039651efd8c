import { ar } from './ar/index.ts'
import type { ChapterName, Chapters, Locale } from './chapter.ts'
import { de } from './de/index.ts'
import { en } from './en/index.ts'

/** Languages on offer: tag, its own name, writing direction, chapters. English is the fallback of all. */
export const locales = {
  en: { name: 'English', dir: 'ltr', chapters: en },
  de: { name: 'Deutsch', dir: 'ltr', chapters: de },
  ar: { name: 'العربية', dir: 'rtl', chapters: ar },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; chapters: Chapters }>

export type LocaleTag = keyof typeof locales

/** The words of one chapter in one language. */
export const loadChapter = (tag: LocaleTag, name: ChapterName): Promise<Locale> => locales[tag].chapters[name]()

/** All words of a language. */
export async function loadWhole(tag: LocaleTag): Promise<Locale> {
  const { chapters } = locales[tag]
  const all = await Promise.all(Object.values(chapters).map((load): Promise<Locale> => load()))
  return Object.assign({}, ...all) as Locale // each part is a Locale
}
