import type { Seen } from '../door/watch.ts'

/** Upper bounds of the buckets durations are counted in, in seconds. */
export const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

export interface Spread {
  /** One per bound, not cumulated, and one more for what is above all of them. */
  readonly counts: readonly number[]
  readonly sum: number
}

interface Counting {
  readonly counts: number[]
  sum: number
}

/** Counts durations by name. Names are ours, never a sender's, so there are few. */
export interface Durations {
  add(name: string, seconds: number): void
  readonly all: ReadonlyMap<string, Spread>
}

export function createDurations(): Durations {
  const all = new Map<string, Counting>()
  return {
    all,
    add(name, seconds) {
      const found = all.get(name)
      const it = found ?? { counts: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 }
      if (!found) all.set(name, it)
      const bucket = bounds.findIndex((bound) => seconds <= bound)
      const at = bucket === -1 ? bounds.length : bucket
      it.counts[at] = (it.counts[at] ?? 0) + 1
      it.sum += seconds
    },
  }
}

export interface Requests {
  readonly endpoint: string
  readonly method: string
  readonly status: number
  readonly count: number
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])

/** What the API did since the start: requests by endpoint, method and status, and how long each endpoint took. */
export interface Tally {
  observe(seen: Seen): void
  readonly requests: readonly Requests[]
  readonly took: Durations
}

export function createTally(): Tally {
  const counts = new Map<string, { readonly of: Omit<Requests, 'count'>; count: number }>()
  const took = createDurations()
  return {
    took,
    observe({ endpoint = 'none', method: said, status, tookMs }) {
      const method = methods.has(said) ? said : 'other'
      const key = `${endpoint} ${method} ${status}`
      const it = counts.get(key) ?? { of: { endpoint, method, status }, count: 0 }
      it.count += 1
      counts.set(key, it)
      took.add(endpoint, tookMs / 1000)
    },
    get requests() {
      return [...counts.values()].map(({ of, count }) => ({ ...of, count }))
    },
  }
}
