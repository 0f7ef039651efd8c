import type { Field, Frame } from '#contract/frame.ts'
import type { MeasureSpec } from '#contract/query.ts'
import type { TimeRange } from '#contract/time.ts'
import type { Estate } from '#core/estate/estate.ts'
import { callsAt } from '#core/estate/metrics.ts'
import { stepFor } from '#core/time/step.ts'
import { measures } from '#core/templates/measures.ts'
import type { MeasureName } from '#core/templates/measures.ts'
import { grouped, groupValue, matching, quantities } from './entities.ts'
import type { Group, Merge } from './entities.ts'

const seriesCap = 12
const minute = 60_000

const unitOf = (measure: string): string => (measure in measures ? measures[measure as MeasureName].unit : '') // narrowed by `in`
const nameOf = (labels: Readonly<Record<string, string>>, fallback: string): string => Object.values(labels).filter(Boolean).join(' · ') || fallback

interface Asked {
  readonly estate: Estate
  readonly spec: MeasureSpec
  readonly range: TimeRange
  readonly width: number
  readonly now: number
}

/** The largest groups at the end of the range, at most the cap: a chart of 44 lines helps nobody, and says what it left out. */
function largest(groups: readonly Group[], merge: Merge, at: number): readonly Group[] {
  if (groups.length <= seriesCap) return groups
  const ranked = groups.map((group) => ({ group, value: groupValue(group, merge, at) })).toSorted((a, b) => b.value - a.value)
  return ranked.slice(0, seriesCap).map((r) => r.group)
}

function rangeFrame({ spec, range, width, now }: Asked, groups: readonly Group[], merge: Merge): Frame {
  const end = Math.min(range.to, now)
  const step = Math.max(minute, stepFor(range.to - range.from, Math.min(width, 400), minute))
  const times: number[] = []
  for (let at = Math.ceil(range.from / step) * step; at <= end; at += step) times.push(at)
  const kept = largest(groups, merge, end)
  const unit = unitOf(spec.measure)
  const series = kept.map((group): Field => ({
    name: nameOf(group.labels, spec.measure),
    type: 'number',
    role: 'value',
    unit,
    labels: group.labels,
    values: times.map((at) => groupValue(group, merge, at)),
  }))
  return {
    fields: [{ name: 'time', type: 'time', role: 'time', values: times }, ...series],
    meta: { demo: true, stepMs: step, ...(kept.length < groups.length && { truncated: { what: 'series', kept: kept.length, total: groups.length } }) },
  }
}

function instantFrame({ spec, range, now }: Asked, groups: readonly Group[], merge: Merge): Frame {
  const at = Math.min(range.to, now)
  const labels = spec.by.map((name): Field => ({ name, type: 'string', role: 'label', values: groups.map((g) => g.labels[name] ?? '') }))
  const value: Field = { name: 'value', type: 'number', role: 'value', unit: unitOf(spec.measure), values: groups.map((g) => groupValue(g, merge, at)) }
  return { fields: [...labels, value], meta: { demo: true } }
}

const severityOf = (errorRatio: number): string => (errorRatio > 0.05 ? 'critical' : errorRatio > 0.01 ? 'warning' : 'ok')

/** Dependencies of the callers as edges: calls per second, error ratio, latency, and whether they are declared, seen, or both. */
export function callsFrame({ estate, spec, range, now }: Asked, callers: ReadonlySet<string>): Frame {
  const wanted = (id: string): boolean => {
    const asked = spec.match['service']
    const values = asked === undefined ? [] : typeof asked === 'string' ? [asked] : asked
    return values.filter(Boolean).length === 0 || values.includes(id)
  }
  const calls = callsAt(estate, Math.min(range.to, now)).filter((c) => callers.has(c.from) && (wanted(c.from) || wanted(c.to)))
  const team = new Map(estate.services.map((s) => [s.id, s.team]))
  return {
    fields: [
      { name: 'source', type: 'string', role: 'source', values: calls.map((c) => c.from) },
      { name: 'target', type: 'string', role: 'target', values: calls.map((c) => c.to) },
      { name: 'calls', type: 'number', role: 'value', unit: '/s', values: calls.map((c) => c.rate) },
      { name: 'errors', type: 'number', unit: 'ratio', values: calls.map((c) => c.errorRatio) },
      { name: 'p95', type: 'number', unit: 's', values: calls.map((c) => c.latencyP95) },
      { name: 'severity', type: 'string', role: 'severity', values: calls.map((c) => severityOf(c.errorRatio)) },
      { name: 'status', type: 'string', role: 'status', values: calls.map((c) => (c.seen === 'both' ? 'seen' : c.seen)) },
      { name: 'team', type: 'string', role: 'group', values: calls.map((c) => team.get(c.from) ?? '') },
    ],
    meta: { demo: true },
  }
}

/** Answer to a numeric measure: samples over time or one row per group. */
export function measureFrame(asked: Asked): Frame | undefined {
  const quantity = quantities[asked.spec.measure]
  if (!quantity) return undefined
  const groups = grouped(matching(quantity.entities(asked.estate), asked.spec.match), asked.spec.by)
  return asked.spec.mode === 'range' ? rangeFrame(asked, groups, quantity.merge) : instantFrame(asked, groups, quantity.merge)
}
