import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '#contract/frame.ts'
import { createFormat } from '#web/i18n/format.ts'
import { english } from '#web/i18n/text.ts'
import { textAt } from './cell.ts'
import type { Writer } from './cell.ts'
import { GridOptions } from './options.ts'
import type { ColumnFilter } from './options.ts'
import { orderRows } from './order-rows.ts'
import type { Sort } from './order-rows.ts'
import { shapeGrid } from './shape.ts'

const writer: Writer = { format: createFormat('en'), text: english.text, zone: 'UTC', now: 10_000_000, span: 3_600_000 }
const columnsOf = (...fields: Field[]) => shapeGrid({ fields }, GridOptions.parse({ foldMark: false })).sortable
const number = (values: (number | null)[]): Field => ({ name: 'n', type: 'number', values })
const text = (values: (string | null)[], role?: Field['role']): Field => ({ name: 's', type: 'string', role, values })
const order = (fields: Field[], sort: Sort[], filters: ColumnFilter[] = []) => [
  ...orderRows(columnsOf(...fields), fields[0]?.values.length ?? 0, { sort, filters }, writer),
]

describe('sorting', () => {
  test('missing values and NaN stand last both ways', () => {
    const field = number([3, null, 1, Number.NaN, 2])
    expect(order([field], [{ field: 'n', desc: false }])).toEqual([2, 4, 0, 1, 3])
    expect(order([field], [{ field: 'n', desc: true }])).toEqual([0, 4, 2, 1, 3])
  })

  test('infinities are numbers', () => {
    expect(order([number([1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])], [{ field: 'n', desc: false }])).toEqual([2, 0, 1])
  })

  test('texts sort as people count', () => {
    expect(order([text(['node-10', 'node-2', 'Node-1'])], [{ field: 's', desc: false }])).toEqual([2, 1, 0])
  })

  test('the worst severity is the highest, words nobody knows the lowest', () => {
    expect(order([text(['info', 'odd', 'critical', 'warning'], 'severity')], [{ field: 's', desc: true }])).toEqual([2, 3, 0, 1])
  })

  test('rows sort by a severity that is drawn as a mark, then by when they started', () => {
    const severity: Field = { name: 'severity', type: 'string', role: 'severity', values: ['info', 'critical', 'warning', 'critical'] }
    const title: Field = { name: 'title', type: 'string', role: 'title', values: ['a', 'b', 'c', 'd'] }
    const start: Field = { name: 'start', type: 'time', role: 'start', values: [1, 4_000_000, 3, 2_000_000] }
    const shape = shapeGrid({ fields: [title, severity, start] }, GridOptions.parse({}))
    const wish = {
      sort: [
        { field: 'severity', desc: true },
        { field: 'start', desc: false },
      ],
      filters: [],
    }
    expect([...orderRows(shape.sortable, 4, wish, writer)]).toEqual([3, 1, 2, 0])
  })

  test('a second column decides between equals', () => {
    const rows = order(
      [text(['b', 'a', 'b', 'a']), number([1, 2, 3, 4])],
      [
        { field: 's', desc: false },
        { field: 'n', desc: true },
      ],
    )
    expect(rows).toEqual([3, 1, 2, 0])
  })

  test('running things sort by how long they last', () => {
    const start: Field = { name: 't', type: 'time', role: 'start', values: [9_000_000, 1_000_000, 5_000_000] }
    const end: Field = { name: 'e', type: 'time', role: 'end', values: [null, 2_000_000, null] }
    expect(order([start, end], [{ field: 't:lasting', desc: true }])).toEqual([2, 0, 1])
    expect(order([start, end], [{ field: 't', desc: true }])).toEqual([0, 2, 1])
  })

  test('every row is there once, equals in their old order', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null), fc.constant(Number.NaN))
    fc.assert(
      fc.property(fc.array(cell), fc.boolean(), (values, desc) => {
        const rows = order([number(values)], [{ field: 'n', desc }])
        expect(rows.toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i))
        rows.forEach((row, i) => {
          const next = rows[i + 1]
          if (next !== undefined && Object.is(values[row], values[next])) expect(row).toBeLessThan(next)
        })
      }),
    )
  })

  test('a column that is gone is passed over', () => {
    expect(order([number([2, 1])], [{ field: 'gone', desc: false }], [{ field: 'gone', text: 'x' }])).toEqual([0, 1])
  })
})

describe('filtering', () => {
  test('text is found in any case, in what is shown', () => {
    expect(order([text(['Checkout-API', 'search', null])], [], [{ field: 's', text: 'out-a' }])).toEqual([0])
  })

  test('chosen values are exact, and missing can be chosen', () => {
    expect(order([text(['a', 'ab', null])], [], [{ field: 's', values: ['a', ''] }])).toEqual([0, 2])
  })

  test('a range takes its ends and leaves out what is missing', () => {
    expect(order([number([1, 2, 3, null, Number.NaN])], [], [{ field: 'n', min: 2, max: 3 }])).toEqual([1, 2])
  })

  test('all filters hold together', () => {
    expect(
      order(
        [text(['a', 'a', 'b']), number([1, 5, 5])],
        [],
        [
          { field: 's', text: 'a' },
          { field: 'n', min: 2 },
        ],
      ),
    ).toEqual([1])
  })
})

describe('cells in words', () => {
  const first = (field: Field, more: Field[] = []) => textAt(columnsOf(field, ...more)[0]!, 0, writer)

  test('what is missing is a hyphen, an owner that is missing is nobody', () => {
    expect(first(text([null]))).toBe('-')
    expect(first(text([''], 'owner'))).toBe('Nobody')
  })

  test('running things last until now, ended ones until their end', () => {
    const start: Field = { name: 't', type: 'time', role: 'start', values: [10_000_000 - 74 * 60_000] }
    expect(first(start)).toBe('1\u00a0h 14\u00a0min')
    expect(first(start, [{ name: 'e', type: 'time', role: 'end', values: [10_000_000 - 70 * 60_000] }])).toBe('4\u00a0min')
  })

  test('a clock ahead of ours makes no negative age', () => {
    expect(first({ name: 't', type: 'time', role: 'start', values: [11_000_000] })).toBe('0\u00a0s')
  })

  test('booleans, units and severities are words', () => {
    expect(first({ name: 'b', type: 'boolean', values: [false] })).toBe('No')
    expect(first({ name: 'n', type: 'number', unit: 'ratio', values: [0.973] })).toBe('97.3\u00a0%')
    expect(first(text(['HIGH'], 'severity'))).toBe('High')
    expect(first(text(['page'], 'severity'))).toBe('Page')
  })
})
