import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriedSearch, parseRefresh, printRefresh, readSearch, writeSearch } from './search.ts'

test('an empty address leaves every choice to the dashboard', () => {
  expect(readSearch('')).toEqual({ paused: false, variables: {}, unread: [] })
})

test('range, refresh, zone and variables come from the address', () => {
  const state = readSearch('from=now-6h&to=now&refresh=30s&paused=yes&zone=Asia/Kolkata&var-service=a&var-service=b')
  expect(state).toEqual({
    range: { from: 'now-6h', to: 'now' },
    refreshMs: 30_000,
    paused: true,
    zone: 'Asia/Kolkata',
    variables: { service: ['a', 'b'] },
    unread: [],
  })
})

test('a range without an end ends now', () => {
  expect(readSearch('from=now-1h').range).toEqual({ from: 'now-1h', to: 'now' })
})

test('a date that does not exist is no time', () => {
  expect(readSearch('from=2026-13-31T00:00:00Z&to=now').unread).toEqual([{ name: 'from', value: '2026-13-31T00:00:00Z' }])
})

test('what cannot be read is named, and the rest still counts', () => {
  const state = readSearch('from=yesterday&to=now&refresh=5&zone=Mars/Olympus&var-a=1')
  expect(state.range).toBeUndefined()
  expect(state.unread).toEqual([
    { name: 'from', value: 'yesterday' },
    { name: 'refresh', value: '5' },
    { name: 'zone', value: 'Mars/Olympus' },
  ])
  expect(state.variables).toEqual({ a: ['1'] })
})

test.each(['0s', '9999999h', '-5s', '2d', '', '1.5m'])('refresh=%s is refused', (words) => {
  expect(parseRefresh(words)).toBeUndefined()
})

test('a refresh interval survives printing and reading', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 86_400 }), (s) => {
      expect(parseRefresh(printRefresh(s * 1000))).toBe(s * 1000)
    }),
  )
})

test('a change keeps what it does not name', () => {
  const after = writeSearch('from=now-1h&to=now&zone=UTC&var-a=1&view=x', { range: { from: 'now-6h', to: 'now' }, variables: { a: ['2', '3'] } })
  expect(after).toBe('from=now-6h&to=now&zone=UTC&view=x&var-a=2&var-a=3')
})

test('null takes a choice back', () => {
  expect(writeSearch('from=now-1h&to=now&zone=UTC&refresh=5s&var-a=1', { range: null, zone: null, refreshMs: null, variables: { a: null } })).toBe('')
})

test('variables survive writing and reading whatever they hold', () => {
  const values = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(values, (it) => {
      expect(readSearch(writeSearch('', { variables: { x: it } })).variables['x']).toEqual(it)
    }),
  )
})

test('time goes along to another place, variables stay behind', () => {
  expect(carriedSearch('from=now-1h&to=now&zone=UTC&var-a=1')).toBe('from=now-1h&to=now&zone=UTC')
})
