import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import type { Phrase, Step } from '../explain/step.ts'
import { explainPromql } from './explain.ts'

const said = ({ key, args }: Phrase): string =>
  en[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const arg = args[name]
    const one = (it: string | number | Phrase): string => (typeof it === 'object' ? said(it) : String(it))
    return arg === undefined ? `{${name}}` : Array.isArray(arg) ? arg.map(one).join(' and ') : one(arg as string | number | Phrase) // no list: told above
  })
const told = (steps: readonly Step[]): readonly unknown[] => steps.flatMap((step) => [...(step.parts ? [step.parts.map(told)] : []), said(step)])

describe('a query in words', () => {
  test.each<[string, readonly unknown[]]>([
    ['up', ['Reads up']],
    ['{job="x", env!~"t.*"}', ['Reads everything where job is x and env does not match t.*']],
    ['{"my.metric", a="b"}', ['Reads my.metric where a is b']],
    ['rate(x[$__rate])', ['Reads x', 'Takes the last $__rate at each moment', 'How much it rises per second, restarts taken out']],
    [
      'histogram_quantile(0.99, sum by (le, job) (rate(b_bucket[5m])))',
      [
        'Reads b_bucket',
        'Takes the last 5m at each moment',
        'How much it rises per second, restarts taken out',
        'Adds up, one result for each le and job',
        'Estimates from the buckets the value that a share of 0.99 stays below',
      ],
    ],
    ['topk(3, x offset 1h)', ['Reads x', 'As it was 1h earlier', 'Keeps the 3 largest']],
    ['bottomk by (job) (1, x)', ['Reads x', 'Keeps the 1 smallest, separately for each job']],
    ['sum without (pod) (x)', ['Reads x', 'Adds up, no matter which pod']],
    ['a / on (job) group_left b', [[['Reads a'], ['Reads b']], 'Divides the first by the second, matched by job, many to one']],
    ['-x > bool 3', ['Reads x', 'Turns the sign round', 'Gives 1 above 3, else 0']],
    ['100 - x', ['Reads x', 'Takes it away from 100']],
    ['1 > x', ['Reads x', 'Keeps what is below 1']],
    ['max_over_time(x[1h:5m])', ['Reads x', 'Looks at that again over the last 1h, every 5m', 'The largest value in that time']],
    ['holt(x)', []],
    ['sin(x)', ['Reads x', 'Applies sin, which is not explained here']],
    ['x @ end()', ['Reads x', 'Always at the moment end()']],
    ['label_replace(up, "a", "$1", "b", "(.*)")', ['Reads up', 'Sets label a to $1, from what (.*) finds in label b']],
    ['rate(x[5m', []],
    ['1 + 2', ['The number 1 + 2']],
  ])('%s', (code, words) => {
    expect(told(explainPromql(code))).toEqual(words)
  })

  test('no words are missing an argument, whatever is put together', () => {
    const metric = fc.constantFrom('up', 'x{a="b"}', '{job=~"x"}')
    const inner = fc.oneof(
      metric,
      metric.map((m) => `rate(${m}[5m])`),
      metric.map((m) => `quantile_over_time(0.9, ${m}[5m])`),
      metric.map((m) => `predict_linear(${m}[1h], 3600)`),
    )
    const whole = fc.tuple(
      inner,
      fc.constantFrom('+', '-', '*', '/', '>', '<=', '==', '!=', 'and', 'unless', '% ', '^', 'atan2'),
      fc.oneof(inner, fc.constant('2')),
    )
    fc.assert(
      fc.property(whole, ([l, op, r]) => {
        for (const words of told(explainPromql(`sum by (a) (${l} ${op} ${r})`)).flat(9)) expect(words).not.toMatch(/\{\w+\}/)
      }),
    )
  })
})
