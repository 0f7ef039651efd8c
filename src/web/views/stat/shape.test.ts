import { describe, expect, test } from 'vitest'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { StatOptions } from './options.ts'
import { acceptsStat, previousField, reduceNumbers, shapeStat, sparkOf } from './shape.ts'

const options = StatOptions.parse({})
const number = (name: string, values: readonly Cell[], more: Partial<Field> = {}): Field => ({ name, type: 'number', role: 'value', values, ...more })
const time = (n: number): Field => ({ name: 'time', type: 'time', role: 'time', values: Array.from({ length: n }, (_, i) => i * 1000) })
const label = (values: readonly string[]): Field => ({ name: 'service', type: 'string', role: 'label', values })
const frame = (...fields: Field[]): Frame => ({ fields })

describe('one number', () => {
  test('is shown as it came, with its unit and no made-up facts', () => {
    expect(shapeStat(frame(number('errors', [0.091], { unit: 'ratio' })), options, [])).toEqual([
      { name: 'errors', value: 0.091, unit: 'ratio', spark: [], from: undefined, passed: undefined, change: undefined },
    ])
  })

  test('out of a series is its last real sample, with the series as spark and n without the gaps', () => {
    const [stat] = shapeStat(frame(time(4), number('cpu', [1, 2, Number.NaN, null])), options, [])
    expect(stat?.value).toBe(2)
    expect(stat?.spark).toEqual([1, 2, null, null])
    expect(stat?.from).toEqual({ reduce: 'last', n: 2 })
  })

  test('carries the worst limit it passed', () => {
    const critical = { value: 80, when: 'above', mark: 'critical' } as const
    expect(shapeStat(frame(number('cpu', [85])), options, [{ value: 70, when: 'above', mark: 'warning' }, critical])[0]?.passed).toBe(critical)
  })

  test('is missing, not zero, when there is none', () => {
    expect(shapeStat(frame(), options, [])[0]?.value).toBeNull()
    expect(shapeStat(frame(number('cpu', [])), options, [])[0]?.value).toBeNull()
    expect(shapeStat(frame(time(2), number('cpu', [Number.NaN, null])), options, [])[0]?.value).toBeNull()
  })
})

describe('comparison with the period before', () => {
  const compared = (now: number, before: Cell, better: StatOptions['better']) =>
    shapeStat(frame(number('p95', [now], { unit: 's' }), number(previousField, [before])), { ...options, better }, [])

  test('the previous value is no stat of its own', () => {
    expect(compared(8, 10, 'lower')).toHaveLength(1)
  })

  test('less is good where lower is better, and says nothing where nobody said', () => {
    expect(compared(8, 10, 'lower')[0]?.change).toEqual({ by: -2, meaning: 'good' })
    expect(compared(8, 10, 'higher')[0]?.change).toEqual({ by: -2, meaning: 'bad' })
    expect(compared(8, 10, 'neither')[0]?.change).toEqual({ by: -2, meaning: 'neutral' })
  })

  test('too small to be told is neither good nor bad', () => {
    const share = shapeStat(frame(number('up', [0.99991], { unit: 'ratio' }), number(previousField, [0.99992])), { ...options, better: 'higher' }, [])
    expect(share[0]?.change?.meaning).toBe('neutral')
  })

  test('is left out when there was nothing before', () => {
    expect(compared(8, null, 'lower')[0]?.change).toBeUndefined()
    expect(compared(8, Number.NaN, 'lower')[0]?.change).toBeUndefined()
    expect(compared(8, Number.POSITIVE_INFINITY, 'lower')[0]?.change).toBeUndefined()
  })
})

describe('what a number says about itself', () => {
  const told = (value: number, previous: number, target: number | undefined, better: 'higher' | 'lower') =>
    shapeStat(
      { ...frame(number('time', [value], { unit: 's' })), meta: { said: [{ of: 'time', name: 'time', line: '', full: '', previous, better, target }] } },
      options,
      [],
    )[0]?.change?.meaning

  test('a step to the worse is bad where the target is missed, and no news where it is kept', () => {
    expect([told(1800, 1000, 14_400, 'lower'), told(18_000, 10_000, 14_400, 'lower'), told(18_000, 10_000, undefined, 'lower')]).toEqual([
      'neutral',
      'bad',
      'bad',
    ])
    expect(told(10_000, 18_000, 14_400, 'lower')).toBe('good')
  })

  test('a step of the usual size is neither good nor bad', () => {
    expect([told(1030, 1000, undefined, 'lower'), told(970, 1000, undefined, 'lower')]).toEqual(['neutral', 'neutral'])
  })
})

describe('several numbers', () => {
  test('a short table becomes a stat per row, with its mark', () => {
    const severity: Field = { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'low'] }
    const stats = shapeStat(frame(severity, label(['checkout', 'search']), number('alerts', [23, 2])), options, [])
    expect(stats.map((s) => [s.name, s.value, s.mark])).toEqual([
      ['checkout', 23, 'critical'],
      ['search', 2, 'info'],
    ])
  })

  test('one row becomes a stat per column', () => {
    expect(shapeStat(frame(number('in', [1]), number('out', [2])), options, []).map((s) => s.name)).toEqual(['in', 'out'])
  })
})

describe('reducing', () => {
  test.each([
    ['last', 2],
    ['sum', 10],
    ['mean', 2.5],
    ['min', 1],
    ['max', 4],
    ['median', 2.5],
  ] as const)('%s of 1 3 4 2 is %d', (how, value) => {
    expect(reduceNumbers([1, 3, null, 4, Number.NaN, 2], how)).toBe(value)
  })

  test('a long series is told in few points and keeps its gaps', () => {
    const values = Array.from({ length: 600 }, (_, i) => (i < 300 ? null : i))
    const spark = sparkOf(values)
    expect(spark).toHaveLength(60)
    expect(spark[0]).toBeNull()
    expect(spark[59]).toBeCloseTo(594.5)
  })
})

describe('fit', () => {
  test('one number fits best, a series less, a long table not at all', () => {
    expect(acceptsStat(frame(number('n', [1])))).toEqual({ score: 1 })
    expect(acceptsStat(frame(time(2), number('n', [1, 2])))).toEqual({ score: 0.6 })
    expect(acceptsStat(frame(label(['a']), label(['b'])))).toEqual({ refused: 'needsNumber' })
    const many = Array.from({ length: 40 }, (_, i) => i)
    expect(acceptsStat(frame(label(many.map(String)), number('n', many)))).toEqual({ refused: 'needsScalar' })
  })
})
