import * as z from 'zod/mini'
import { Dashboard } from '#contract/dashboard.ts'
import type { Section } from '#contract/dashboard.ts'
import { desktopSize, fitPlaces, storedBreakpoints, withLayout } from './section.ts'

/** The version this code writes. */
export const currentVersion = 1

/** Lifts a document of one version to the next; it may assume nothing but an object. */
export type Lift = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** `lifts[1]` makes version 2 of a version 1 document. Version 1 is the first there is. */
const lifts: Readonly<Record<number, Lift>> = {}

export type Unreadable =
  /** Not an object with a version number. */
  | { readonly why: 'notADashboard' }
  /** Written by a newer Homeport: shown as such, never overwritten. */
  | { readonly why: 'newer'; readonly version: number }
  /** The first field that is wrong, as a dotted path, and what was expected there. */
  | { readonly why: 'invalid'; readonly field: string; readonly detail: string }

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lifts an object step by step to `target`. Exported for its test: the ladder is empty while there is one version. */
export function liftTo(
  target: number,
  json: unknown,
  ladder: Readonly<Record<number, Lift>>,
): { readonly lifted: unknown } | { readonly unreadable: Unreadable } {
  if (!isRecord(json) || typeof json['v'] !== 'number' || !Number.isInteger(json['v']) || json['v'] < 1) return { unreadable: { why: 'notADashboard' } }
  const version = json['v']
  if (version > target) return { unreadable: { why: 'newer', version } }
  let lifted = json
  for (let v = version; v < target; v += 1) {
    const lift = ladder[v]
    if (!lift) return { unreadable: { why: 'notADashboard' } }
    lifted = { ...lift(lifted), v: v + 1 }
  }
  return { lifted }
}

/** Ids name widgets across the whole document; a second one of the same name gets a name of its own. */
function withOwnIds(doc: Dashboard): Dashboard {
  const taken = new Set<string>()
  const fresh = (id: string): string => {
    let name = id
    for (let n = 2; taken.has(name); n += 1) name = `${id.slice(0, 58)}-${n}`
    taken.add(name)
    return name
  }
  let renamed = false
  const own = <T extends { readonly id: string }>(it: T): T => {
    const id = fresh(it.id)
    renamed ||= id !== it.id
    return id === it.id ? it : { ...it, id }
  }
  const sections = doc.sections.map((s) => ({ ...s, widgets: s.widgets.map(own) }))
  taken.clear()
  const named = sections.map(own)
  return renamed ? { ...doc, sections: named } : doc
}

/** Every widget gets a place and every place a widget; a sound section comes back as it is. */
const withPlaces = (section: Section): Section =>
  storedBreakpoints(section).reduce<Section>(
    (s, b) =>
      withLayout(
        s,
        b,
        fitPlaces(
          s.layouts[b] ?? [],
          s.widgets.map((w) => w.id),
          b,
          (id) => desktopSize(s, id),
        ),
      ),
    section,
  )

/** A document other code may rely on: ids are unique and each widget has one place. The same document when it is sound. */
export function heal(doc: Dashboard): Dashboard {
  const named = withOwnIds(doc)
  const sections = named.sections.map(withPlaces)
  return sections.every((s, i) => s === named.sections[i]) ? named : { ...named, sections }
}

/** Reads a saved document of any version up to this one. Fields it does not know pass through; what it cannot read is told, never dropped. */
export function migrate(json: unknown): { readonly doc: Dashboard } | { readonly unreadable: Unreadable } {
  const lifted = liftTo(currentVersion, json, lifts)
  if ('unreadable' in lifted) return lifted
  const parsed = z.safeParse(Dashboard, lifted.lifted)
  if (parsed.success) return { doc: heal(parsed.data) }
  const [issue] = parsed.error.issues
  return { unreadable: { why: 'invalid', field: issue?.path.join('.') ?? '', detail: issue?.message ?? '' } }
}
