import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LensStep } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import { alertsFrame, column, hour, lastSixHours, minute, noon, rowsOf, seriesFrame } from '#tests/support/frames.ts'
import { applyChain } from '../lenses.ts'
import { shapesOf } from '../shapes.ts'
import { lenses } from './registry.ts'

const through = (frame: Frame, ...steps: readonly LensStep[]): Frame => {
  const made = applyChain(frame, steps, lastSixHours)
  if (!('frame' in made)) throw new Error(`${made.lens}: ${made.refusal}`)
  return made.frame
}
const step = (lens: string, params: LensStep['params'] = {}): LensStep => ({ lens, params })

const alerts = alertsFrame([
  ['Latency', 'warning', 'shop', 10, null],
  ['Errors', 'critical', 'shop', 70, 30],
  ['Latency', 'warning', 'pay', 75, null],
  ['Disk', null, 'db', 400, 10],
  ['Errors', 'high', 'pay', 12, 5],
])

describe('count by', () => {
  test('counts severities worst first and finds the column itself', () => {
    expect(rowsOf(through(alerts, step('countBy')))).toEqual([
      { severity: 'critical', count: 1 },
      { severity: 'high', count: 1 },
      { severity: 'warning', count: 2 },
      { severity: null, count: 1 },
    ])
  })
  test('counts any column, biggest first, and keeps the worst severity of each', () => {
    expect(rowsOf(through(alerts, step('countBy', { field: 'title' })))).toEqual([
      { title: 'Errors', count: 2, severity: 'critical' },
      { title: 'Latency', count: 2, severity: 'warning' },
      { title: 'Disk', count: 1, severity: null },
    ])
  })
  test('takes a role for a name, so that a template works on any source', () => {
    expect(through(alerts, step('countBy', { field: 'lane' })).fields[0]?.name).toBe('service')
  })
  test('loses no row, whatever is in the column', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant(null), fc.boolean())), (values) => {
        const counted = through({ fields: [column('x', 'string', 'label', values)] }, step('countBy', { field: 'x' }))
        expect(counted.fields[1]?.values.reduce<number>((a, b) => a + Number(b), 0)).toBe(values.length)
      }),
    )
  })
})

describe('count over time', () => {
  test('gives one series per severity on round buckets, with zeros where nothing began', () => {
    const made = through(alerts, step('countOverTime'))
    expect(shapesOf(made)[0]).toBe('series')
    expect(made.meta?.stepMs).toBe(15 * minute)
    expect(made.fields.map((f) => f.name)).toEqual(['time', 'critical', 'high', 'warning', ''])
    expect(made.fields[0]?.values.length).toBe(24)
    expect(made.fields[3]?.values.filter((v) => v !== 0)).toEqual([1, 1])
  })
  test('every row that began in the range is counted exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 * 60 - 1 })), (ages) => {
        const frame = alertsFrame(ages.map((age) => ['A', 'info', 's', age + 0.5, null]))
        const made = through(frame, step('countOverTime', { time: 'start', bucket: '10m' }))
        const sum = made.fields.slice(1).reduce((total, f) => total + f.values.reduce<number>((a, b) => a + Number(b), 0), 0)
        expect(sum).toBe(ages.length)
      }),
    )
  })
  test('counts by week in the zone of the reader', () => {
    const context = { now: noon, range: { from: noon - 21 * 24 * hour, to: noon }, zone: 'Europe/Berlin' }
    const made = applyChain(alerts, [step('countOverTime', { bucket: '1w' })], context)
    const times = 'frame' in made ? (made.frame.fields[0]?.values ?? []) : []
    expect(times.map((t) => new Date(Number(t)).toISOString())).toEqual([
      '2026-10-25T23:00:00.000Z',
      '2026-11-01T23:00:00.000Z',
      '2026-11-08T23:00:00.000Z',
      '2026-11-15T23:00:00.000Z',
    ])
  })
  test('refuses samples: counting them says nothing', () => {
    expect(applyChain(seriesFrame({ a: [1, 2] }), [step('countOverTime')], lastSixHours)).toMatchObject({ broken: 0, refusal: 'needsTime' })
  })
})

