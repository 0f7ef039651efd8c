import { createContext, useContext } from 'react'
import type { Locale, TextKey } from '#locales/chapter.ts'
import type { Titles } from '#locales/titles.ts'
import { englishWords } from './words.ts'
import { createPrinter, readMessage } from './message.ts'
import type { Message } from './message.ts'

export type TextArgs = Readonly<Record<string, string | number | boolean | Date>>
/** Words for a key, with its ICU arguments filled in. */
export type Text = (key: TextKey, args?: TextArgs) => string

export interface Language {
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  readonly text: Text
  /** Titles that come with the product, by their English words. */
  readonly titles: Titles
}

/** Words of one language; a missing key is English. Plain messages skip the parser. */
export function createText(tag: string, locale: Locale): Text {
  const parsed = new Map<TextKey, Message>()
  const own = createPrinter(tag)
  const fallback = createPrinter('en')
  return (key, args) => {
    const words = locale[key] ?? englishWords[key] ?? key
    if (!words.includes('{') && !words.includes("'")) return words
    const message = parsed.get(key) ?? readMessage(words)
    parsed.set(key, message)
    return (locale[key] === undefined ? fallback : own)(message, args)
  }
}

export const english: Language = { tag: 'en', dir: 'ltr', text: createText('en', englishWords), titles: {} }
export const LanguageContext = createContext<Language>(english)

export const useLanguage = (): Language => useContext(LanguageContext)
export const useText = (): Text => useContext(LanguageContext).text
