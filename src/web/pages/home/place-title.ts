import type { Slot } from '#contract/learning.ts'
import { readItem } from '#contract/item.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { Text } from '#web/i18n/text.ts'

const pages: Readonly<Record<string, TextKey>> = {
  dashboards: 'nav.dashboards',
  sources: 'nav.sources',
  roles: 'roles.title',
  tokens: 'tokens.title',
}

/** What a place is called. Of a page the server knows the id only: its name is the language's. */
export function placeTitle({ item, title }: Pick<Slot, 'item' | 'title'>, text: Text): string {
  const it = readItem(item)
  const known = it?.kind === 'page' && Object.hasOwn(pages, it.id) ? pages[it.id] : undefined
  return known === undefined ? title : text(known)
}