describe('latest', () => {
  test('gives a row per series with its labels, unit and the time of the sample', () => {
    const made = through(seriesFrame({ a: [1, 2, null], b: [null, null, Number.NaN], c: [null, null, null] }), step('latest'))
    expect(rowsOf(made)).toEqual([
      { instance: 'a', job: 'node', value: 2, at: noon - minute },
      { instance: 'b', job: 'node', value: Number.NaN, at: noon },
      { instance: 'c', job: 'node', value: null, at: null },
    ])
    expect(made.fields.find((f) => f.name === 'value')?.unit).toBe('percent')
    expect(shapesOf(made)).toEqual(['table'])
    expect(made.meta).toEqual({ executed: 'cpu' })
  })
  test('names series that have no labels or the same ones, and says units that differ', () => {
    const frame: Frame = {
      fields: [
        column('time', 'time', 'time', [noon]),
        { ...column('load', 'number', 'value', [1]), unit: '' },
        { ...column('cpu', 'number', 'value', [50]), unit: 'percent' },
      ],
    }
    expect(rowsOf(through(frame, step('latest')))).toEqual([
      { series: 'load', value: 1, unit: '', at: noon },
      { series: 'cpu', value: 50, unit: 'percent', at: noon },
    ])
  })
  test('works on an answer that was cut short', () => {
    const cut = { ...seriesFrame({ a: [1] }), meta: { truncated: { what: 'series' as const, kept: 1, total: 9 } } }
    expect(through(cut, step('latest')).meta?.truncated?.total).toBe(9)
  })
})

describe('state timeline', () => {
  test('gives intervals at or beyond the limit with their extreme; the last one still runs', () => {
    const made = through(seriesFrame({ a: [10, 85, 99, 20, 80], b: [90, 10, 10, 10, 10] }), step('stateTimeline'))
    expect(rowsOf(made).map(({ lane, start, end, value }) => ({ lane, start, end, value }))).toEqual([
      { lane: 'a', start: noon - 3 * minute, end: noon - minute, value: 99 },
      { lane: 'a', start: noon, end: null, value: 80 },
      { lane: 'b', start: noon - 4 * minute, end: noon - 3 * minute, value: 90 },
    ])
    expect(shapesOf(made)[0]).toBe('intervals')
  })
  test('a gap ends an interval, NaN is not beyond, infinity is', () => {
    const made = through(seriesFrame({ a: [90, null, 90, Number.NaN, Number.POSITIVE_INFINITY, 1] }), step('stateTimeline', { value: 80 }))
    expect(rowsOf(made).map((r) => [Number(r['start']) - noon, Number(r['end']) - noon])).toEqual([
      [-5 * minute, -4 * minute],
      [-3 * minute, -2 * minute],
      [-minute, 0],
    ])
  })
  test('missing samples end it where they began', () => {
    const frame: Frame = {
      fields: [column('time', 'time', 'time', [0, minute, 20 * minute, 21 * minute]), column('a', 'number', 'value', [9, 9, 9, 1])],
      meta: { stepMs: minute },
    }
    expect(rowsOf(through(frame, step('stateTimeline', { value: 5 }))).map((r) => [r['start'], r['end']])).toEqual([
      [0, 2 * minute],
      [20 * minute, 21 * minute],
    ])
  })
  test('proposes a limit that shows something', () => {
    const limit = (frame: Frame): unknown => lenses.stateTimeline.fit(frame)
    expect(limit(seriesFrame({ a: [10, 85, 99] }))).toEqual({ params: { when: 'above', value: 80 } })
    expect(limit(seriesFrame({ a: [1, 1, 0, 1] }, ''))).toEqual({ params: { when: 'below', value: 0 } })
    expect(limit(seriesFrame({ a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10.37] }, 'bytes'))).toEqual({ params: { when: 'above', value: 9 } })
    expect(limit(seriesFrame({ a: [null, Number.NaN] }))).toEqual({ refused: 'needsNumber' })
  })
  test('intervals of one series never overlap and lie within what was measured', () => {
    const cell = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 100 }) }, fc.constant(null), fc.constant(Number.NaN))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 60 }), (values) => {
        const rows = rowsOf(through(seriesFrame({ a: values }), step('stateTimeline', { value: 50 })))
        for (const [i, row] of rows.entries()) {
          const end = row['end'] ?? noon + minute
          expect(Number(row['start'])).toBeLessThan(Number(end))
          const next = rows[i + 1]?.['start'] ?? Number.POSITIVE_INFINITY
          expect(Number(end)).toBeLessThan(Number(next))
        }
        const beyond = values.filter((v) => v !== null && v >= 50).length
        const time = rows.reduce((sum, r) => sum + Number(r['end'] ?? noon + minute) - Number(r['start']), 0)
        expect(time).toBe(beyond * minute)
      }),
    )
  })
})

