import { firstChapters } from '#locales/chapter.ts'
import type { ChapterName, Locale, TextKey } from '#locales/chapter.ts'
import { first } from '#locales/en/first.ts'
import { loadChapter } from '#locales/registry.ts'
import type { LocaleTag } from '#locales/registry.ts'

/**
 * The words that are on this device. Like code that was fetched, they stay; a chapter is opened together with the part of
 * the app that speaks it, so that nothing is drawn before its words are there.
 */
const known: Record<LocaleTag, Record<string, string>> = { en: { ...first }, de: {}, ar: {} }
const fetched = new Map<string, Promise<void>>(firstChapters.map((name) => [`en ${name}`, Promise.resolve()]))
const opened = new Set<ChapterName>(firstChapters)
let speaking: LocaleTag = 'en'

/** Brings one chapter once; what failed is tried again the next time. */
function bring(tag: LocaleTag, name: ChapterName): Promise<void> {
  const key = `${tag} ${name}`
  const begun = fetched.get(key) ?? loadChapter(tag, name).then((words) => void Object.assign(known[tag], words))
  fetched.set(key, begun)
  begun.catch(() => fetched.delete(key))
  return begun
}

/** Brings a chapter in English and in the language spoken. Without its own words it is told in English; without English it rejects. */
export async function openChapter(name: ChapterName): Promise<void> {
  opened.add(name)
  const own = bring(speaking, name)
  await Promise.all([bring('en', name), speaking === 'en' ? own : own.catch(() => undefined)])
}

/** Changes the language, with every chapter opened so far. */
export async function speak(tag: LocaleTag): Promise<Locale> {
  const before = speaking
  speaking = tag
  try {
    await Promise.all([...opened].map((name) => bring(tag, name)))
  } catch (error) {
    speaking = before
    throw error
  }
  return known[tag]
}

/** English as far as it has been brought. */
export const englishWords: Locale = known.en

/** Whether there are words for a key that was put together. */
export const hasWords = (key: string): key is TextKey => Object.hasOwn(known.en, key)
