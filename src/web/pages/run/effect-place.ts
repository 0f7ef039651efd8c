import { ownSource } from '#contract/run.ts'
import type { Effect } from '#contract/run.ts'
import type { Place } from '#web/url/place.ts'

const kinds: Readonly<Record<string, 'incident' | 'change'>> = {
  'incident.open': 'incident',
  'incident.attach': 'incident',
  'incident.note': 'incident',
  'change.record': 'change',
}

/** Where a record can be read that a run wrote; undefined for what is no record, or was not written. */
export function placeOfEffect({ kind, ref, state }: Pick<Effect, 'kind' | 'ref' | 'state'>): Place | undefined {
  const of = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (of === undefined || ref === undefined || state !== 'done') return undefined
  // Attached to a record of another system: it is named as that system's observation.
  return { page: 'observation', id: ref.startsWith(`${of}:`) ? ref : `${of}:${ownSource}:${ref}` }
}
