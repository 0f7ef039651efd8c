import { en } from '#locales/en/whole.ts'
import type { Locale, TextKey } from '#locales/chapter.ts'
import { loadWhole, locales } from '#locales/registry.ts'
import type { LocaleTag } from '#locales/registry.ts'

export type WayKey = Extract<TextKey, `way.${string}`>

/** Words of one language for the pages the server writes itself. */
export interface Words {
  readonly tag: LocaleTag
  readonly dir: 'ltr' | 'rtl'
  /** Plain texts: names in braces, no plurals. */
  say(key: WayKey, values?: Readonly<Record<string, string>>): string
}

const isOffered = (tag: string): tag is LocaleTag => Object.hasOwn(locales, tag)

/** The language most wanted by an `Accept-Language` that there is; English otherwise. */
export function languageOf(header: string | undefined): LocaleTag {
  const wanted = (header ?? '').split(',').flatMap((part) => {
    const [tag = '', quality] = part
      .trim()
      .toLowerCase()
      .split(/;\s*q=/)
    return [{ tag: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) || 0 }]
  })
  const best = wanted.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality)
  return best.map(({ tag }) => tag).find(isOffered) ?? 'en'
}

export async function wordsFor(acceptLanguage: string | undefined): Promise<Words> {
  const tag = languageOf(acceptLanguage)
  const texts: Locale = await loadWhole(tag)
  return {
    tag,
    dir: locales[tag].dir,
    say: (key, values = {}) => (texts[key] ?? en[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
  }
}
