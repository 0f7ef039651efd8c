import * as z from 'zod/mini'
import type { Cell, Field, FieldRole, Frame } from '#contract/frame.ts'
import { carried, categories, columnOf, distinct } from '../columns.ts'
import { groupBy } from '../groups.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole } from '../shapes.ts'
import { worseOf } from '../severity-order.ts'

const EdgesFrom = z.object({ source: z.string(), target: z.string() })

/** Columns that say how things are, not what they are, link nothing. */
const notThings = new Set<FieldRole | undefined>(['severity', 'status', 'kind', 'owner'])
const ends: readonly (FieldRole | undefined)[] = ['source', 'lane', 'group', 'label', undefined]
const others: readonly (FieldRole | undefined)[] = ['target', 'title', 'label', 'lane', undefined]

const best = (fields: readonly Field[], roles: readonly (FieldRole | undefined)[]): Field | undefined =>
  fields.filter((f) => roles.includes(f.role)).toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role))[0]

/** Rows as links between the values of two columns, with how many rows there are and the worst severity among them. */
export const edgesFrom = defineLens({
  name: 'edgesFrom',
  from: 'table',
  to: 'edges',
  whole: true,
  weight: 0.85,
  params: EdgesFrom,
  fit: (frame) => {
    const things = categories(frame).filter((f) => !notThings.has(f.role) && distinct(f, 1) > 0)
    const source = best(things, ends)
    const target = best(
      things.filter((f) => f !== source),
      others,
    )
    return source && target ? { params: { source: source.name, target: target.name } } : { refused: 'needsTwoLabels' }
  },
  apply: (frame: Frame, params) => {
    const source = columnOf(frame, params.source)
    const target = columnOf(frame, params.target)
    if (!source || !target || source === target) return { refused: 'needsTwoLabels' }
    const from = groupBy(source)
    const to = groupBy(target)
    const severity = fieldWithRole(frame, 'severity')
    const edges = new Map<number, { count: number; worst: Cell }>()
    for (let i = 0; i < source.values.length; i += 1) {
      const a = from.of[i] ?? 0
      const b = to.of[i] ?? 0
      // A row without one of the two names links nothing.
      if (from.keys[a] === null || to.keys[b] === null) continue
      const key = a * to.keys.length + b
      const edge = edges.get(key)
      const word = severity?.values[i] ?? null
      if (edge) {
        edge.count += 1
        edge.worst = worseOf(edge.worst, word)
      } else edges.set(key, { count: 1, worst: word })
    }
    const found = [...edges].toSorted((a, b) => b[1].count - a[1].count)
    const name = (groups: readonly Cell[], g: number): string => String(groups[g] ?? '')
    return {
      fields: [
        { name: 'source', type: 'string', role: 'source', values: found.map(([key]) => name(from.keys, Math.floor(key / to.keys.length))) },
        { name: 'target', type: 'string', role: 'target', values: found.map(([key]) => name(to.keys, key % to.keys.length)) },
        { name: 'count', type: 'number', role: 'value', unit: 'count', values: found.map(([, e]) => e.count) },
        ...(severity ? [{ ...severity, values: found.map(([, e]) => e.worst) }] : []),
      ],
      ...carried(frame),
    }
  },
})
