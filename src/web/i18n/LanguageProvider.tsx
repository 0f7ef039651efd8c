import { useEffect, useLayoutEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { loadTitles, locales } from '#locales/registry.ts'
import type { LocaleTag } from '#locales/registry.ts'
import { speak } from './words.ts'
import { createText, english, LanguageContext } from './text.ts'
import type { Language } from './text.ts'

const isOffered = (tag: string): tag is LocaleTag => Object.hasOwn(locales, tag)

/** The language to speak: the person's choice, else the first of the browser's that is offered, else English. */
export function pickLanguage(chosen: string, browser: readonly string[]): LocaleTag {
  const wanted = [chosen, ...browser].flatMap((tag) => [tag, tag.split('-')[0] ?? ''])
  return wanted.find(isOffered) ?? 'en'
}

/** Words of a language. Numbers and dates follow the browser's own region of that language. */
export async function loadLanguage(tag: LocaleTag, browser: readonly string[] = navigator.languages): Promise<Language> {
  const regional = browser.find((b) => b === tag || b.startsWith(`${tag}-`)) ?? tag
  // Without them titles are English, which everybody else sees as well.
  const [words, titles] = await Promise.all([speak(tag), loadTitles(tag).catch(() => ({}))])
  return { tag: regional, dir: locales[tag].dir, text: createText(regional, words), titles }
}

/** Gives everything below its words and direction, and keeps the document's `lang` and `dir` with them. */
export function LanguageProvider({ first = english, chosen, children }: { readonly first?: Language; readonly chosen: string; readonly children: ReactNode }) {
  const [language, setLanguage] = useState(first)
  const tag = pickLanguage(chosen, navigator.languages)
  useEffect(() => {
    let asked = true
    // A language that cannot be loaded leaves the one that is there: every word still has a meaning.
    loadLanguage(tag).then(
      (next) => asked && setLanguage((now) => (now.tag === next.tag ? now : next)),
      () => {},
    )
    return () => {
      asked = false
    }
  }, [tag])
  // Before the first paint: a page that turns round afterwards moves everything on it.
  useLayoutEffect(() => {
    document.documentElement.lang = language.tag
    document.documentElement.dir = language.dir
  }, [language])
  return <LanguageContext value={language}>{children}</LanguageContext>
}
