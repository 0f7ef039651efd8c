import type { Field, Frame } from '#contract/frame.ts'
import { maxRows } from './alerts.ts'
import type { Silence, SilenceMatcher } from './wire.ts'

const operator = ({ isRegex, isEqual }: SilenceMatcher): string => (isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=')
const written = (matcher: SilenceMatcher): string => `${matcher.name}${operator(matcher)}"${matcher.value}"`

/** The service a silence is for, where it names one. */
const serviceOf = ({ matchers }: Silence): string | undefined => matchers.find((m) => m.name === 'service' && m.isEqual)?.value

/** Silences as intervals, the latest start first. */
export function silencesFrame(all: readonly Silence[]): Frame {
  const kept = all.toSorted((a, b) => b.startsAt - a.startsAt).slice(0, maxRows)
  const scope = (s: Silence): string => s.matchers.map(written).join(', ').slice(0, 1000)
  const fields: readonly Field[] = [
    { name: 'title', type: 'string', role: 'title', values: kept.map((s) => (s.comment || scope(s)).slice(0, 1000)) },
    { name: 'status', type: 'string', role: 'status', values: kept.map((s) => s.state) },
    { name: 'service', type: 'string', role: 'lane', values: kept.map((s) => serviceOf(s) ?? scope(s)) },
    { name: 'matchers', type: 'string', role: 'label', values: kept.map(scope) },
    { name: 'start', type: 'time', role: 'start', values: kept.map((s) => s.startsAt) },
    { name: 'end', type: 'time', role: 'end', values: kept.map((s) => s.endsAt) },
    { name: 'owner', type: 'string', role: 'owner', values: kept.map((s) => s.createdBy || null) },
    { name: 'kind', type: 'string', role: 'kind', values: kept.map(() => 'maintenance') },
    { name: 'id', type: 'string', role: 'id', values: kept.map((s) => `silence:${s.id}`) },
  ]
  return { fields, ...(kept.length < all.length && { meta: { truncated: { what: 'rows' as const, kept: kept.length, total: all.length } } }) }
}
