import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { createText } from '#web/i18n/text.ts'
import { problemsOfPromql } from './promql.ts'

const text = createText('en', en)

test.each<[string, number, RegExp]>([
  ['sum(rate(up[5m])', 15, /does not belong|missing/],
  ['rate(up)', 5, /^rate needs values over a time, as in up\[5m\], but gets one value per series$/],
  ['sum(up[5m])', 4, /^This needs one value per series, but gets values over a time$/],
  ['topk(up, up)', 5, /^This needs a single number, but gets one value per series$/],
  ['round(up, 1, 2)', 0, /^round takes at most 2 arguments, here 3$/],
  ['up +', 3, /./],
  ['# only words', 11, /^Something is missing here$/],
  ['up{job=}', 7, /does not belong/],
])('%s is wrong at %d', (code, at, words) => {
  const [problem] = problemsOfPromql(code, text)
  expect([problem?.from, problem?.message ?? '']).toEqual([at, expect.stringMatching(words)])
})

test.each(['', 'up', 'rate(up[$__rate])', 'topk(${n}, up)'])('%s is right', (code) => {
  expect(problemsOfPromql(code, text)).toEqual([])
})
