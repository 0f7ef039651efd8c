import { csvFormatRows } from 'd3-dsv'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerFault } from '../../fault.ts'
import { readTable } from './index.ts'

const reading = { separator: ',', maxRows: 1000 }

test('what was written as CSV is read as it was', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\r'))
  const table = fc
    .integer({ min: 1, max: 6 })
    .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { maxLength: 10 }).map((rows) => ({ n, rows })))
  fc.assert(
    fc.property(table, ({ n, rows }) => {
      const heads = Array.from({ length: n }, (_, i) => `h${i}`)
      const found = readTable(csvFormatRows([heads, ...rows]), reading)
      expect(found.heads).toEqual(heads)
      expect(found.rows).toEqual(rows.filter((row) => row.some((text) => text !== '')))
    }),
  )
})

test('a head without a name is called by its place', () => {
  expect(readTable('a,,c\n1,2,3', reading).heads).toEqual(['a', 'column 2', 'c'])
})

test('nothing at all, and a page in place of a table, are no table', () => {
  expect(() => readTable('\n\n', reading)).toThrow(ServerFault)
  expect(() => readTable('  <!doctype html>', reading)).toThrow(ServerFault)
})
