import { expect, test } from 'vitest'
import { columnsOf, rowsOf } from './rows.ts'

test('a path to a list and a path to each of its rows give the same', () => {
  const answer = { items: [{ a: 1 }, { a: 2 }] }
  expect(rowsOf(answer, '$.items', 10)).toEqual(rowsOf(answer, '$.items[*]', 10))
})

test('one row more than wanted tells of a rest', () => {
  expect(rowsOf([1, 2, 3, 4], '$', 2).rows).toEqual([1, 2, 3])
})

test('nowhere is told from an empty list', () => {
  expect(rowsOf({ items: [] }, '$.items[*]', 5)).toEqual({ rows: [], isThere: true })
  expect(rowsOf({ items: [] }, '$.rows[*]', 5)).toEqual({ rows: [], isThere: false })
})

test('rows that are no records are one column', () => {
  expect(columnsOf([1, 'two'], [])).toEqual([{ from: 'value', cells: [1, 'two'] }])
})

test('a key with a dot in it is found before a nested one', () => {
  expect(columnsOf([{ 'a.b': 1, a: { b: 2 } }], [{ from: 'a.b' }])[0]?.cells).toEqual([1])
})