describe('top', () => {
  const table: Frame = { fields: [column('name', 'string', 'label', ['a', 'b', 'c', 'd']), column('v', 'number', 'value', [3, Number.NaN, 9, null])] }
  test('N gives the highest rows, those without a number last', () => {
    expect(rowsOf(through(table, step('topN', { n: 3 }))).map((r) => r['name'])).toEqual(['c', 'a', 'b'])
    expect(rowsOf(through(table, step('topN', { n: 1, order: 'lowest' }))).map((r) => r['name'])).toEqual(['a'])
  })
  test('series of a thousand keeps the eight that matter', () => {
    const many = seriesFrame(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`s${i}`, [i % 997, i % 997]])))
    const made = through(many, step('topSeries'))
    expect(made.fields.map((f) => f.name)).toEqual(['time', 's996', 's995', 's994', 's993', 's992', 's991', 's990', 's989'])
  })
})

describe('pivot', () => {
  const long: Frame = {
    fields: [
      column('time', 'time', 'time', [2, 1, 1, 2]),
      column('host', 'string', 'label', ['b', 'a', 'b', 'b']),
      { ...column('v', 'number', 'value', [5, 1, 2, 7]), unit: 'ms' },
    ],
  }
  test('makes long samples wide', () => {
    const made = through(long, step('pivot', { how: 'mean' }))
    expect(rowsOf(made)).toEqual([
      { time: 1, b: 2, a: 1 },
      { time: 2, b: 6, a: null },
    ])
    expect(made.fields[1]).toMatchObject({ unit: 'ms', labels: { host: 'b' } })
    expect(shapesOf(made)[0]).toBe('series')
  })
  test('counts where there is no number, with 0 for what never happened', () => {
    expect(rowsOf(through(alerts, step('pivot', { rows: 'service', columns: 'severity' })))[0]).toEqual({
      service: 'pay',
      critical: 0,
      high: 1,
      warning: 1,
      '': 0,
    })
  })
})

describe('intervals', () => {
  test('finds start and end by their names', () => {
    const frame: Frame = {
      fields: [column('job', 'string', 'label', ['x']), column('started_at', 'time', undefined, [1]), column('finished_at', 'time', undefined, [2])],
    }
    const made = through(frame, step('intervals'))
    expect(made.fields.map((f) => f.role)).toEqual(['lane', 'start', 'end'])
  })
  test('a time alone is a moment', () => {
    const frame: Frame = { fields: [column('what', 'string', 'title', ['x']), column('when', 'time', 'time', [5])] }
    expect(rowsOf(through(frame, step('intervals')))).toEqual([{ what: 'x', when: 5, end: 5 }])
  })
  test('leaves an answer that says so itself as it is, and refuses samples', () => {
    expect(through(alerts, step('intervals'))).toBe(alerts)
    expect(applyChain(seriesFrame({ a: [1] }), [step('intervals')], lastSixHours)).toMatchObject({ refusal: 'needsStart' })
  })
})

