import { expect, test } from 'vitest'
import { guarded, piecesOf } from './said.ts'

test('every fact leads to where it can be checked', () => {
  expect(piecesOf('<alerts>Two criticals</alerts> are burning.', { alerts: '/alerts' })).toEqual([
    { words: 'Two criticals', href: '/alerts' },
    { words: ' are burning.' },
  ])
})

test('a fact without a place stays words', () => {
  expect(piecesOf('All <sources>4 sources</sources> answer.', {})).toEqual([{ words: 'All ' }, { words: '4 sources' }, { words: ' answer.' }])
})

test('what somebody called an alert is never a tag', () => {
  const printed = `<one>${guarded('<alerts>p99</alerts> < 2 s')}</one>.`
  expect(piecesOf(printed, { one: '/one', alerts: '/alerts' })).toEqual([{ words: '<alerts>p99</alerts> < 2 s', href: '/one' }, { words: '.' }])
})
