import type { Dashboard, Revision } from '#contract/dashboard.ts'
import type { Observation } from '#contract/observation.ts'
import { isNarrowed } from '#core/policy/visible.ts'
import { ServerFault } from '../fault.ts'
import { maxProfile } from './learning.ts'
import type { Origin, Sample } from './store.ts'
import { storable } from './text.ts'

/** Idempotency keys are remembered for seven days. */
export const keyLifeMs = 7 * 24 * 3_600_000

/** Whether anything in it is not for everybody, as a column holds it. */
export const narrowedIn = (doc: Dashboard): 0 | 1 => (isNarrowed(doc) ? 1 : 0)

/** What lists show of a document without reading it. */
export function headline(doc: Dashboard): Pick<Revision, 'title' | 'widgets'> {
  return { title: storable(doc.title), widgets: doc.sections.reduce((sum, section) => sum + section.widgets.length, 0) }
}

/** Names an observation can be matched by that are not labels. A label of the same name is hidden by them. */
export const observationFields = ['service', 'site', 'team', 'severity', 'status', 'source', 'owner'] as const
export type ObservationField = (typeof observationFields)[number]

export function isObservationField(name: string): name is ObservationField {
  return observationFields.some((field) => field === name)
}

/** The newest of several reports on the same observation; of two equally new ones the first. */
export function newestPerId(reports: readonly Observation[]): readonly Observation[] {
  const newest = new Map<string, Observation>()
  for (const report of reports) {
    const id = storable(report.id)
    const known = newest.get(id)
    if (!known || report.updatedAt > known.updatedAt) newest.set(id, report)
  }
  return [...newest.values()]
}

/** As read back from a column or a snapshot. */
export function originOf(text: string): Origin {
  return text === 'starter' || text === 'demo' ? text : 'own'
}

export function notFound(what: string, id: string): ServerFault {
  return new ServerFault('not_found', { detail: `${what} ${id}` })
}

/** Somebody saved in between: names the revision there is now. */
export function stale(current: number, asked: number): ServerFault {
  return new ServerFault('stale', { detail: `rev ${current}, not ${asked}` })
}

export function taken(what: string, id: string): ServerFault {
  return new ServerFault('exists', { detail: `${what} ${id}`, field: 'id' })
}

export function keyReused(key: string): ServerFault {
  return new ServerFault('key_reused', { detail: key })
}

/** A profile over its limit is a mistake of whoever made it; it is never cut. */
export function profileTooLarge(profile: string | null): ServerFault | undefined {
  // A character is at most three bytes per unit of its length, so most need no counting.
  if (profile === null || profile.length * 3 <= maxProfile || new TextEncoder().encode(profile).length <= maxProfile) return undefined
  return new ServerFault('too_large', { detail: `profile of more than ${maxProfile} bytes` })
}

/** What can be averaged: not-a-number and infinite readings are dropped; the last of several for one moment stands. */
export function finiteSamples(samples: readonly Sample[]): readonly Sample[] {
  const kept = samples.filter((s) => Number.isFinite(s.value)).map((s) => ({ ...s, series: storable(s.series) }))
  return [...new Map(kept.map((s) => [`${s.at} ${s.series}`, s])).values()]
}
