import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { createText } from '#web/i18n/text.ts'
import { problemsOfPath } from './jsonpath.ts'

const text = createText('en', en)

test.each<[string, number, RegExp]>([
  ['$.items[', 7, /unclosed bracketed selection/],
  ['items', 0, /expected '\$'/],
  ['$.a b', 4, /found 'b'/],
  ['$..a..b', 4, /Only one \.\./],
  ['$[?match(@.a, "x")]', 3, /no such function 'match'/],
])('%s is wrong at %d', async (path, at, words) => {
  const [problem] = await problemsOfPath(path, text)
  expect([problem?.from, words.test(problem?.message ?? '')]).toEqual([at, true])
})

test.each(['$', '$.items[*]', "$['a b'][?@.open == true && length(@.name) > 2]", '$..id', ''])('%s is right', async (path) => {
  expect(await problemsOfPath(path, text)).toEqual([])
})
