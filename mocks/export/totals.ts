import type { Estate } from '#core/estate/estate.ts'
import { callsAt, hostAt, serviceAt } from '#core/estate/metrics.ts'
import { week } from '#core/estate/numbers.ts'
import { bounds, meanOf, shareWithin } from './latency.ts'

/** Readings are taken in the middle of cells of this length and hold for all of it. */
export const cellMs = 300_000
const cells = week / cellMs
/** 1 January 1970 was a Thursday; counters start anew on Mondays, 0:00 UTC. */
const mondayMs = 4 * 86_400_000

/** Start of the week of counters a moment belongs to. Monday 0:00 itself still ends the week before, so that nothing is lost when it turns. */
export const startOf = (at: number): number => Math.ceil((at - mondayMs) / week - 1) * week + mondayMs

/** Requests, seconds spent on them, then requests within each bound: of those that went well and of those that failed. */
export const ofRequests = 2 + bounds.length
export const serviceWidth = 2 * ofRequests
export const callWidth = 1 + ofRequests
export const hostWidth = 4

function addRequests(into: Float64Array, at: number, requests: number, p95: number): void {
  into[at] = requests
  into[at + 1] = requests * meanOf(p95)
  bounds.forEach((bound, i) => (into[at + 2 + i] = requests * shareWithin(bound, p95)))
}

const seconds = cellMs / 1000

/** One quantity with its counters: how much each cell adds. */
interface Counted {
  readonly width: number
  add(into: Float64Array, at: number): void
}

const serviceCounted = (estate: Estate, id: string): Counted => ({
  width: serviceWidth,
  add(into, at) {
    const { requestRate, errorRatio, latencyP95 } = serviceAt(estate, id, at)
    addRequests(into, 0, requestRate * (1 - errorRatio) * seconds, latencyP95)
    addRequests(into, ofRequests, requestRate * errorRatio * seconds, latencyP95)
  },
})

const hostCounted = (estate: Estate, id: string): Counted => ({
  width: hostWidth,
  add(into, at) {
    const { cpu, networkIn, networkOut } = hostAt(estate, id, at)
    into[0] = (1 - cpu / 100) * seconds
    into[1] = (cpu / 100) * seconds
    into[2] = networkIn * seconds
    into[3] = networkOut * seconds
  },
})

/** All dependencies at once, because they share the readings of their ends. */
const callsCounted = (estate: Estate): Counted => ({
  width: callWidth * estate.edges.length,
  add(into, at) {
    callsAt(estate, at).forEach(({ rate, errorRatio, latencyP95 }, i) => {
      into[i * callWidth] = rate * errorRatio * seconds
      addRequests(into, i * callWidth + 1, rate * seconds, latencyP95)
    })
  },
})

/** Counters of one thing over one week: sums up to the end of every cell, made as far as they are asked for. */
function createSums(counted: Counted, start: number): (at: number) => Float64Array {
  const { width } = counted
  const sums = new Float64Array((cells + 1) * width)
  const cell = new Float64Array(width)
  let known = 0
  const reach = (index: number): void => {
    for (; known <= index && known < cells; known += 1) {
      counted.add(cell, start + (known + 0.5) * cellMs)
      for (let i = 0; i < width; i += 1) sums[(known + 1) * width + i] = (sums[known * width + i] ?? 0) + (cell[i] ?? 0)
    }
  }
  return (at) => {
    const index = Math.min(cells - 1, Math.max(0, Math.floor((at - start) / cellMs)))
    reach(index)
    const part = (at - start) / cellMs - index
    const found = new Float64Array(width)
    for (let i = 0; i < width; i += 1) {
      const before = sums[index * width + i] ?? 0
      found[i] = before + part * ((sums[(index + 1) * width + i] ?? 0) - before)
    }
    return found
  }
}

/** Totals of counters since the start of their week; a pure function of the moment, so that runs of any length and order agree. */
export interface Totals {
  service(id: string, at: number): Float64Array
  host(id: string, at: number): Float64Array
  /** In the order of the estate's edges. */
  calls(at: number): Float64Array
}

/** Weeks are remembered two at a time: history is written in order. */
export function createTotals(estate: Estate): Totals {
  const weeks = new Map<number, Map<string, (at: number) => Float64Array>>()
  const sums = (key: string, at: number, counted: () => Counted): Float64Array => {
    const start = startOf(at)
    const ofWeek = weeks.get(start) ?? new Map<string, (at: number) => Float64Array>()
    weeks.set(start, ofWeek)
    const oldest = weeks.keys().next()
    if (weeks.size > 2 && !oldest.done) weeks.delete(oldest.value)
    const found = ofWeek.get(key) ?? createSums(counted(), start)
    ofWeek.set(key, found)
    return found(at)
  }
  return {
    service: (id, at) => sums(`service/${id}`, at, () => serviceCounted(estate, id)),
    host: (id, at) => sums(`host/${id}`, at, () => hostCounted(estate, id)),
    calls: (at) => sums('calls', at, () => callsCounted(estate)),
  }
}
