import { expect, test } from 'vitest'
import { shapesOf } from '#core/frame/shapes.ts'
import { framed } from './columns.ts'

const table = (columns: Readonly<Record<string, readonly unknown[]>>) => Object.entries(columns).map(([from, cells]) => ({ from, cells }))

test('a time and a number make a series without anybody saying so', () => {
  const frame = framed(table({ day: ['2026-11-20', '2026-11-21'], tickets: ['4', '7'] }), {})
  expect(frame.fields.map(({ name, type, role }) => [name, type, role])).toEqual([
    ['day', 'time', 'time'],
    ['tickets', 'number', 'value'],
  ])
  expect(shapesOf(frame)).toContain('series')
})

test('what starts and ends is an interval, and its start is not also the time of a series', () => {
  const frame = framed(table({ title: ['Patch'], started_at: ['2026-11-20T10:00Z'], ended_at: ['2026-11-20T11:00Z'], risk: [2] }), {})
  expect(frame.fields.map((f) => f.role)).toEqual(['title', 'start', 'end', 'value'])
  expect(shapesOf(frame)).toContain('intervals')
  expect(shapesOf(frame)).not.toContain('series')
})

test('one end of an edge alone is a label', () => {
  expect(framed(table({ source: ['a'] }), {}).fields[0]?.role).toBe('label')
  expect(shapesOf(framed(table({ source: ['a'], target: ['b'] }), {}))).toContain('edges')
})

test('a role somebody gave stands, and then nothing is guessed', () => {
  const frame = framed(
    [
      { from: 'a', role: 'lane', cells: ['x'] },
      { from: 'start', cells: ['2026-11-20'] },
    ],
    {},
  )
  expect(frame.fields.map((f) => f.role)).toEqual(['lane', undefined])
})

test('cells that are not what their column is are gaps, and the frame says how many', () => {
  const frame = framed([{ from: 'n', type: 'number', cells: ['1', 'many', ''] }], {})
  expect(frame.fields[0]?.values).toEqual([1, null, null])
  expect(frame.meta?.notices).toEqual(['n: 1 cells are no number'])
})

test('two columns of one name are told apart', () => {
  const names = framed(
    [
      { from: 'a', name: 'x', cells: [1] },
      { from: 'b', name: 'x', cells: [2] },
    ],
    {},
  ).fields.map((f) => f.name)
  expect(new Set(names).size).toBe(2)
})
