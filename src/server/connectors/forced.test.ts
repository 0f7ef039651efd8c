import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import type { Matcher } from '#contract/access.ts'
import type { Frame } from '#contract/frame.ts'
import { MeasureSpec } from '#contract/query.ts'
import { frozenNow } from '#core/estate/incidents.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { ServerFault } from '../fault.ts'
import { createMemoryPorts } from '../memory-ports.ts'
import { createMemoryStore } from '../store/memory.ts'
import { encodeSeriesKey } from '../store/series-key.ts'
import { alertmanager } from './alertmanager/index.ts'
import type { Ask, OpenSource, SourcePorts } from './connector.ts'
import { demo, DemoConfig } from './demo/index.ts'
import { events } from './events/index.ts'
import { forcedValues, heldTo } from './forced.ts'
import { host } from './host/index.ts'

const is = (label: string, value: string): Matcher => ({ label, op: '=', value })
const like = (label: string, value: string): Matcher => ({ label, op: '=~', value })
const now = frozenNow
const ask: Ask = { range: { from: now - 7 * 86_400_000, to: now }, width: 400, variables: {}, zone: 'UTC', signal: new AbortController().signal }
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'passed'
  } catch (error) {
    if (error instanceof ServerFault) return error.fault.code
    throw error
  }
}
const narrowed = <S>(source: OpenSource<S>, ...matchers: readonly Matcher[]): OpenSource<S> => {
  const held = source.narrow?.(matchers)
  if (!held) throw new Error('cannot be narrowed')
  return held
}
const textsOf = (frame: Frame, name: string): ReadonlySet<unknown> => new Set(frame.fields.find((f) => f.name === name)?.values)
const portsWith = (store = createMemoryStore()): SourcePorts => ({
  ...createMemoryPorts({ store }),
  clock: { now: () => now, sleep: async () => undefined },
  sourceId: 's',
  call: () => Promise.reject(new Error('no calls from here')),
  sql: () => Promise.reject(new Error('no calls from here')),
})

test('what is asked for outside of what is forced is nothing, not everything', () => {
  const forced = forcedValues([is('team', 'a')])
  expect(heldTo(new Map([['team', ['b']]]), forced).get('team')).not.toEqual([])
  expect(heldTo(new Map([['team', ['b']]]), forced).get('team')).not.toContain('a')
  expect(heldTo(new Map([['team', ['a', 'b']]]), forced).get('team')).toEqual(['a'])
  expect(heldTo(new Map(), forcedValues([like('team', 'a|b'), is('team', 'b')])).get('team')).toEqual(['b'])
  expect(heldTo(new Map(), forcedValues([is('team', 'a'), is('team', 'b')])).get('team')).not.toContain('a')
})

test('a pattern nobody can compare with, and an empty value, are refused before anything is asked', () => {
  for (const matcher of [like('team', '.*'), like('team', 'a|'), is('team', '')]) {
    for (const source of [events.open({}, portsWith()), host.open({}, portsWith()), demo.open(DemoConfig.parse({}), portsWith())]) {
      expect(codeOf(() => source.narrow?.([matcher]))).toBe('forbidden')
    }
  }
})

describe('A6: events', () => {
  const observation = (id: string, team: string | undefined) => ({
    id,
    kind: 'alert' as const,
    source: 'am',
    title: id,
    severity: 'warning' as const,
    status: 'firing',
    startedAt: now - 1000,
    endedAt: null,
    updatedAt: now,
    depends: [],
    labels: { zone: `zone-${team ?? 'none'}` },
    ...(team && { team }),
  })
  const open = async () => {
    const store = createMemoryStore()
    await store.observations.put([observation('1', 'own'), observation('2', 'other'), observation('3', undefined)])
    return narrowed(events.open({}, portsWith(store)), is('team', 'own'))
  }
  const query = async (match: object = {}) => textsOf(await (await open()).query(z.parse(events.spec, { kind: 'observations', match }), ask), 'title')

  test('only those that carry it are shown, whatever is asked for', async () => {
    expect(await query()).toEqual(new Set(['1']))
    expect(await query({ team: ['own', 'other'] })).toEqual(new Set(['1']))
    expect(await query({ team: 'other' })).toEqual(new Set())
    expect(await query({ team: '' })).toEqual(new Set(['1']))
  })

  test('values come from those only', async () => {
    const held = await open()
    expect([await held.labelValues?.('team', ask), await held.labelValues?.('zone', ask)]).toEqual([['own'], ['zone-own']])
  })
})

