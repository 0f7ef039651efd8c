import { describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { MeasureSpec } from '#contract/query.ts'
import { frozenNow } from '#core/estate/incidents.ts'
import { rowCount, shapesOf } from '#core/frame/shapes.ts'
import { measures } from '#core/templates/measures.ts'
import type { SourcePorts } from '../connector.ts'
import { demo, DemoConfig } from './index.ts'
import { createMemoryStore } from '../../store/memory.ts'

const hour = 3_600_000
const day = 24 * hour

// The demo source only asks its ports for the clock and for silences people made, and the estate stands still here.
const source = demo.open(DemoConfig.parse({ size: 'small', frozenAt: frozenNow }), {
  clock: { now: () => frozenNow },
  store: createMemoryStore(),
} as unknown as SourcePorts)
const ask = (variables: Record<string, string | string[]> = {}) => ({
  range: { from: frozenNow - 7 * day, to: frozenNow },
  width: 400,
  variables,
  zone: 'UTC',
  signal: new AbortController().signal,
})

const query = (input: unknown, variables?: Record<string, string | string[]>): Promise<Frame> => source.query(demo.spec.parse(input), ask(variables))

function specOf(measure: string, rest: object = {}) {
  const spec = demo.measures[measure]?.(MeasureSpec.parse({ measure, ...rest }))
  if (!spec) throw new Error(`${measure} is not known`)
  return spec
}

/** KPI measures are told which number, and rare things are asked for over longer. */
const wishes: Readonly<Record<string, object>> = {
  'kpi.numbers': { match: { kpi: ['timeToResolve', 'availability'] } },
  'kpi.report': { match: { kpi: 'changeSuccess' } },
  'kpi.trend': { match: { kpi: 'changeSuccess' } },
  'kpi.times': { match: { kpi: 'timeToResolve' } },
}

describe('every measure of the demo source', () => {
  test.each(Object.keys(demo.measures).filter((m) => m !== 'kpi.conflicts'))('%s answers with rows, its promised shape and the demo label', async (measure) => {
    const gives = measures[measure as keyof typeof measures].gives
    const frame = await query(specOf(measure, wishes[measure] ?? {}))
    expect(rowCount(frame)).toBeGreaterThan(0)
    expect(shapesOf(frame)).toContain({ series: 'series', events: 'intervals', edges: 'edges', table: 'table' }[gives])
    expect(frame.meta?.demo).toBe(true)
    expect(new Set(frame.fields.map((f) => f.values.length)).size).toBe(1)
  })

  test('leaves out only what belongs to the running process, and how its people go', () => {
    const missing = Object.keys(measures).filter((m) => !(m in demo.measures))
    expect(missing.toSorted()).toEqual(['host.uptime', 'process.cpu', 'process.loopDelay', 'process.memory', 'source.freshness', 'source.up', 'usage.paths'])
  })
})

describe('numeric measures', () => {
  test('split by service, keep the twelve largest and say how many there are', async () => {
    const frame = await query(specOf('service.requestRate', { by: ['service'] }))
    expect(frame.fields).toHaveLength(13)
    expect(frame.meta?.truncated).toEqual({ what: 'series', kept: 12, total: 44 })
  })

  test('an instant question gives one row per group, all of them', async () => {
    const frame = await query(specOf('service.errorRatio', { by: ['service'], mode: 'instant' }))
    expect(rowCount(frame)).toBe(44)
    const services = frame.fields[0]?.values ?? []
    const values = frame.fields[1]?.values ?? []
    expect(values[services.indexOf('payment-router')]).toBeGreaterThan(0.1)
  })

  test('a variable narrows, several choices widen, none asks for everything', async () => {
    const spec = specOf('service.requestRate', { by: ['service'], mode: 'instant', match: { service: '${service}' } })
    expect(rowCount(await query(spec, { service: 'checkout-api' }))).toBe(1)
    expect(rowCount(await query(spec, { service: ['checkout-api', 'sign-in'] }))).toBe(2)
    expect(rowCount(await query(spec, { service: '' }))).toBe(44)
  })
})

describe('events', () => {
  test('open alerts have no end and never lie in the future', async () => {
    const frame = await query(specOf('alerts.active'))
    expect(frame.fields.find((f) => f.role === 'end')?.values.every((v) => v === null)).toBe(true)
    expect(frame.fields.find((f) => f.role === 'start')?.values.every((v) => Number(v) <= frozenNow)).toBe(true)
  })

  test('a limit is stated', async () => {
    const frame = await query({ kind: 'observations', kinds: ['alert'], limit: 10 })
    expect(rowCount(frame)).toBe(10)
    expect(frame.meta?.truncated?.total).toBeGreaterThan(10)
  })

  test('groups add up to the open alerts', async () => {
    const groups = await query(specOf('alerts.groups'))
    const open = await query(specOf('alerts.active'))
    const sum = (groups.fields.find((f) => f.name === 'alerts')?.values ?? []).reduce<number>((a, b) => a + Number(b), 0)
    expect(sum).toBe(rowCount(open))
  })

  test('an incident caused by a change names it', async () => {
    const long = { ...ask(), range: { from: frozenNow - 180 * day, to: frozenNow } }
    const incidents = await source.query(specOf('events.incident'), long)
    const depends = incidents.fields.find((f) => f.role === 'depends')?.values ?? []
    expect(depends.some((d) => String(d).startsWith('change:demo:'))).toBe(true)
  })
})

test('labels are offered for variables', async () => {
  const signal = new AbortController().signal
  expect(await source.labels?.({ signal })).toContain('service')
  expect(await source.labelValues?.('service', { signal })).toHaveLength(44)
})

test('what somebody silenced is no longer active, and is listed among the silences until it ends', async () => {
  const own = demo.open(DemoConfig.parse({ size: 'small', frozenAt: frozenNow }), {
    clock: { now: () => frozenNow },
    store: createMemoryStore(),
  } as unknown as SourcePorts)
  const ask = { range: { from: frozenNow - 3_600_000, to: frozenNow }, width: 600, variables: {}, zone: 'UTC', signal: new AbortController().signal }
  const of = async (measure: string, name: string): Promise<readonly unknown[]> => {
    const frame = await own.query({ kind: 'measure', measure, match: {} } as never, ask)
    return frame.fields.find((field) => field.name === name)?.values ?? []
  }
  const [service] = await of('alerts.active', 'service')
  const draft = {
    id: undefined,
    matchers: [{ name: 'service', op: '=' as const, value: String(service) }],
    startsAt: frozenNow - 1,
    endsAt: frozenNow + 60_000,
    createdBy: 'ann',
    comment: 'mine',
  }
  const made = await own.silences?.put(draft, ask.signal)
  expect(service).toBeTypeOf('string')
  expect(await of('alerts.active', 'service')).not.toContain(service)
  expect(await of('alerts.silences', 'title')).toContain('mine')
  await own.silences?.end(made?.id ?? '', ask.signal)
  expect(await of('alerts.active', 'service')).toContain(service)
})
