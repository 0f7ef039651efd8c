import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import type { Ask } from '#server/connectors/connector.ts'
import { prometheus } from '#server/connectors/prometheus/index.ts'
import { sampleLine } from '#tests/support/exporter.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { openConnector } from '#tests/support/open-connector.ts'
import { needs } from '#tests/support/require.ts'
import { hasVictoriaMetrics, startVictoriaMetrics } from '#tests/support/victoria-metrics.ts'
import type { VictoriaMetrics } from '#tests/support/victoria-metrics.ts'

const signal = new AbortController().signal
const step = 15_000
const end = Math.floor(Date.now() / 60_000) * 60_000
const day = 86_400_000
const moments = Array.from({ length: 241 }, (_, i) => end - (240 - i) * step)

const specOf = (expr: string, rest: object = {}) => z.parse(prometheus.spec, { kind: 'promql', expr, ...rest })
const measure = (name: string, rest: object = {}) => {
  const spec = prometheus.measures[name]?.({ measure: name, mode: 'range', by: [], match: {}, ...rest })
  if (!spec) throw new Error(`no measure ${name}`)
  return spec
}
const field = (frame: Frame, name: string) => frame.fields.find((f) => f.name === name)
const asking = (rest: Partial<Ask> = {}): Ask => ({ range: { from: end - 1_800_000, to: end }, width: 480, variables: {}, zone: 'UTC', signal, ...rest })

const nasty = ['a"b', "a'b", 'a\\b', 'a\nb', 'a.b', 'a|b', '.*', '${x}', 'ü – 漢']
const history = (): string =>
  [
    ...moments.flatMap((at, i) => [
      sampleLine('node_load1', { instance: 'h1', job: 'node' }, i % 7, at),
      sampleLine('http_requests_total', { service: 'pay', code: '200' }, i * 150, at),
      sampleLine('http_requests_total', { service: 'pay', code: '500' }, i * 15, at),
      sampleLine('traces_service_graph_request_total', { client: 'web', server: 'pay', connection_type: '' }, i * 30, at),
      ...nasty.map((v) => sampleLine('nasty', { v }, 1, at)),
    ]),
    // 30 days of one sample every five minutes.
    ...Array.from({ length: 8640 }, (_, i) => sampleLine('long', { a: 'b' }, i, end - i * 300_000)),
  ].join('\n')

needs('VictoriaMetrics', hasVictoriaMetrics)('the prometheus connector on a real VictoriaMetrics', () => {
  let server: VictoriaMetrics
  let source: ReturnType<typeof open>
  const open = () => openConnector(prometheus, z.parse(prometheus.config, { url: server.url }))

  beforeAll(async () => {
    server = await startVictoriaMetrics()
    await server.load(history())
    source = open()
  }, 30_000)
  afterAll(async () => {
    await source?.close()
    await server?.stop()
  })

  test('is checked, whether or not it has a build to tell about', async () => {
    expect(Object.keys(await source.check(signal)).every((key) => key === 'version')).toBe(true)
  })

  test('a range stands on the moments asked for', async () => {
    const frame = await source.query(specOf('node_load1'), asking())
    expect(shapesOf(frame)[0]).toBe('series')
    const times = field(frame, 'time')?.values ?? []
    expect(times.every((at) => Number(at) % (frame.meta?.stepMs ?? 0) === 0)).toBe(true)
    expect(frame.fields[1]?.values.every((v) => typeof v === 'number')).toBe(true)
  })

  test('thirty days of history come in as many points as the widget is wide', async () => {
    const frame = await source.query(specOf('long'), asking({ range: { from: end - 30 * day, to: end } }))
    const points = field(frame, 'time')?.values.length ?? 0
    expect(points).toBeGreaterThan(200)
    expect(points).toBeLessThanOrEqual(481)
  })

  test.each(nasty)('a variable holding %j selects exactly that series', async (v) => {
    const only = async (expr: string) => field(await source.query(specOf(expr, { mode: 'instant' }), asking({ variables: { v } })), 'v')?.values
    expect(await only('nasty{v="${v}"}')).toEqual([v])
    expect(await only('nasty{v=~"${v}"}')).toEqual([v])
  })

  test('measures, edges and instant tables', async () => {
    expect((await source.query(measure('host.load'), asking())).fields.length).toBe(2)
    const ratio = await source.query(measure('service.errorRatio', { by: ['service'], match: { service: 'pay' }, mode: 'instant' }), asking())
    expect(Number(field(ratio, 'value')?.values[0])).toBeCloseTo(15 / 165, 3)
    const edges = await source.query(measure('service.calls'), asking())
    expect([field(edges, 'source')?.values, field(edges, 'target')?.values]).toEqual([['web'], ['pay']])
    expect(Number(field(edges, 'calls')?.values[0])).toBeCloseTo(2, 1)
    expect(field(edges, 'errors')?.values).toEqual([0])
  })

  test('measures written by the operator, with nothing to match and with calls of other names', async () => {
    const own = openConnector(
      prometheus,
      z.parse(prometheus.config, {
        url: server.url,
        measures: {
          'service.requestRate': 'sum by ($__by) (rate(http_requests_total{code="500",$__match}[$__rate]))',
          'service.calls': {
            expr: 'sum by ($__by) (rate(traces_service_graph_request_total{$__match}[$__rate]))',
            labels: { source: 'client', target: 'server' },
          },
        },
      }),
    )
    const rate = await own.query(measure('service.requestRate', { mode: 'instant' }), asking())
    expect(Number(field(rate, 'value')?.values[0])).toBeCloseTo(1, 2)
    const edges = await own.query(measure('service.calls'), asking())
    expect(edges.fields.map((f) => f.name)).toEqual(['source', 'target', 'calls'])
    expect(field(edges, 'source')?.values).toEqual(['web'])
    await own.close()
  })

  test('labels, values, series, and metadata that may be empty', async () => {
    expect(await source.labels?.({ signal, match: 'nasty' })).toContain('v')
    expect((await source.labelValues?.('v', { signal }))?.length).toBe(nasty.length)
    expect(await source.series?.({ signal, match: 'node_load1' })).toEqual([{ __name__: 'node_load1', instance: 'h1', job: 'node' }])
    expect(Array.isArray(await source.metadata?.(signal))).toBe(true)
  })

  test('a wrong query is told in its own words', async () => {
    expect(await faultFrom(source.query(specOf('sum('), asking()))).toMatchObject({ code: 'source_query', detail: expect.stringContaining('sum(') })
  })
})
