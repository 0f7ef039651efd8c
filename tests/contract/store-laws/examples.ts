import type { Dashboard } from '#contract/dashboard.ts'
import type { Observation } from '#contract/observation.ts'
import { ServerFault } from '#server/fault.ts'
import type { ObservationFilter } from '#server/store/store.ts'

export const hour = 3_600_000
export const day = 24 * hour
/** 2027-01-15, a moment all examples count from. */
export const t0 = 1_800_000_000_000

export function dashboard(title: string, more: Partial<Dashboard> = {}): Dashboard {
  return {
    v: 1,
    title,
    sections: [{ id: 'main', title: '', widgets: [], layouts: { desktop: [] } }],
    variables: [],
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
    ...more,
  }
}

export function observation(it: Partial<Observation> & { readonly id: string }): Observation {
  return {
    kind: 'alert',
    source: 'am',
    title: 'Something burns',
    severity: 'warning',
    status: 'firing',
    startedAt: t0,
    endedAt: null,
    updatedAt: t0,
    depends: [],
    labels: {},
    ...it,
  }
}

export function filter(it: Partial<ObservationFilter> = {}): ObservationFilter {
  return { kinds: [], from: 0, to: 4 * t0, match: {}, open: false, limit: 1000, ...it }
}

/** Value or fault, for comparing two stores. */
export async function ending(call: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await call }
  } catch (error) {
    if (error instanceof ServerFault) return { fault: error.fault }
    throw error
  }
}
