import type { Observation } from '#contract/observation.ts'
import { isObservationField, newestPerId } from '../record.ts'
import type { ObservationFilter, ObservationStore } from '../store.ts'
import type { Trail } from '../trail.ts'
import { byCodePoint, storable } from '../text.ts'
import type { Cells } from './cells.ts'

/** Takes in what is newer than what is known, as part of another change; answers which those were. */
export function takeIn(cells: Cells, observations: readonly Observation[]): readonly Observation[] {
  const news = newestPerId(observations).filter((o) => o.updatedAt > (cells.observations.get(storable(o.id))?.updatedAt ?? Number.NEGATIVE_INFINITY))
  for (const o of news) cells.observations.set(storable(o.id), structuredClone(o))
  return news
}

/** Observations in memory: the rule of merging in its plainest form. */
export function createObservations(cells: Cells, changed: (trail?: Trail) => void): ObservationStore {
  return {
    async put(observations, trail) {
      const news = takeIn(cells, observations)
      if (news.length > 0) changed(trail)
      return { taken: news.length, known: observations.length - news.length }
    },

    async find(filter) {
      const found = [...cells.observations.values()].filter((o) => matches(o, filter))
      const latestFirst = found.toSorted((a, b) => b.startedAt - a.startedAt || byCodePoint(storable(a.id), storable(b.id)))
      return { rows: structuredClone(latestFirst.slice(0, filter.limit)), total: found.length }
    },

    async removeBySource(source, trail) {
      for (const [id, o] of cells.observations) if (storable(o.source) === storable(source)) cells.observations.delete(id)
      changed(trail)
    },

    async values(name) {
      const found = [...cells.observations.values()].flatMap((o) => valueOf(o, name) ?? [])
      return [...new Set(found)].toSorted(byCodePoint)
    },
  }
}

/** Half-open overlap: what touches [from, to) at all, and moments inside it. */
function matches(o: Observation, filter: ObservationFilter): boolean {
  if (o.startedAt >= filter.to) return false
  if (o.endedAt !== null && (filter.open || (o.endedAt <= filter.from && o.startedAt < filter.from))) return false
  if (filter.kinds.length > 0 && !filter.kinds.includes(o.kind)) return false
  return Object.entries(filter.match).every(([name, values]) => {
    const value = valueOf(o, name)
    return values.length === 0 || (value !== undefined && values.some((v) => storable(v) === value))
  })
}

function valueOf(o: Observation, name: string): string | undefined {
  if (isObservationField(name)) return o[name] === undefined ? undefined : storable(o[name])
  const label = Object.entries(o.labels).findLast(([key]) => storable(key) === storable(name))
  return label && storable(label[1])
}
