import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVitals } from './vitals.ts'

const start = 1_800_000_000_000
const valueOf = (samples: readonly { readonly series: string; readonly value: number }[], series: string): number | undefined =>
  samples.find((s) => s.series === series)?.value

test('requests, errors and calls are told per second of the time since the last reading', () => {
  const vitals = createVitals(start)
  for (let i = 0; i < 20; i += 1) vitals.observe(i < 5 ? 503 : 200, 10)
  const samples = vitals.read(start + 10_000, new Map([['main', { calls: 30, errors: 3 }]]))
  expect(valueOf(samples, 'service.requestRate|service=homeport')).toBe(2)
  expect(valueOf(samples, 'service.errorRatio|service=homeport')).toBe(0.25)
  expect(valueOf(samples, 'service.calls|source=homeport,target=main')).toBe(3)
  expect(valueOf(samples, 'service.callErrors|source=homeport,target=main')).toBeCloseTo(0.3)
})

test('without requests the rate is zero, and ratio and latency are unknown, not zero', () => {
  const samples = createVitals(start).read(start + 10_000, new Map())
  expect(samples).toEqual([{ series: 'service.requestRate|service=homeport', at: start + 10_000, value: 0 }])
})

test('a source once called stays in the graph with zero calls, one never called is not in it', () => {
  const vitals = createVitals(start)
  vitals.read(start + 10_000, new Map([['main', { calls: 1, errors: 0 }]]))
  const quiet = new Map(['main', 'never'].map((id) => [id, { calls: 0, errors: 0 }]))
  const samples = vitals.read(start + 20_000, quiet)
  expect(valueOf(samples, 'service.calls|source=homeport,target=main')).toBe(0)
  expect(samples.filter((s) => s.series.includes('never'))).toEqual([])
})

test('the 95th percentile of latency is right within ten percent', () => {
  const latencies = fc.array(fc.double({ min: 0.5, max: 20_000, noNaN: true }), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(latencies, (all) => {
      const vitals = createVitals(start)
      for (const ms of all) vitals.observe(200, ms)
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(0.95 * all.length) - 1] ?? Number.NaN
      const told = (valueOf(vitals.read(start + 10_000, new Map()), 'service.latencyP95|service=homeport') ?? Number.NaN) * 1000
      expect(told).toBeGreaterThanOrEqual(exact * 0.999)
      expect(told).toBeLessThanOrEqual(exact * 1.101)
    }),
  )
})

test('two readings at the same moment do not divide by zero', () => {
  const vitals = createVitals(start)
  vitals.observe(200, 1)
  expect(vitals.read(start, new Map())).toEqual([])
})
