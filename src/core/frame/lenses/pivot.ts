import * as z from 'zod/mini'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { carried, categories, columnOf, distinct } from '../columns.ts'
import { groupBy, groupOrder } from '../groups.ts'
import { defineLens } from '../lens.ts'
import { reduceCells, reductions } from '../reduction.ts'
import { fieldWithRole, numberFields, timeField } from '../shapes.ts'

const Pivot = z.object({
  /** One row per value of this column. */
  rows: z.string(),
  /** One column per value of this column. */
  columns: z.string(),
  /** What stands in the cells; without it rows are counted. */
  values: z.optional(z.string()),
  how: z._default(z.enum(reductions), 'sum'),
})

const fewColumns = 24

/** Columns of words that could spread sideways: few values, and not the one that names the rows. */
const spreads = (frame: Frame, rows: Field): Field | undefined =>
  categories(frame).find((f) => f !== rows && distinct(f, fewColumns + 1) > 1 && distinct(f, fewColumns + 1) <= fewColumns)

function likely(frame: Frame): { readonly rows: Field; readonly columns: Field } | undefined {
  const time = timeField(frame)
  const names = time ? [time] : categories(frame).filter((f) => distinct(f, 2) > 1)
  for (const rows of names) {
    const columns = spreads(frame, rows)
    if (columns) return { rows, columns }
  }
  return undefined
}

/** Row groups in reading order; moments in order of time. */
const orderOf = (field: Field, groups: ReturnType<typeof groupBy>): readonly number[] =>
  field.type === 'time' ? groups.keys.map((_, g) => g).toSorted((a, b) => Number(groups.keys[a]) - Number(groups.keys[b])) : groupOrder(field, groups)

/** Long to wide: the values of one column become columns. Cells without rows are gaps, or 0 when rows are counted. */
export const pivot = defineLens({
  name: 'pivot',
  from: 'table',
  to: 'table',
  whole: true,
  weight: 0.5,
  params: Pivot,
  fit: (frame) => {
    const found = likely(frame)
    if (!found) return { refused: 'needsTwoLabels' }
    const value = fieldWithRole(frame, 'value') ?? numberFields(frame)[0]
    const counted = value?.type !== 'number'
    return {
      params: { rows: found.rows.name, columns: found.columns.name, ...(counted ? { how: 'count' as const } : { values: value.name, how: 'sum' as const }) },
    }
  },
  apply: (frame, params) => {
    const rows = columnOf(frame, params.rows)
    const columns = columnOf(frame, params.columns)
    const value = params.values === undefined ? undefined : columnOf(frame, params.values)
    if (!rows || !columns || rows === columns) return { refused: 'needsTwoLabels' }
    if (params.values !== undefined && value?.type !== 'number') return { refused: 'needsNumber' }
    const down = groupBy(rows)
    const across = groupBy(columns)
    const cells = new Map<number, Cell[]>()
    for (let i = 0; i < rows.values.length; i += 1) {
      const key = (down.of[i] ?? 0) * across.keys.length + (across.of[i] ?? 0)
      const cell = value ? (value.values[i] ?? null) : 1
      const list = cells.get(key)
      if (list) list.push(cell)
      else cells.set(key, [cell])
    }
    const order = orderOf(rows, down)
    const counts = value === undefined || params.how === 'count'
    const at = (r: number, c: number): Cell => {
      const list = cells.get(r * across.keys.length + c)
      return list ? reduceCells(list, value ? params.how : 'count') : counts ? 0 : null
    }
    const unit = counts ? 'count' : value?.unit
    const wide = groupOrder(columns, across).map((c): Field => {
      const word = String(across.keys[c] ?? '')
      return {
        name: word === rows.name ? `${word}_` : word,
        type: 'number',
        role: 'value',
        ...(unit !== undefined && { unit }),
        labels: { [columns.name]: word },
        values: order.map((r) => at(r, c)),
      }
    })
    return { fields: [{ ...rows, values: order.map((r) => down.keys[r] ?? null) }, ...wide], ...carried(frame) }
  },
})
