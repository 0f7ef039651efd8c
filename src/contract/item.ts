import * as z from 'zod/mini'

/** Something a person can go to and Homeport can learn about. Keys are stable: a rename changes none. */
export const itemKinds = ['dashboard', 'widget', 'page', 'workflow', 'service', 'search'] as const
export type ItemKind = (typeof itemKinds)[number]

/** `<kind>:<id>`, e.g. `dashboard:alerts-now`, `widget:<dashboard>/<widget>`, `page:alerts`. */
export type ItemKey = string

const kinds = new Set<string>(itemKinds)
const isKind = (text: string): text is ItemKind => kinds.has(text)

/** No control characters, and short enough to be kept by the thousand. */
export const ItemKey = z.string().check(z.regex(/^(?:dashboard|widget|page|workflow|service|search):[^\p{C}]{1,150}$/u))

export const itemKey = (kind: ItemKind, id: string): ItemKey => `${kind}:${id}`
export const widgetKey = (dashboard: string, widget: string): ItemKey => itemKey('widget', `${dashboard}/${widget}`)

/** Kind and id of a key; undefined for text that is none. */
export function readItem(key: ItemKey): { readonly kind: ItemKind; readonly id: string } | undefined {
  const at = key.indexOf(':')
  const kind = key.slice(0, Math.max(at, 0))
  return at > 0 && key.length > at + 1 && isKind(kind) ? { kind, id: key.slice(at + 1) } : undefined
}
