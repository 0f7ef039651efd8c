import type { Knowledge } from '#contract/landing.ts'
import type { Mark, Severity } from '#contract/severity.ts'

/** An observation as far as the first screen speaks of it. */
export interface Happening {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly severity: Severity
  readonly status: string
  readonly service: string | null
  readonly site: string | null
  readonly team: string | null
  readonly owner: string | null
  readonly start: number
  /** null while it goes on. */
  readonly end: number | null
  /** Epoch ms by which it has to be done, where it says so. */
  readonly dueAt: number | null
  /** What sort of its kind: emergency, certificate... */
  readonly sort: string | null
  /** Ids of what it came from or waits for. */
  readonly depends: readonly string[]
}

/** What was found out, and how well. */
export interface Found {
  readonly state: Knowledge
  readonly rows: readonly Happening[]
  /** How many there are; more than `rows` where only the latest were read. */
  readonly total: number
  /** Names of the sources that did not answer. */
  readonly silent: readonly string[]
}

const order: Readonly<Record<Severity, number>> = { critical: 0, high: 1, warning: 2, info: 3, low: 4 }

export const isCritical = ({ severity }: Pick<Happening, 'severity'>): boolean => severity === 'critical' || severity === 'high'

/** Worst first, then what has gone on longest; ids break ties, so that equal rows never change places. */
export const worstFirst = (a: Happening, b: Happening): number => order[a.severity] - order[b.severity] || a.start - b.start || (a.id < b.id ? -1 : 1)

/** High is drawn as critical, low as info. */
export function markOf(severity: Severity): Mark {
  if (severity === 'high') return 'critical'
  return severity === 'low' ? 'info' : severity
}

/** Names with how often each occurs, most first; equals by name. */
export function counted(names: readonly (string | null)[]): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const name of names) if (name !== null && name !== '') counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

const weight: Readonly<Record<Knowledge, number>> = { known: 0, partial: 1, unconnected: 2, refused: 3, failed: 4 }

/** How well several findings are known together: one part that is missing makes the whole partial. */
export function together(all: readonly Pick<Found, 'state'>[]): Knowledge {
  const states = new Set(all.map((it) => it.state))
  const [only, ...more] = [...states].toSorted((a, b) => weight[a] - weight[b])
  if (only === undefined) return 'unconnected'
  if (more.length === 0) return only
  // What nobody reports is not missing: it is not there.
  const told = [...states].filter((state) => state !== 'unconnected')
  return told.length === 1 ? (told[0] ?? only) : states.has('known') || states.has('partial') ? 'partial' : 'failed'
}
