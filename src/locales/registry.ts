import { ar } from './ar/index.ts'
import type { ChapterName, Chapters, Locale } from './chapter.ts'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import type { Titles } from './titles.ts'

/** Languages on offer: tag, its own name, writing direction, chapters. English is the fallback of all. */
export const locales = {
  en: { name: 'English', dir: 'ltr', chapters: en, titles: undefined },
  de: { name: 'Deutsch', dir: 'ltr', chapters: de, titles: async () => (await import('./de/titles.ts')).titles },
  ar: { name: 'العربية', dir: 'rtl', chapters: ar, titles: async () => (await import('./ar/titles.ts')).titles },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; chapters: Chapters; titles: (() => Promise<Titles>) | undefined }>

export type LocaleTag = keyof typeof locales

/** The words of one chapter in one language. */
export const loadChapter = (tag: LocaleTag, name: ChapterName): Promise<Locale> => locales[tag].chapters[name]()

/** The titles that come with the product, in one language; English needs none. */
export const loadTitles = async (tag: LocaleTag): Promise<Titles> => (await locales[tag].titles?.()) ?? {}

/** All words of a language. */
export async function loadWhole(tag: LocaleTag): Promise<Locale> {
  const { chapters } = locales[tag]
  const all = await Promise.all(Object.values(chapters).map((load): Promise<Locale> => load()))
  return Object.assign({}, ...all) as Locale // each part is a Locale
}
