import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEstate } from '#core/estate/estate.ts'
import { serviceAt } from '#core/estate/metrics.ts'
import { alertsIn, posted } from './alerts.ts'
import { happenings } from './events.ts'
import { asOpenMetrics, asText } from './families.ts'
import { fingerprintOf } from './fingerprint.ts'
import { chunksOf, momentsUntil } from './history.ts'
import { bounds, meanOf, shareWithin } from './latency.ts'
import { familiesAt } from './readings.ts'
import { cellMs, createTotals, startOf } from './totals.ts'

const estate = createEstate(7, 'small')
const hour = 3_600_000
const day = 24 * hour
/** A Wednesday. */
const noon = Date.UTC(2026, 10, 18, 12)

describe('counters', () => {
  test('never fall within a week, whichever moments are asked and in which order', () => {
    const start = startOf(noon)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 * day }), { minLength: 2, maxLength: 6 }), (moments) => {
        const totals = createTotals(estate)
        const found = new Map(moments.map((m) => [m, totals.service('checkout-api', start + m)]))
        const sorted = [...found.keys()].toSorted((a, b) => a - b).map((m) => found.get(m) ?? new Float64Array())
        sorted.forEach((values, i) => values.forEach((value, k) => expect(value).toBeGreaterThanOrEqual(sorted[i - 1]?.[k] ?? 0)))
      }),
      { numRuns: 20 },
    )
  })

  test('grow as fast as the estate says, and say its 95th percentile to within a bucket', () => {
    const totals = createTotals(estate)
    const from = Math.floor(noon / cellMs) * cellMs
    const [before, after] = [totals.service('checkout-api', from), totals.service('checkout-api', from + cellMs)]
    const { requestRate, latencyP95 } = serviceAt(estate, 'checkout-api', from + cellMs / 2)
    const grown = (i: number): number => (after[i] ?? 0) - (before[i] ?? 0)
    const failed = 2 + bounds.length
    expect((grown(0) + grown(failed)) / (cellMs / 1000)).toBeCloseTo(requestRate, 6)
    const within = bounds.findIndex((_, i) => grown(2 + i) / grown(0) >= 0.95)
    expect(bounds[within] ?? Infinity).toBeGreaterThanOrEqual(latencyP95)
    expect(bounds[within - 1] ?? 0).toBeLessThanOrEqual(latencyP95)
  })

  test('start anew on Mondays, and Monday 0:00 still belongs to the week before', () => {
    const monday = Date.UTC(2026, 10, 16)
    expect(startOf(monday)).toBe(monday - 7 * day)
    expect(startOf(monday + 1)).toBe(monday)
    expect(startOf(monday + 7 * day)).toBe(monday)
  })

  test('durations follow their curve', () => {
    expect(shareWithin(0.4, 0.4)).toBeCloseTo(0.95, 12)
    // The mean by adding up what is slower than each of many bounds.
    const step = 0.0005
    const slower = Array.from({ length: 400_000 }, (_, i) => 1 - shareWithin((i + 0.5) * step, 0.4)).reduce((a, b) => a + b * step, 0)
    expect(meanOf(0.4)).toBeCloseTo(slower, 3)
  })
})

