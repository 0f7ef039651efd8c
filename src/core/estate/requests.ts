import type { Estate, Span } from './estate.ts'
import type { Incident } from './happenings.ts'
import { serviceAt } from './metrics.ts'
import { hour, minute } from './numbers.ts'

export interface Counted {
  readonly valid: number
  readonly failed: number
}

/** A calm hour reads like the middle of its stretch of so many; a stirred one is read this often. */
const calmHours = 3
const stirredSamples = 6
const counted = new WeakMap<Estate, Map<string, Counted>>()

/** A stretch read at the middle of so many equal parts. */
function stretch(estate: Estate, service: string, span: Span, samples: number): Counted {
  const step = (span.to - span.from) / samples
  let valid = 0
  let failed = 0
  for (let i = 0; i < samples; i += 1) {
    const { requestRate, errorRatio } = serviceAt(estate, service, Math.round(span.from + (i + 0.5) * step))
    valid += (requestRate * step) / 1000
    failed += (requestRate * errorRatio * step) / 1000
  }
  return { valid, failed }
}

const reach = new WeakMap<Incident, ReadonlySet<string>>()
/** Services an incident is felt on. */
function reached(incident: Incident): ReadonlySet<string> {
  const known = reach.get(incident) ?? new Set(incident.impacts.map((impact) => impact.service))
  reach.set(incident, known)
  return known
}

const isStirred = (estate: Estate, service: string, span: Span): boolean =>
  estate.incidentsNear(span.from).some((i) => i.startedAt < span.to && i.resolvedAt + 10 * minute > span.from && reached(i).has(service))

function calmHour(estate: Estate, service: string, index: number, known: Map<string, Counted>): Counted {
  const block = Math.floor(index / calmHours)
  const key = `${service}/${block}`
  const middle = (block * calmHours + calmHours / 2) * hour
  const made = known.get(key) ?? stretch(estate, service, { from: middle - hour / 2, to: middle + hour / 2 }, 1)
  known.set(key, made)
  return made
}

/** One whole hour, remembered: it never changes. */
function hourOf(estate: Estate, service: string, index: number): Counted {
  const known = counted.get(estate) ?? new Map<string, Counted>()
  counted.set(estate, known)
  const key = `${service}|${index}`
  const found = known.get(key)
  if (found) return found
  const span = { from: index * hour, to: (index + 1) * hour }
  const made = isStirred(estate, service, span) ? stretch(estate, service, span, stirredSamples) : calmHour(estate, service, index, known)
  if (known.size > 400_000) known.clear()
  known.set(key, made)
  return made
}

/** Requests a service got in a span and how many failed, read off its signals: calm hours three at a time, others every ten minutes. */
export function requestsOf(estate: Estate, service: string, span: Span): Counted {
  const first = Math.ceil(span.from / hour)
  const last = Math.floor(span.to / hour)
  let valid = 0
  let failed = 0
  const add = (c: Counted): void => {
    valid += c.valid
    failed += c.failed
  }
  const edge = (from: number, to: number): void => {
    if (to > from) add(stretch(estate, service, { from, to }, Math.max(1, Math.ceil((to - from) / (5 * minute)))))
  }
  if (last < first) edge(span.from, span.to)
  else {
    edge(span.from, first * hour)
    for (let i = first; i < last; i += 1) add(hourOf(estate, service, i))
    edge(last * hour, span.to)
  }
  return { valid, failed }
}