describe('A6: this machine', () => {
  const open = async () => {
    const store = createMemoryStore()
    const samples = [{ mount: '/' }, { mount: '/secret' }].map((labels) => ({ series: encodeSeriesKey('host.disk', labels), at: now - 15_000, value: 0.5 }))
    const calls = [{ source: 'homeport', target: 'secret' }].map((labels) => ({
      series: encodeSeriesKey('service.calls', labels),
      at: now - 20_000,
      value: 1,
    }))
    await store.samples.append([...samples, ...calls])
    return host.open({}, portsWith(store))
  }
  const measure = (name: string, by: readonly string[] = []) => ({ kind: 'measure' as const, ...MeasureSpec.parse({ measure: name, mode: 'instant', by }) })

  test('only series that carry it are shown; one without the label carries nothing', async () => {
    const free = await open()
    expect(rowCount(await free.query(measure('host.disk', ['mount']), ask))).toBe(2)
    expect(textsOf(await narrowed(free, is('mount', '/')).query(measure('host.disk', ['mount']), ask), 'mount')).toEqual(new Set(['/']))
    expect(rowCount(await narrowed(free, is('team', 'own')).query(measure('host.disk', ['mount']), ask))).toBe(0)
    expect(rowCount(await narrowed(free, is('team', 'own')).query(measure('service.calls'), ask))).toBe(0)
    expect(await narrowed(free, is('mount', '/')).labelValues?.('mount', ask)).toEqual(['/'])
  })
})

describe('A6: the demo', () => {
  const free = demo.open(DemoConfig.parse({ size: 'small', frozenAt: now }), portsWith())
  const query = (source: typeof free, spec: object) => source.query(demo.spec.parse(spec), ask)

  test('every measure and list shows only what carries it', async () => {
    const team = (await free.series?.(ask))?.[0]?.['team'] ?? ''
    const held = narrowed(free, is('team', team))
    const mine = new Set((await held.series?.(ask))?.map((labels) => labels['service']))
    expect(mine.size).toBeGreaterThan(0)
    expect(mine.size).toBeLessThan((await free.series?.(ask))?.length ?? 0)
    expect(new Set(await held.labelValues?.('service', ask))).toEqual(mine)
    const services = textsOf(await query(held, { kind: 'measure', measure: 'service.requestRate', mode: 'instant', by: ['service'] }), 'service')
    expect(services).toEqual(mine)
    const all = await query(free, { kind: 'observations' })
    const some = await query(held, { kind: 'observations' })
    expect(rowCount(some)).toBeLessThan(rowCount(all))
    expect([...textsOf(some, 'team')].filter((t) => t !== team)).toEqual([])
    const calls = await query(held, { kind: 'measure', measure: 'service.calls' })
    expect([...textsOf(calls, 'source')].filter((s) => !mine.has(String(s)))).toEqual([])
    const silences = await query(held, { kind: 'measure', measure: 'alerts.silences' })
    expect([...textsOf(silences, 'service')].filter((s) => !mine.has(String(s)))).toEqual([])
  })

  test('a label nothing carries shows nothing', async () => {
    const held = narrowed(free, is('tenant', 'x'))
    for (const measure of ['service.requestRate', 'host.cpu', 'service.calls', 'alerts.silences', 'alerts.groups', 'alerts.active'])
      expect([measure, rowCount(await query(held, { kind: 'measure', measure, mode: 'instant' }))]).toEqual([measure, 0])
    expect(await held.labelValues?.('service', ask)).toEqual([])
  })
})

test('A6: Alertmanager is asked with the matchers as filters, every time', async () => {
  const asked: unknown[] = []
  const ports: SourcePorts = {
    ...portsWith(),
    call: async ({ search, path }) => {
      asked.push(search?.['filter'])
      return { status: 200, contentType: 'application/json', text: path.endsWith('status') ? '{"versionInfo":{"version":"1"}}' : '[]' }
    },
  }
  const held = narrowed(alertmanager.open(z.parse(alertmanager.config, { url: 'http://am.test' }), ports), is('team', 'o"wn'), like('site', 'a|b'))
  for (const kind of ['alerts', 'groups', 'silences']) await held.query(z.parse(alertmanager.spec, { kind, match: ['severity="critical"'] }), ask)
  await held.labels?.(ask)
  await held.labelValues?.('team', { ...ask, match: '{team="other"}' })
  await held.series?.(ask)
  for (const filter of asked) expect(filter).toEqual(expect.arrayContaining([String.raw`team="o\"wn"`, 'site=~"a|b"']))
  expect(asked).toHaveLength(6)
})
