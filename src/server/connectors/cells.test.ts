import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellOf, guessType } from './cells.ts'

test('a column is what all of its cells are, gaps aside', () => {
  expect(guessType(['1', '2.5', '', null, '-3e2'])).toBe('number')
  expect(guessType(['true', 'FALSE'])).toBe('boolean')
  expect(guessType(['2026-11-22', '2026-11-22T10:00:00Z', '2026-11-22 10:00'])).toBe('time')
  expect(guessType(['1', 'two'])).toBe('string')
  expect(guessType([])).toBe('string')
})

test('digits with a leading zero are a name, and a number is never taken for a time', () => {
  expect(guessType(['007', '042'])).toBe('string')
  expect(guessType([1_763_800_000_000])).toBe('number')
})

test('a moment without a zone is UTC, and epochs are read in seconds or milliseconds', () => {
  const at = Date.UTC(2026, 10, 22, 10, 0, 0)
  for (const raw of ['2026-11-22T10:00:00Z', '2026-11-22 10:00', '2026-11-22T11:00:00+01:00', at, at / 1000, String(at / 1000)])
    expect([raw, cellOf(raw, 'time')]).toEqual([raw, at])
  expect(cellOf('2026-11-22', 'time')).toBe(Date.UTC(2026, 10, 22))
  expect(cellOf('22.11.2026', 'time')).toBeUndefined()
  expect(cellOf('2026-13-45', 'time')).toBeUndefined()
})

test('what is not of its type is told from a gap', () => {
  expect(cellOf('', 'number')).toBeNull()
  expect(cellOf('n/a', 'number')).toBeUndefined()
  expect(cellOf({ a: 1 }, 'string')).toBe('{"a":1}')
  expect(cellOf('yes', 'boolean')).toBe(true)
})

test('whatever was guessed can be read', () => {
  const raw = fc.oneof(
    fc.constant(null),
    fc.constant(''),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.string(),
    fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
  )
  fc.assert(
    fc.property(fc.array(raw, { maxLength: 20 }), (cells) => {
      const type = guessType(cells)
      for (const cell of cells) expect(cellOf(cell, type)).not.toBeUndefined()
    }),
  )
})