describe('edges', () => {
  test('from two columns count rows and keep the worst severity', () => {
    expect(rowsOf(through(alerts, step('edgesFrom')))).toEqual([
      { source: 'shop', target: 'Latency', count: 1, severity: 'warning' },
      { source: 'shop', target: 'Errors', count: 1, severity: 'critical' },
      { source: 'pay', target: 'Latency', count: 1, severity: 'warning' },
      { source: 'db', target: 'Disk', count: 1, severity: null },
      { source: 'pay', target: 'Errors', count: 1, severity: 'high' },
    ])
  })
  test('of things that begin together link each pair once per stretch', () => {
    const made = through(alerts, step('cooccurrence', { field: 'service', within: '15m' }))
    expect(rowsOf(made)).toEqual([{ source: 'shop', target: 'pay', count: 2, severity: 'critical' }])
  })
  test('of too many names say that they were cut', () => {
    const many = alertsFrame(Array.from({ length: 400 }, (_, i) => ['A', 'info', `s${i}`, 10, null]))
    const made = through(many, step('cooccurrence', { most: 2000 }))
    expect(made.meta?.truncated).toEqual({ what: 'rows', kept: 2000 })
  })
  test('of what begins together keep the strongest', () => {
    type Row = Parameters<typeof alertsFrame>[0][number]
    const often = [10, 20, 30].flatMap((ago): readonly Row[] => [
      ['A', 'info', 'one', ago, null],
      ['A', 'info', 'two', ago, null],
    ])
    const once = Array.from({ length: 12 }, (_, i): Row => ['A', 'info', `s${i}`, 0, null])
    const made = through(alertsFrame([...once, ...often]), step('cooccurrence', { most: 1 }))
    expect(made.fields.slice(0, 3).map((f) => f.values)).toEqual([['one'], ['two'], [3]])
    expect(made.meta?.truncated).toEqual({ what: 'rows', kept: 1 })
  })
  test('need two different columns of names', () => {
    const frame: Frame = { fields: [column('a', 'string', 'label', ['x'])] }
    expect(applyChain(frame, [step('edgesFrom')], lastSixHours)).toEqual({ broken: 0, lens: 'edgesFrom', refusal: 'needsTwoLabels' })
  })
})

describe('duration over time', () => {
  const day = 86_400_000
  const days = { now: 10 * day, range: { from: 0, to: 10 * day }, zone: 'UTC' }
  const lasting = (...rows: readonly (readonly [start: number, end: number | null])[]): Frame => ({
    fields: [
      column(
        'start',
        'time',
        'start',
        rows.map(([a]) => a),
      ),
      column(
        'end',
        'time',
        'end',
        rows.map(([, b]) => b),
      ),
    ],
  })
  const made = (frame: Frame) => applyChain(frame, [step('durationOverTime', { start: 'start', end: 'end', bucket: '1d' })], days)
  const values = (frame: Frame, name: string) => {
    const it = made(frame)
    if ('broken' in it) throw new Error(it.refusal)
    return it.frame.fields.find((f) => f.name === name)?.values
  }

  test('counts each at its end: median, 90th percentile and how many', () => {
    const frame = lasting([day, day + 10_000], [day, day + 20_000], [day / 2, day + 40_000])
    expect(values(frame, 'n')?.slice(0, 3)).toEqual([0, 3, 0])
    expect(values(frame, 'median')?.slice(0, 3)).toEqual([null, 20, null])
  })
  test('leaves out what has not ended, and what ends before it began', () => {
    const frame = lasting([0, null], [0, 11 * day], [2 * day, day])
    expect(values(frame, 'n')?.every((n) => n === 0)).toBe(true)
  })
  test('never says more than the longest nor less than the shortest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80_000 }), { minLength: 1, maxLength: 40 }), (seconds) => {
        const frame = lasting(...seconds.map((s) => [5 * day - s * 1000 + 500, 5 * day + 500] as const))
        const [median, p90] = [values(frame, 'median')?.[5], values(frame, 'p90')?.[5]]
        expect(median).toBeGreaterThanOrEqual(Math.min(...seconds))
        expect(p90).toBeLessThanOrEqual(Math.max(...seconds))
        expect(Number(p90)).toBeGreaterThanOrEqual(Number(median))
      }),
    )
  })
  test('needs an end', () => {
    expect(made({ fields: [column('start', 'time', 'start', [1])] })).toEqual({ broken: 0, lens: 'durationOverTime', refusal: 'needsInterval' })
  })
})

describe('rate', () => {
  test('of a counter takes a fall for a restart, and a gap stays a gap', () => {
    const made = through(seriesFrame({ a: [0, 60, 120, 30, null, 90, 150] }, 'bytes'), step('rate', { counter: true }))
    expect(made.fields[1]).toMatchObject({ unit: 'bytes/s', values: [null, 1, 1, 0.5, null, null, 1] })
  })
  test('knows a counter when it sees one', () => {
    expect(lenses.rate.fit(seriesFrame({ a: [1, 5, 9] }, 'bytes'))).toEqual({ params: { per: 's', counter: true } })
    expect(lenses.rate.fit(seriesFrame({ a: [1, 5, 2, 8, 1] }, 'bytes'))).toEqual({ params: { per: 's', counter: false } })
  })
})

