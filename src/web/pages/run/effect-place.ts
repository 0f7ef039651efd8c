import { ownSource } from '#contract/run.ts'
import type { Effect } from '#contract/run.ts'
import type { Place } from '#web/url/place.ts'

/** Records of our own a run makes: named by their number. */
const made: Readonly<Record<string, 'incident' | 'change'>> = { 'incident.open': 'incident', 'change.record': 'change' }
/** What a run writes into, of whatever system: named as its observation, or as somebody typed it. */
const writtenInto: ReadonlySet<string> = new Set(['incident.attach', 'incident.note'])

/** Where a record can be read that a run wrote; undefined for what is no record, was not written, or only has a name that leads nowhere. */
export function placeOfEffect({ kind, ref, state }: Pick<Effect, 'kind' | 'ref' | 'state'>): Place | undefined {
  if (ref === undefined || state !== 'done') return undefined
  const of = Object.hasOwn(made, kind) ? made[kind] : undefined
  if (of !== undefined) return { page: 'observation', id: `${of}:${ownSource}:${ref}` }
  return writtenInto.has(kind) && ref.startsWith('incident:') ? { page: 'observation', id: ref } : undefined
}
