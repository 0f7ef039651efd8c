/** How the series of a measure become fewer: `by` leaves dimensions out, and what shared the rest is merged. */
export interface Merging {
  readonly merge: 'sum' | 'mean' | 'min'
  /** A dimension whose values do not add up: unasked, this value of it is shown. */
  readonly usual?: Readonly<Record<string, string>>
  /** A dimension some series lack because they stand for the whole: unasked, those are shown. */
  readonly whole?: string
}

const mean: Merging = { merge: 'mean' }
const sum: Merging = { merge: 'sum' }

/** What the sampler writes down about this machine and this process (core/templates/measures.ts has the units). */
export const merging: Readonly<Record<string, Merging>> = {
  'host.cpu': mean,
  'host.memory': mean,
  'host.memoryBytes': { merge: 'sum', usual: { use: 'used' } },
  'host.load': { merge: 'sum', usual: { over: '1m' } },
  'host.disk': { merge: 'mean', whole: 'mount' },
  'host.diskBytes': sum,
  'host.networkIn': sum,
  'host.networkOut': sum,
  'host.uptime': { merge: 'min' },
  'process.memory': sum,
  'process.cpu': sum,
  'process.loopDelay': mean,
  'source.up': { merge: 'min' },
  'source.freshness': { merge: 'min' },
  'service.requestRate': sum,
  'service.errorRatio': mean,
  'service.latencyP95': mean,
}

export interface Labelled {
  readonly labels: Readonly<Record<string, string>>
}

/** Series that count for a question: wanted values, and for dimensions nobody asked about their usual value or the whole. */
export function counted<T extends Labelled>(
  all: readonly T[],
  by: readonly string[],
  match: ReadonlyMap<string, readonly string[]>,
  { usual = {}, whole }: Merging,
): readonly T[] {
  const asked = (dimension: string): boolean => by.includes(dimension) || match.has(dimension)
  return all.filter(({ labels }) => {
    if (whole !== undefined && asked(whole) !== whole in labels) return false
    if (Object.entries(usual).some(([dimension, value]) => !asked(dimension) && labels[dimension] !== value)) return false
    return [...match].every(([dimension, values]) => values.includes(labels[dimension] ?? ''))
  })
}

const merges: Readonly<Record<Merging['merge'], (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce((a, b) => a + b, 0),
  mean: (values) => values.reduce((a, b) => a + b, 0) / values.length,
  min: (values) => Math.min(...values),
}

export type Points = ReadonlyMap<number, number>
export interface Group extends Labelled {
  readonly points: Points
}

/** As people count: 1m, 5m, 15m. */
const { compare: natural } = new Intl.Collator('en', { numeric: true })

/** One series per different set of the `by` labels, in the natural order of their values, its points merged moment by moment. */
export function merged(all: readonly Group[], by: readonly string[], { merge }: Merging): readonly Group[] {
  const groups = Map.groupBy(all, ({ labels }) => JSON.stringify(by.map((name) => labels[name] ?? '')))
  const ordered = [...groups].toSorted(([a], [b]) => natural(a, b))
  return ordered.map(([, members]) => {
    const [first] = members
    const labels = Object.fromEntries(by.flatMap((name) => (first?.labels[name] === undefined ? [] : [[name, first.labels[name]]])))
    const moments = new Set(members.flatMap((m) => [...m.points.keys()]))
    const points = [...moments].toSorted((a, b) => a - b).map((at) => [at, merges[merge](members.flatMap((m) => m.points.get(at) ?? []))] as const)
    return { labels, points: new Map(points) }
  })
}
