import { readItem } from '#contract/item.ts'
import type { ItemKey } from '#contract/item.ts'
import type { TextKey } from '#locales/chapter.ts'
import type { Text } from '../i18n/text.ts'

const pages: Readonly<Record<string, TextKey>> = {
  alerts: 'nav.alerts',
  incidents: 'nav.incidents',
  changes: 'nav.changes',
  services: 'nav.services',
  dashboards: 'nav.dashboards',
  sources: 'nav.sources',
  roles: 'roles.title',
  tokens: 'tokens.title',
}

const workflows: Readonly<Record<string, TextKey>> = { triage: 'palette.triage', change: 'palette.change' }

/** What a person calls an item. Pages and workflows have their names here; everything else brings its own. */
export function itemTitle(text: Text, item: ItemKey, title: string): string {
  const known = readItem(item)
  const key = known?.kind === 'page' ? pages[known.id] : known?.kind === 'workflow' ? workflows[known.id] : undefined
  return key === undefined ? title : text(key)
}