describe('formats', () => {
  const families = familiesAt(estate, createTotals(estate), noon)

  test('every sample stands under the type of its family, each series once', () => {
    const lines = asText(families).trimEnd().split('\n')
    let [name, type] = ['', '']
    for (const line of lines) {
      if (line.startsWith('# TYPE ')) [name = '', type = ''] = line.slice(7).split(' ')
      else if (!line.startsWith('#')) {
        const metric = line.slice(0, line.indexOf('{'))
        expect(type === 'histogram' ? metric.replace(/_(bucket|sum|count)$/, '') : metric).toBe(name)
        expect(line).toMatch(/^[a-zA-Z_]\w*\{.*\} -?[\d.e+-]+$/)
      }
    }
    const series = lines.filter((line) => !line.startsWith('#')).map((line) => line.slice(0, line.lastIndexOf(' ')))
    expect(new Set(series).size).toBe(series.length)
    expect(series.length).toBeGreaterThan(2000)
  })

  test('OpenMetrics names units, ends, and gives counters their suffix', () => {
    const text = asOpenMetrics(families)
    expect(text).toContain('# TYPE node_cpu_seconds counter\n# UNIT node_cpu_seconds seconds\n')
    expect(text).toContain('\nnode_cpu_seconds_total{')
    expect(text.endsWith('# EOF\n')).toBe(true)
    for (const [, name = '', unit = ''] of text.matchAll(/^# UNIT (\S+) (\S+)$/gm)) expect(name.endsWith(`_${unit}`)).toBe(true)
  })

  test('buckets rise to the count', () => {
    for (const { samples } of families.filter((f) => f.type === 'histogram')) {
      let last = 0
      for (const { suffix, value, labels } of samples) {
        if (suffix === '_bucket') {
          if (labels['le'] === String(bounds[0])) last = 0
          expect(value).toBeGreaterThanOrEqual(last)
          last = value
        }
        if (suffix === '_count') expect(value).toBe(last)
      }
    }
  })

  test('a name may hold anything', () => {
    const odd = asText([{ name: 'x', type: 'gauge', unit: '', help: 'a\nb', samples: [{ suffix: '', labels: { l: 'a"b\\c\nd' }, value: 1 }] }])
    expect(odd).toBe('# HELP x a\\nb\n# TYPE x gauge\nx{l="a\\"b\\\\c\\nd"} 1\n')
  })
})

describe('history', () => {
  test('is one moment every five minutes, cut into runs of neighbours', () => {
    const moments = momentsUntil(noon + 123_456, 2)
    expect(moments).toHaveLength(576)
    expect(moments.at(-1)).toBe(noon)
    expect(chunksOf(moments)).toHaveLength(12)
    expect(chunksOf(moments.filter((at) => at !== noon - day - 3 * cellMs))).toHaveLength(13)
    expect(chunksOf(moments).flat()).toEqual(moments)
  })
})

describe('alerts', () => {
  const alerts = alertsIn(estate, { from: noon - 7 * day, to: noon + 1 }, noon)

  test('of the same labels never overlap, and none lies ahead', () => {
    const ends = new Map<string, number>()
    for (const { labels, startedAt, endedAt } of alerts) {
      const key = JSON.stringify(labels)
      expect(startedAt).toBeGreaterThan(ends.get(key) ?? 0)
      expect(startedAt).toBeLessThanOrEqual(noon)
      expect(endedAt ?? noon).toBeLessThanOrEqual(noon)
      ends.set(key, endedAt ?? Number.POSITIVE_INFINITY)
    }
    expect(alerts.length).toBeGreaterThan(100)
  })

  test('are posted with their own start, an end that is near while they fire, and a page that shows what they are about', () => {
    const [alert] = alerts
    if (!alert) throw new Error('no alert')
    const open = posted({ ...alert, endedAt: null }, noon, 180_000, new URL('http://vm.example:8428/base'))
    expect(open).toMatchObject({ labels: alert.labels, startsAt: new Date(alert.startedAt).toISOString(), endsAt: new Date(noon + 180_000).toISOString() })
    expect(open.generatorURL).toMatch(/^http:\/\/vm\.example:8428\/base\/vmui\/\?g0\.expr=/)
    expect(posted({ ...alert, endedAt: noon - 1 }, noon, 180_000, undefined)).not.toHaveProperty('generatorURL')
    expect(posted({ ...alert, endedAt: noon - 1 }, noon, 180_000, undefined).endsAt).toBe(new Date(noon - 1).toISOString())
  })

  test('fingerprints are FNV-1a over sorted labels', () => {
    const slow = (labels: Record<string, string>): string => {
      let hash = 0xcbf29ce484222325n
      const take = (byte: number): void => void (hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n))
      for (const [name, value] of Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        for (const text of [name, value]) {
          new TextEncoder().encode(text).forEach(take)
          take(255)
        }
      return hash.toString(16).padStart(16, '0')
    }
    fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string()), (labels) => fingerprintOf(labels) === slow(labels)))
  })
})

describe('happenings', () => {
  test('hold every kind, each thing once, with nothing that has not happened yet but plans', () => {
    const all = happenings(estate, noon, 14, 'all')
    expect(new Set(all.map((it) => it.kind)).size).toBe(6)
    expect(new Set(all.map((it) => it.id)).size).toBe(all.length)
    expect(all.filter((it) => it.kind !== 'change' && it.startedAt > noon)).toEqual([])
    expect(all.filter((it) => it.updatedAt > noon)).toEqual([])
  })

  test('leave firing alerts to an Alertmanager where there is one', () => {
    const stirred = createEstate(7, 'small', { linkLossAt: noon - hour / 12 })
    const firing = (of: 'all' | 'past') => happenings(stirred, noon, 1, of).filter((it) => it.kind === 'alert' && it.endedAt === null).length
    expect(firing('all')).toBeGreaterThan(10)
    expect(firing('past')).toBe(0)
  })
})
