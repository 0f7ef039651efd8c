import { readItem } from '#contract/item.ts'
import type { ItemKey } from '#contract/item.ts'
import type { TextKey } from '#locales/chapter.ts'
import { shippedWords } from '../i18n/shipped.ts'
import type { Language } from '../i18n/text.ts'

const pages: Readonly<Record<string, TextKey>> = {
  alerts: 'nav.alerts',
  incidents: 'nav.incidents',
  changes: 'nav.changes',
  tickets: 'nav.tickets',
  findings: 'nav.findings',
  automation: 'nav.automation',
  services: 'nav.services',
  dashboards: 'nav.dashboards',
  sources: 'nav.sources',
  roles: 'roles.title',
  tokens: 'tokens.title',
}

const workflows: Readonly<Record<string, TextKey>> = { triage: 'palette.triage', change: 'palette.change' }

/** What a person calls an item. Pages and workflows have their names here, as has what came with the product; everything else brings its own. */
export function itemTitle({ text, titles }: Pick<Language, 'text' | 'titles'>, item: ItemKey, title: string): string {
  const known = readItem(item)
  const key = known?.kind === 'page' ? pages[known.id] : known?.kind === 'workflow' ? workflows[known.id] : undefined
  if (key !== undefined) return text(key)
  // A widget is known by its dashboard and its own id.
  const board = known?.kind === 'dashboard' || known?.kind === 'widget' ? known.id.split('/')[0] : undefined
  return board === undefined ? title : shippedWords(titles).board({ id: board, title })
}
