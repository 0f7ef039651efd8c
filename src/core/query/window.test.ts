import { expect, test } from 'vitest'
import { windowed } from './window.ts'

const hour = 3_600_000
const range = { from: 10 * hour, to: 20 * hour }

test('a question without wishes of its own is asked over the range of the reader', () => {
  expect(windowed({}, range)).toBe(range)
  expect(windowed({ window: 'soon', ahead: 7 }, range)).toBe(range)
})

test('a window of its own ends where the range ends', () => {
  expect(windowed({ window: '2h' }, range)).toEqual({ from: 18 * hour, to: 20 * hour })
})

test('what looks ahead is asked beyond the end of the range, with a window of its own and without', () => {
  expect(windowed({ ahead: '3h' }, range)).toEqual({ from: 10 * hour, to: 23 * hour })
  expect(windowed({ window: '2h', ahead: '3h' }, range)).toEqual({ from: 18 * hour, to: 23 * hour })
})
