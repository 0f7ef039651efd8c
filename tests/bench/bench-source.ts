import * as z from 'zod/mini'
import type { Field, Frame } from '#contract/frame.ts'
import { chance } from '#core/estate/chance.ts'
import { defineConnector } from '#server/connectors/connector.ts'

/** Contents of the twenty-widget page: 8 charts of 5 x 500, 4 tables of 500 rows, 2 timelines of 200 bars, 2 graphs of 50 nodes, 4 numbers. */
export const contents = ['chart', 'table', 'timeline', 'graph', 'number'] as const
const Spec = z.object({ content: z.enum(contents), seed: z._default(z.int(), 1), series: z._default(z.int(), 5), points: z._default(z.int(), 500) })
type Spec = z.infer<typeof Spec>

const wave = (seed: number, series: number, tick: number): number =>
  50 + 20 * Math.sin((tick + series * 40) / 30) + 8 * chance(seed, 'bench', String(series)).normal(tick)

function chart({ seed, series, points }: Spec, now: number): Frame {
  const last = Math.floor(now / 1000)
  const ticks = Array.from({ length: points }, (_, i) => last - points + 1 + i)
  const lines = Array.from({ length: series }, (_, s): Field => ({
    name: `series ${s + 1}`,
    type: 'number',
    role: 'value',
    values: ticks.map((t) => wave(seed, s, t)),
  }))
  return { fields: [{ name: 'time', type: 'time', role: 'time', values: ticks.map((t) => t * 1000) }, ...lines] }
}

function table({ seed }: Spec, now: number): Frame {
  const rows = Array.from({ length: 500 }, (_, i) => i)
  const draw = chance(seed, 'bench', 'table')
  const text = (name: string, of: (i: number) => string): Field => ({ name, type: 'string', values: rows.map(of) })
  const number = (name: string, lane: number): Field => ({
    name,
    type: 'number',
    values: rows.map((i) => Math.round(draw.unit(i + Math.floor(now / 1000), lane) * 1000)),
  })
  return {
    fields: [
      text('name', (i) => `row ${i}`),
      text('service', (i) => `service-${i % 44}`),
      text('site', (i) => `site-${i % 6}`),
      text('team', (i) => `team-${i % 9}`),
      number('a', 1),
      number('b', 2),
      number('c', 3),
      number('d', 4),
      number('e', 5),
      number('f', 6),
    ],
  }
}

function timeline({ seed }: Spec, now: number): Frame {
  const draw = chance(seed, 'bench', 'bars')
  const rows = Array.from({ length: 200 }, (_, i) => ({
    start: now - draw.int(i, 21_600_000, 1),
    lasts: 60_000 + draw.int(i, 1_800_000, 2),
    lane: `service-${i % 20}`,
  }))
  return {
    fields: [
      { name: 'title', type: 'string', role: 'title', values: rows.map((_, i) => `bar ${i}`) },
      { name: 'severity', type: 'string', role: 'severity', values: rows.map((_, i) => ['critical', 'warning', 'info'][i % 3] ?? 'info') },
      { name: 'service', type: 'string', role: 'lane', values: rows.map((r) => r.lane) },
      { name: 'start', type: 'time', role: 'start', values: rows.map((r) => r.start) },
      { name: 'end', type: 'time', role: 'end', values: rows.map((r) => Math.min(now, r.start + r.lasts)) },
    ],
  }
}

function graph({ seed }: Spec, now: number): Frame {
  const draw = chance(seed, 'bench', 'edges')
  const edges = Array.from({ length: 75 }, (_, i) => ({ from: i < 49 ? Math.floor(i / 2) : draw.int(i, 24, 1), to: i < 49 ? i + 1 : 25 + draw.int(i, 25, 2) }))
  return {
    fields: [
      { name: 'source', type: 'string', role: 'source', values: edges.map((e) => `node-${e.from}`) },
      { name: 'target', type: 'string', role: 'target', values: edges.map((e) => `node-${e.to}`) },
      { name: 'calls', type: 'number', role: 'value', unit: '/s', values: edges.map((_, i) => Math.round(100 * draw.unit(i + Math.floor(now / 1000), 3))) },
    ],
  }
}

const number = ({ seed }: Spec, now: number): Frame => ({
  fields: [{ name: 'value', type: 'number', role: 'value', values: [wave(seed, 0, Math.floor(now / 1000))] }],
})
const makers = { chart, table, timeline, graph, number } as const

/** A source that makes the same load for every page measured; it exists in benchmarks only. */
export const benchSource = defineConnector({
  kind: 'bench',
  addable: true,
  config: z.object({}),
  spec: Spec,
  can: [],
  measures: {},
  open: (_config, ports) => ({
    query: async (spec) => makers[spec.content](spec, ports.clock.now()),
    check: async () => ({}),
  }),
})
