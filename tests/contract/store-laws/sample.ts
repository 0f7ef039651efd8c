import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryStore } from '#server/store/memory.ts'
import { hour, t0 } from './examples.ts'
import type { Subject } from './subject.ts'

export function sampleLaws(subject: Subject): void {
  test('reading gives the mean per bucket, buckets starting at multiples of the step', async () => {
    const { samples } = subject.store()
    await samples.append([
      { series: 'host.cpu', at: 60_000, value: 1 },
      { series: 'host.cpu', at: 89_999, value: 2.5 },
      { series: 'host.cpu', at: 90_000, value: 10 },
      { series: 'host.cpu', at: 150_000, value: 4 },
    ])
    expect(await samples.read({ measure: 'host.cpu', from: 0, to: 150_000, stepMs: 30_000 })).toEqual([
      { series: 'host.cpu', at: 60_000, value: 1.75 },
      { series: 'host.cpu', at: 90_000, value: 10 },
    ])
  })

  test('a measure brings all its series and no other measure that starts alike', async () => {
    const { samples } = subject.store()
    const names = ['host.disk', 'host.disk|mount=/', 'host.disk|mount=/ü🚦', 'host.diskReads', 'host.disk}', 'host', 'zhost.disk']
    await samples.append(names.map((series) => ({ series, at: t0, value: 1 })))
    const found = await samples.read({ measure: 'host.disk', from: t0, to: t0 + 1, stepMs: 1000 })
    expect(found.map((s) => s.series)).toEqual(['host.disk', 'host.disk|mount=/', 'host.disk|mount=/ü🚦'])
  })

  test('a second value for the same moment replaces the first; what is no number is not kept', async () => {
    const { samples } = subject.store()
    await samples.append([
      { series: 'm', at: t0, value: 1 },
      { series: 'm', at: t0, value: 2 },
      { series: 'm', at: t0 + 1000, value: Number.NaN },
      { series: 'm', at: t0 + 1000, value: Number.POSITIVE_INFINITY },
    ])
    await samples.append([{ series: 'm', at: t0, value: 3 }])
    await samples.append([])
    expect(await samples.read({ measure: 'm', from: t0, to: t0 + hour, stepMs: 1000 })).toEqual([{ series: 'm', at: t0, value: 3 }])
  })

  test('pruning drops what is older, of every series', async () => {
    const { samples } = subject.store()
    const series = ['a', 'b', 'c|x=1']
    await samples.append(series.flatMap((s) => [1, 2, 3].map((n) => ({ series: s, at: n * 1000, value: n }))))
    await samples.prune(3000)
    const kept = await Promise.all(['a', 'b', 'c'].map((measure) => samples.read({ measure, from: 0, to: 10_000, stepMs: 1000 })))
    expect(kept.flat()).toEqual(series.map((s) => ({ series: s, at: 3000, value: 3 })))
  })

  test('many samples at once are kept', async () => {
    const { samples } = subject.store()
    await samples.append(Array.from({ length: 5000 }, (_, i) => ({ series: `m|i=${i % 5}`, at: t0 + i * 1000, value: i })))
    const found = await (await subject.reopen()).samples.read({ measure: 'm', from: t0, to: t0 + 5_000_000, stepMs: 5_000_000 })
    expect(found.length).toBeGreaterThanOrEqual(5)
    expect(new Set(found.map((s) => s.series)).size).toBe(5)
  })

  test('any samples are read as from the reference store', async () => {
    let run = 0
    const sample = fc.record({
      series: fc.constantFrom('m', 'm|a=1', 'm|a=2', 'mm'),
      at: fc.integer({ min: 0, max: 5000 }),
      value: fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e9, max: 1e9 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { maxLength: 40 }), fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 5000 }), async (list, stepMs, from) => {
        const reference = createMemoryStore()
        const prefix = `r${++run}`
        const mine = list.map((s) => ({ ...s, series: prefix + s.series }))
        await Promise.all([reference.samples.append(mine), subject.store().samples.append(mine)])
        const asked = { measure: `${prefix}m`, from, to: from + 2000, stepMs }
        const [expected, actual] = await Promise.all([reference.samples.read(asked), subject.store().samples.read(asked)])
        expect(actual.map(({ series, at }) => ({ series, at }))).toEqual(expected.map(({ series, at }) => ({ series, at })))
        actual.forEach(({ value }, i) => expect(value).toBeCloseTo(expected[i]?.value ?? Number.NaN, 5))
      }),
      { numRuns: 40 },
    )
  })
}
