import { expect, test } from 'vitest'
import { steady } from './steady.ts'

const row = (id: string, age = 0) => ({ id, age })

test('a row does not move under the pointer, and says what is new about itself', () => {
  const { rows } = steady([row('a'), row('b')], [row('c'), row('b', 5), row('a', 5)], true)
  expect(rows).toEqual([row('a', 5), row('b', 5)])
})

test('what came and what went waits, and is counted', () => {
  expect(steady([row('a'), row('b')], [row('c'), row('b')], true)).toEqual({ rows: [row('a'), row('b')], waiting: 2 })
})

test('with nobody there the newest order is shown', () => {
  expect(steady([row('a')], [row('c'), row('a')], false)).toEqual({ rows: [row('c'), row('a')], waiting: 0 })
})

test('an empty list has nothing to hold still', () => {
  expect(steady([], [row('a')], true)).toEqual({ rows: [row('a')], waiting: 0 })
})