describe('reduce', () => {
  const scalar = (frame: Frame, params: LensStep['params'] = {}): unknown => through(frame, step('reduce', params)).fields[0]?.values
  test('takes the mean of shares and the sum of amounts', () => {
    expect(scalar(seriesFrame({ a: [1, 40], b: [1, 60] }))).toEqual([50])
    expect(scalar(seriesFrame({ a: [1, 40], b: [1, 60] }, 'bytes/s'))).toEqual([100])
  })
  test('counts rows, also when there are none', () => {
    expect(scalar(alerts)).toEqual([5])
    expect(scalar(alertsFrame([]))).toEqual([0])
  })
  test('leaves NaN and gaps out and says nothing where nothing is left', () => {
    expect(scalar(seriesFrame({ a: [1, Number.NaN, 3, null] }), { how: 'mean' })).toEqual([2])
    expect(scalar(seriesFrame({ a: [Number.NaN, null] }))).toEqual([null])
    expect(scalar(seriesFrame({ a: [Number.NEGATIVE_INFINITY, 3] }), { how: 'min' })).toEqual([Number.NEGATIVE_INFINITY])
  })
  test('gives exactly one number, whatever the answer', () => {
    for (const frame of [alerts, seriesFrame({ a: [1], b: [2] })]) expect(shapesOf(through(frame, step('reduce')))[0]).toBe('scalar')
  })
})

describe('a chain', () => {
  test('goes from step to step', () => {
    expect(rowsOf(through(alerts, step('countBy', { field: 'title' }), step('topN', { n: 1 })))).toEqual([{ title: 'Errors', count: 2, severity: 'critical' }])
  })
  test('says which step does not fit and why', () => {
    const broken = (...steps: readonly LensStep[]): unknown => applyChain(alerts, steps, lastSixHours)
    expect(broken(step('countBy'), step('fromTheFuture'))).toEqual({ broken: 1, lens: 'fromTheFuture', refusal: 'unknownLens' })
    expect(broken(step('countBy', { field: 'gone' }))).toMatchObject({ refusal: 'needsLabel' })
    expect(broken(step('topN', { by: 'severity', n: 0 }))).toMatchObject({ refusal: 'needsNumber' })
    expect(applyChain(seriesFrame({ a: [1] }), [step('stateTimeline', { value: 'high' })], lastSixHours)).toMatchObject({ refusal: 'badParams' })
  })
  test('refuses to count an answer that was cut short', () => {
    const cut = { ...alerts, meta: { truncated: { what: 'rows' as const, kept: 5, total: 900 } } }
    expect(applyChain(cut, [step('countBy')], lastSixHours)).toEqual({ broken: 0, lens: 'countBy', refusal: 'needsEveryRow' })
  })
  test('on an answer without rows or columns stays empty instead of breaking', () => {
    for (const name of Object.keys(lenses)) {
      for (const frame of [{ fields: [] }, alertsFrame([]), seriesFrame({ a: [] })]) {
        const made = applyChain(frame, [step(name)], lastSixHours)
        expect('frame' in made ? 'fine' : `${name} ${made.refusal}`).toBe('fine')
      }
    }
  })
  test('leaves columns of equal length for every lens and any cells', () => {
    const cell = fc.oneof(fc.constant(null), fc.constant(Number.NaN), fc.constant(Number.POSITIVE_INFINITY), fc.double({ noNaN: true }))
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(lenses)), fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (name, rows) => {
        for (const frame of [
          seriesFrame({ a: rows.map((r) => r[0]), b: rows.map((r) => r[1]) }),
          alertsFrame(rows.map((_, i) => [`t${i % 3}`, null, `s${i}`, i, null])),
        ]) {
          const made = applyChain(frame, [step(name)], lastSixHours)
          const lengths = 'frame' in made ? made.frame.fields.map((f) => f.values.length) : []
          expect(new Set(lengths).size).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
