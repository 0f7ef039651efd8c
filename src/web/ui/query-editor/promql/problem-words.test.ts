import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { createText } from '#web/i18n/text.ts'
import { plainWords } from './problem-words.ts'

const text = createText('en', en)

// As Prometheus answers.
test.each([
  [
    '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    'rate needs values over a time, as in up[5m], but gets one value per series',
  ],
  [
    '1:5: parse error: expected type instant vector in aggregation expression, got range vector',
    'This needs one value per series, but gets values over a time',
  ],
  ['1:1: parse error: expected at most 2 argument(s) in call to "round", got 3', 'round takes at most 2 arguments, here 3'],
  ['1:5: parse error: unclosed left parenthesis', 'It ends too early: a bracket, a value or a name is missing'],
  ['invalid parameter "query": 1:5: parse error: unexpected end of input', 'It ends too early: a bracket, a value or a name is missing'],
  ['1:11: parse error: unexpected end of input inside braces', 'It ends too early: a bracket, a value or a name is missing'],
  ['1:1: parse error: unknown function with name "foo"', 'There is no function called foo'],
  ['1:8: parse error: unexpected "}" in label matching, expected string', '"}" does not belong where it stands, or something before it is missing'],
  ["1:3: parse error: unexpected character: '}'", "'}' does not belong where it stands, or something before it is missing"],
  ['1:4: parse error: unexpected identifier "up"', '"up" does not belong where it stands, or something before it is missing'],
  ['1:1: parse error: vector selector must contain at least one non-empty matcher', 'It would read everything: a name or a label that is not empty is missing'],
  ['1:9: parse error: bad duration syntax: "5"', '"5" is no length of time; 5m, 1h or 2d is one'],
  ['1:4: parse error: error parsing regexp: missing closing ): `^(?:()$`', 'The pattern of a label is not complete'],
  [
    'invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    'Values over a time cannot be drawn as they are; rate or avg_over_time makes one value of them',
  ],
  [
    'query processing would load too many samples into memory in query execution',
    'It would read more than the source allows; less time or fewer series would do',
  ],
])('%s', (detail, plain) => {
  expect(plainWords(detail, text)).toBe(plain)
})

test.each(['column "nme" does not exist', 'http 400', 'native histograms only: histogram_quantile() makes numbers of them', ''])(
  'there are no plain words for: %s',
  (detail) => {
    expect(plainWords(detail, text)).toBeUndefined()
  },
)
