import * as z from 'zod/mini'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { carried, categories, columnOf, distinct } from '../columns.ts'
import { groupBy, groupOrder } from '../groups.ts'
import { defineLens } from '../lens.ts'
import { fieldWithRole, rowCount } from '../shapes.ts'
import { isSeverity, worseOf } from '../severity-order.ts'

const CountBy = z.object({ field: z.string() })

/** Roles people group by, most telling first. */
const telling: readonly Field['role'][] = ['severity', 'status', 'kind', 'lane', 'label', undefined, 'owner', 'group', 'title', 'source', 'target']
const readable = 40
const rankOf = (field: Field): number => (telling.includes(field.role) ? telling.indexOf(field.role) : telling.length)

/** The column a count would most likely be about: one with more than one value, but not as many as rows. */
export function likelyCategory(frame: Frame): Field | undefined {
  const ranked = categories(frame).toSorted((a, b) => rankOf(a) - rankOf(b))
  const few = (field: Field): boolean => {
    const n = distinct(field, readable + 1)
    return n > 1 && n <= readable && (n < rowCount(frame) || isSeverity(field))
  }
  return ranked.find(few) ?? ranked.find((f) => distinct(f, 2) > 0) ?? ranked[0]
}

/** The worst severity among the rows of each group. */
export function worstPerGroup(severity: Field, of: Uint32Array, groups: number): readonly Cell[] {
  const worst: Cell[] = Array.from({ length: groups }, () => null)
  for (let i = 0; i < of.length; i += 1) {
    const g = of[i] ?? 0
    worst[g] = worseOf(worst[g] ?? null, severity.values[i] ?? null)
  }
  return worst
}

/** Rows per value of a column, with the worst severity among them. */
export const countBy = defineLens({
  name: 'countBy',
  from: 'table',
  to: 'table',
  whole: true,
  weight: 0.9,
  params: CountBy,
  fit: (frame) => {
    const field = likelyCategory(frame)
    return field ? { params: { field: field.name } } : { refused: 'needsLabel' }
  },
  apply: (frame, params) => {
    const field = columnOf(frame, params.field)
    if (!field) return { refused: 'needsLabel' }
    const groups = groupBy(field)
    const order = groupOrder(field, groups)
    const severity = fieldWithRole(frame, 'severity')
    const worst = severity && severity !== field ? worstPerGroup(severity, groups.of, groups.keys.length) : undefined
    return {
      fields: [
        { ...field, values: order.map((g) => groups.keys[g] ?? null) },
        { name: field.name === 'count' ? 'rows' : 'count', type: 'number', role: 'value', unit: 'count', values: order.map((g) => groups.counts[g] ?? 0) },
        ...(severity && worst ? [{ ...severity, values: order.map((g) => worst[g] ?? null) }] : []),
      ],
      ...carried(frame),
    }
  },
})
