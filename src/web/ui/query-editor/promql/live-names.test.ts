import { EqlRegex, EqlSingle, Neq } from '@prometheus-io/lezer-promql'
import { Matcher } from '@prometheus-io/codemirror-promql/dist/esm/types/matcher.js'
import { expect, test } from 'vitest'
import { selectorOf } from './live-names.ts'

const is = (name: string, value: string): Matcher => new Matcher(EqlSingle, name, value)

test.each<[string | undefined, readonly Matcher[], string | undefined, string | undefined]>([
  [undefined, [], undefined, undefined],
  ['up', [], undefined, '{__name__="up"}'],
  ['up', [is('job', String.raw`a\"b`)], 'instance', String.raw`{__name__="up",job="a\"b"}`],
  ['up', [is('job', 'a"b')], 'instance', String.raw`{__name__="up",job="a\"b"}`],
  ['up', [is('job', String.raw`it\'s`)], 'instance', `{__name__="up",job="it's"}`],
  ['up', [new Matcher(EqlRegex, 'at', String.raw`10\\.0.*`)], 'job', String.raw`{__name__="up",at=~"10\\.0.*"}`],
  ['up', [new Matcher(EqlRegex, 'at', String.raw`10\.\d+`)], 'job', String.raw`{__name__="up",at=~"10\\.\\d+"}`],
  ['up', [is('job', 'a')], 'job', '{__name__="up"}'],
  [undefined, [is('job', '${job}')], 'instance', undefined],
  [undefined, [new Matcher(Neq, 'job', 'a')], 'instance', undefined],
  [undefined, [is('job', '${job}'), new Matcher(Neq, 'zone', 'a')], 'instance', undefined],
  [undefined, [new Matcher(EqlRegex, 'job', '.*')], 'instance', undefined],
  [undefined, [new Matcher(EqlRegex, 'job', '.*'), is('zone', 'a')], 'instance', '{job=~".*",zone="a"}'],
  [undefined, [new Matcher(EqlRegex, 'my.label', 'a.*')], 'instance', '{"my.label"=~"a.*"}'],
])('of %s with %o, %s is looked for in %s', (metric, matchers, except, selector) => {
  expect(selectorOf(metric, [...matchers], except)).toBe(selector)
})
