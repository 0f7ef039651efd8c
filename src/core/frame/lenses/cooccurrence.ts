import * as z from 'zod/mini'
import type { Cell, Field } from '#contract/frame.ts'
import { parseDuration } from '../../time/duration.ts'
import { beginning, carried, categories, columnOf, distinct } from '../columns.ts'
import { groupBy } from '../groups.ts'
import type { Groups } from '../groups.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole, rowCount } from '../shapes.ts'
import { worseOf } from '../severity-order.ts'

const Duration = z.string().check(z.refine((words) => (parseDuration(words) ?? 0) > 0, { error: 'a duration like 5m' }))
/** Links kept, strongest first: in a busy day everything once began beside everything else. */
const mostLinks = 30

const Cooccurrence = z.object({
  field: z.string(),
  time: z.string(),
  within: z._default(Duration, '5m'),
  most: z._default(z.int().check(z.gte(1), z.lte(2000)), mostLinks),
})

/** Names taken part, most frequent first. All pairs of more would be a ball of wool and a second of computing. */
const mostNames = 150

interface Pair {
  count: number
  worst: Cell
}

/** Which names began in which stretch of time, each once, with its worst severity there. */
function stretches(time: Field, groups: Groups, kept: ReadonlySet<number>, severity: Field | undefined, ms: number): ReadonlyMap<number, Map<number, Cell>> {
  const found = new Map<number, Map<number, Cell>>()
  for (let i = 0; i < groups.of.length; i += 1) {
    const at = time.values[i]
    const group = groups.of[i] ?? 0
    if (typeof at !== 'number' || !kept.has(group)) continue
    const stretch = Math.floor(at / ms)
    const names = found.get(stretch) ?? new Map<number, Cell>()
    found.set(stretch, names)
    names.set(group, worseOf(names.get(group) ?? null, severity?.values[i] ?? null))
  }
  return found
}

function pairsOf(all: Iterable<ReadonlyMap<number, Cell>>, size: number): ReadonlyMap<number, Pair> {
  const pairs = new Map<number, Pair>()
  for (const names of all) {
    const groups = [...names.keys()].toSorted((a, b) => a - b)
    const words = groups.map((g) => names.get(g) ?? null)
    for (let i = 0; i < groups.length; i += 1) {
      for (let j = i + 1; j < groups.length; j += 1) {
        const key = (groups[i] ?? 0) * size + (groups[j] ?? 0)
        const word = worseOf(words[i] ?? null, words[j] ?? null)
        const pair = pairs.get(key)
        if (pair) {
          pair.count += 1
          pair.worst = worseOf(pair.worst, word)
        } else pairs.set(key, { count: 1, worst: word })
      }
    }
  }
  return pairs
}

/** Names that begin in the same stretch of time, as links with how often: the strongest `most` of the 150 most frequent names. */
export const cooccurrence = defineLens({
  name: 'cooccurrence',
  from: 'table',
  to: 'edges',
  whole: true,
  weight: 0.6,
  params: Cooccurrence,
  fit: (frame) => {
    const time = beginning(frame)
    if (!time) return { refused: 'needsTime' }
    const field = fieldWithRole(frame, 'lane') ?? fieldWithRole(frame, 'title') ?? categories(frame).find((f) => f.role === 'label' && distinct(f, 2) > 1)
    if (!field) return { refused: 'needsLabel' }
    return { params: { field: field.name, time: time.name, within: '5m', most: mostLinks } }
  },
  apply: (frame, params) => {
    const field = columnOf(frame, params.field)
    const time = columnOf(frame, params.time)
    if (!field) return { refused: 'needsLabel' }
    if (time?.type !== 'time') return { refused: 'needsTime' }
    const groups = groupBy(field)
    const named = groups.keys.map((_, g) => g).filter((g) => groups.keys[g] !== null)
    const kept = named.toSorted((a, b) => (groups.counts[b] ?? 0) - (groups.counts[a] ?? 0)).slice(0, mostNames)
    const severity = fieldWithRole(frame, 'severity')
    const all = stretches(time, groups, new Set(kept), severity, parseDuration(params.within) ?? 300_000)
    const size = Math.max(1, groups.keys.length)
    const found = [...pairsOf(all.values(), size)].toSorted((a, b) => b[1].count - a[1].count)
    const pairs = found.slice(0, params.most)
    const { meta } = carried(frame)
    const cut = kept.length < named.length || pairs.length < found.length ? { truncated: { what: 'rows' as const, kept: pairs.length } } : {}
    return {
      fields: [
        { name: 'source', type: 'string', role: 'source', values: pairs.map(([key]) => String(groups.keys[Math.floor(key / size)])) },
        { name: 'target', type: 'string', role: 'target', values: pairs.map(([key]) => String(groups.keys[key % size])) },
        { name: 'count', type: 'number', role: 'value', unit: 'count', values: pairs.map(([, p]) => p.count) },
        ...(severity && rowCount(frame) > 0 ? [{ ...severity, values: pairs.map(([, p]) => p.worst) }] : []),
      ],
      meta: { ...meta, ...cut },
    }
  },
})
