import * as z from 'zod/mini'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import type { Ask } from '#server/connectors/connector.ts'
import { prometheus } from '#server/connectors/prometheus/index.ts'
import { sampleLine, startExporter } from '#tests/support/exporter.ts'
import { faultFrom } from '#tests/support/faults.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { hasNodeExporter, startNodeExporter } from '#tests/support/node-exporter.ts'
import { openConnector } from '#tests/support/open-connector.ts'
import type { Server } from '#tests/support/program.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import type { Prometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'

const minutes = (n: number): number => n * 60_000

function asking(rest: Partial<Ask> = {}): Ask {
  const now = Date.now()
  return { range: { from: now - minutes(5), to: now }, width: 480, variables: {}, zone: 'UTC', signal: new AbortController().signal, ...rest }
}

const sorted = (values: readonly unknown[] = []): readonly string[] => values.map(String).toSorted((a, b) => (a < b ? -1 : 1))
const field = (frame: Frame, name: string) => frame.fields.find((f) => f.name === name)
const specOf = (spec: unknown) => z.parse(prometheus.spec, spec)
const promql = (expr: string, rest: object = {}) => specOf({ kind: 'promql', expr, ...rest })
const measure = (name: string, rest: object = {}) => {
  const spec = prometheus.measures[name]?.({ measure: name, mode: 'range', by: [], match: {}, ...rest })
  if (!spec) throw new Error(`no measure ${name}`)
  return spec
}

/** Label values that mean something in PromQL, in regexes, or to a careless program. */
const nasty = ['a"b', "a'b", 'a`b', 'a\\b', 'a\nb', 'a.b', 'axb', 'a|b', '(a)', '[a]', '^a$', 'a{1}', '.*', '${x}', '$1', 'ü – 漢', '"} or vector(1) or up{a="']

let requests = 0
const exported = (): readonly string[] => {
  requests += 10
  return [
    ...nasty.map((v, i) => sampleLine('nasty', { v }, i)),
    sampleLine('odd', { of: 'nan' }, Number.NaN),
    sampleLine('odd', { of: 'plus' }, Infinity),
    sampleLine('odd', { of: 'minus' }, -Infinity),
    sampleLine('thousand', Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`label_${i}`, `value ${i}`])), 1),
    sampleLine('thousand', Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`label_${i}`, i === 700 ? 'other' : `value ${i}`])), 2),
    ...Array.from({ length: 30 }, (_, i) => sampleLine('many', { n: String(i) }, i)),
    ...['pay', 'cart'].flatMap((service) => [
      sampleLine('http_requests_total', { service, code: '200' }, requests * (service === 'pay' ? 2 : 1)),
      ...(service === 'pay' ? [sampleLine('http_requests_total', { service, code: '500' }, requests / 2)] : []),
    ]),
    ...[0.1, 0.5, 1, Infinity].map((le) =>
      sampleLine('http_request_duration_seconds_bucket', { service: 'pay', le: le === Infinity ? '+Inf' : String(le) }, le >= 0.5 ? requests : requests / 2),
    ),
    sampleLine('http_request_duration_seconds_count', { service: 'pay' }, requests),
    sampleLine('traces_service_graph_request_total', { client: 'cart', server: 'pay', connection_type: '' }, requests),
    sampleLine('traces_service_graph_request_failed_total', { client: 'cart', server: 'pay', connection_type: '' }, requests / 10),
    sampleLine('traces_service_graph_request_total', { client: 'pay', server: 'ledger-db', connection_type: 'database' }, requests * 2),
    ...[0.1, 1, Infinity].map((le) =>
      sampleLine(
        'traces_service_graph_request_server_seconds_bucket',
        { client: 'cart', server: 'pay', connection_type: '', le: le === Infinity ? '+Inf' : String(le) },
        requests,
      ),
    ),
  ]
}

needs('Prometheus with node exporter', hasPrometheus && hasNodeExporter)('the prometheus connector on a real Prometheus', () => {
  let node: Server
  let exporter: LoopbackServer
  let server: Prometheus
  let source: ReturnType<typeof open>

  const open = (config: object = {}) => openConnector(prometheus, z.parse(prometheus.config, { url: server.url, minStepMs: 1000, ...config }))
  const ask = (spec: Parameters<typeof source.query>[0], rest: Partial<Ask> = {}) => source.query(spec, asking(rest))

  beforeAll(async () => {
    node = await startNodeExporter()
    exporter = await startExporter(exported)
    server = await startPrometheus({
      scrape: [
        { job: 'node', targets: [node.url] },
        { job: 'shop', targets: [exporter.url], labels: { site: 'fra' }, honorLabels: true },
      ],
      rules: [{ alert: 'NodeUp', expr: 'up{job="node"} == 1', labels: { severity: 'page', service: 'node' }, annotations: { summary: 'the node is up' } }],
    })
    await server.seen('rate(node_cpu_seconds_total[4s]) and on() count_over_time(http_requests_total[10s]) > 4')
    await server.seen('ALERTS{alertstate="firing"}')
    source = open()
  }, 60_000)

  afterAll(async () => {
    await source?.close()
    await Promise.all([server?.stop(), exporter?.stop(), node?.stop()])
  })

  test('what a query costs is counted by its selectors, within what the asker is held to, and nothing is worked out for it', async () => {
    const cost = async (spec: Parameters<typeof source.query>[0], by: Pick<typeof source, 'cost'> | undefined = source) => by?.cost?.(spec, asking())
    expect(await cost(promql('sum(rate(many[1m])) / count(nasty) + count(many)', { mode: 'instant' }))).toEqual({
      series: 30 + nasty.length,
      points: 30 + nasty.length,
    })
    const drawn = await cost(promql('many'))
    expect(drawn?.series).toBe(30)
    // Five minutes by the second, and the one they end in.
    expect([300, 301]).toContain((drawn?.points ?? 0) / 30)
    expect(await cost(promql('many'), source.narrow?.([{ label: 'n', op: '=', value: '7' }]))).toMatchObject({ series: 1 })
    expect(await cost(promql('1 + 1'))).toMatchObject({ series: 0, points: 0 })
    expect((await faultFrom(cost(promql('many{')))).code).toBe('source_query')
    expect((await cost(measure('service.requestRate', { mode: 'instant', by: ['service'] })))?.series).toBeGreaterThan(0)
    expect(await cost(specOf({ kind: 'alerts' }))).toEqual({})
  })

  test('tells its version', async () => {
    expect((await source.check(new AbortController().signal)).version).toMatch(/^\d+\.\d+/)
  })

  test('a range is one time column on whole steps and one column per series, with gaps before the first scrape', async () => {
    const frame = await ask(promql('up'))
    expect(shapesOf(frame)[0]).toBe('series')
    const [time, ...series] = frame.fields
    expect(sorted(series.map((f) => f.labels?.['job']))).toEqual(['node', 'shop'])
    expect(series.map((f) => f.values.length)).toEqual(series.map(() => time?.values.length))
    expect(series[0]?.values[0]).toBeNull()
    expect(series[0]?.values.at(-1)).toBe(1)
    const step = frame.meta?.stepMs ?? 0
    expect(step).toBeGreaterThanOrEqual(1000)
    expect(time?.values.every((at, i) => at === Number(time.values[0]) + i * step && at % step === 0)).toBe(true)
  })

  test('a year at a step of one second is asked in no more points than the server allows', async () => {
    const now = Date.now()
    const frame = await ask(promql('up', { stepMs: 1000 }), { range: { from: now - 366 * 86_400_000, to: now }, width: 10_000 })
    expect(frame.fields[0]?.values.length).toBeLessThanOrEqual(11_000)
  })

  test('series are named by what tells them apart, or as the legend says', async () => {
    expect(
      (await ask(promql('up'))).fields
        .slice(1)
        .map((f) => f.name)
        .toSorted()
        .join('; '),
    ).toContain('job=node')
    const named = await ask(promql('up', { legend: 'target {{job}}' }))
    expect(sorted(named.fields.slice(1).map((f) => f.name))).toEqual(['target node', 'target shop'])
  })

  test('an instant vector is a table of labels and value, a scalar is a scalar, a text is a text', async () => {
    const table = await ask(promql('many', { mode: 'instant' }))
    expect(field(table, 'n')).toMatchObject({ type: 'string', role: 'label' })
    expect(field(table, 'value')?.values.length).toBe(30)
    expect(shapesOf(table)).toEqual(['table'])
    const scalar = await ask(promql('scalar(vector(3))', { mode: 'instant' }))
    expect(shapesOf(scalar)[0]).toBe('scalar')
    expect(field(scalar, 'value')?.values).toEqual([3])
    expect(field(await ask(promql('"hello"', { mode: 'instant' })), 'value')?.values).toEqual(['hello'])
    const one = await ask(promql('sum(up)', { mode: 'instant' }))
    expect(shapesOf(one)[0]).toBe('scalar')
  })

  test('an instant range selector gives the samples as they were scraped', async () => {
    const frame = await ask(promql('up{job="node"}[1m]', { mode: 'instant' }))
    expect(shapesOf(frame)[0]).toBe('series')
    expect(frame.fields[1]?.values.length).toBeGreaterThan(2)
  })

  test('NaN and the infinities stay what they are', async () => {
    const frame = await ask(promql('odd', { mode: 'instant' }))
    const byLabel = new Map(field(frame, 'of')?.values.map((of, i) => [of, field(frame, 'value')?.values[i]]))
    expect(Object.fromEntries(byLabel)).toEqual({ nan: Number.NaN, plus: Infinity, minus: -Infinity })
    const range = await ask(promql('odd{of="nan"}'))
    expect(range.fields[1]?.values.at(-1)).toBeNaN()
  })

  test('series of a thousand labels survive, named by the one that differs', async () => {
    const range = await ask(promql('thousand'))
    expect(sorted(range.fields.slice(1).map((f) => f.name))).toEqual(['other', 'value 700'])
    expect(Object.keys(range.fields[1]?.labels ?? {}).length).toBeGreaterThan(1000)
    const table = await ask(promql('thousand', { mode: 'instant' }))
    expect(table.fields.length).toBeLessThan(60)
    expect(sorted(field(table, 'label_700')?.values)).toEqual(['other', 'value 700'])
  })

  test('an empty answer is an empty frame of the right shape', async () => {
    const frame = await ask(promql('nothing_of_the_kind'))
    expect(frame.fields.map((f) => f.values.length)).toEqual([0, 0])
    expect(shapesOf(frame)[0]).toBe('series')
  })

  test('more series than the cap are cut and counted', async () => {
    const capped = open({ maxSeries: 7 })
    const frame = await capped.query(promql('many'), asking())
    expect(frame.fields.length).toBe(8)
    expect(frame.meta?.truncated).toEqual({ what: 'series', kept: 7, total: 30 })
    expect((await capped.query(promql('many', { mode: 'instant' }), asking())).meta?.truncated).toEqual({ what: 'rows', kept: 7, total: 30 })
    await capped.close()
  })

  test.each(nasty)('a variable holding %j selects exactly that series, quoted, in backquotes and as regex', async (v) => {
    const only = async (expr: string) => field(await ask(promql(expr, { mode: 'instant' }), { variables: { v } }), 'v')?.values ?? []
    expect(await only('nasty{v="${v}"}')).toEqual([v])
    expect(await only("nasty{v='${v}'}")).toEqual([v])
    expect(await only('nasty{v=~"${v}"}')).toEqual([v])
    expect(await only("nasty{v=~'${v}'}")).toEqual([v])
    expect(await only('nasty{v=~`${v}`}')).toEqual([v])
    expect((await only('nasty{v!~"${v}"}')).length).toBe(nasty.length - 1)
  })

  test('a value goes between backquotes as it is, unless it holds one', async () => {
    const only = async (v: string) => field(await ask(promql('nasty{v=`${v}`}', { mode: 'instant' }), { variables: { v } }), 'v')?.values
    for (const v of nasty.filter((one) => !one.includes('`'))) expect(await only(v)).toEqual([v])
    expect(await faultFrom(only('a`b'))).toMatchObject({ code: 'invalid', field: 'variables.v' })
  })

  test('several values select all of theirs, none selects everything', async () => {
    const values = async (v: string[]) => field(await ask(promql('nasty{v=~"${v}"}', { mode: 'instant' }), { variables: { v } }), 'v')?.values ?? []
    expect((await values(nasty)).length).toBe(nasty.length)
    expect(sorted(await values(['a|b', 'a.b']))).toEqual(['a.b', 'a|b'])
    expect((await values([])).length).toBe(nasty.filter((v) => !v.includes('\n')).length)
  })

  test('a wrong query is told in the words of the server', async () => {
    expect(await faultFrom(ask(promql('sum(')))).toMatchObject({ code: 'source_query', detail: expect.stringContaining('parse error') })
    expect((await faultFrom(ask(promql('up * on() group_left() up', { mode: 'instant' })))).code).toBe('source_query')
  })

  test('labels, their values, series and metadata', async () => {
    const signal = new AbortController().signal
    expect(await source.labels?.({ match: 'nasty', signal })).toEqual(expect.arrayContaining(['__name__', 'v', 'site']))
    expect([...((await source.labelValues?.('v', { signal })) ?? [])].toSorted()).toEqual(nasty.toSorted())
    expect(await source.labelValues?.('site', { match: 'many{n="1"}', range: asking().range, signal })).toEqual(['fra'])
    expect((await source.series?.({ match: '{__name__=~"up|odd"}', signal }))?.length).toBe(5)
    expect(await source.metadata?.(signal)).toEqual(expect.arrayContaining([expect.objectContaining({ metric: 'node_load1', type: 'gauge' })]))
    expect((await faultFrom(source.series?.({ match: '{', signal }) ?? Promise.resolve())).code).toBe('source_query')
  })

  describe('measures', () => {
    const last = (frame: Frame) => frame.fields.slice(1).map((f) => f.values.findLast((v) => v !== null))

    test.each([
      ['host.cpu', 'percent', 0, 100],
      ['host.memory', 'ratio', 0, 1],
      ['host.memoryBytes', 'bytes', 1e6, 1e13],
      ['host.load', undefined, 0, 10_000],
      ['host.disk', 'ratio', 0, 1],
      ['host.diskBytes', 'bytes', 0, 1e16],
      ['host.networkIn', 'bytes/s', 0, 1e12],
      ['host.networkOut', 'bytes/s', 0, 1e12],
      ['host.uptime', 's', 1, 1e10],
      ['process.memory', 'bytes', 1e6, 1e12],
      ['process.cpu', 'percent', 0, 10_000],
      ['targets.up', undefined, 2, 2],
      ['service.saturation', 'ratio', 0, 1],
    ])('%s of a real node exporter is one line in %s', async (name, unit, least, most) => {
      const frame = await ask(measure(name))
      expect(frame.fields.length).toBe(2)
      expect(frame.fields[1]?.unit).toBe(unit)
      const value = Number(last(frame)[0])
      expect(value).toBeGreaterThanOrEqual(least)
      expect(value).toBeLessThanOrEqual(most)
    })

    test('are split by their dimensions, under the names of the dimensions', async () => {
      const disks = await ask(measure('host.disk', { by: ['mount'], mode: 'instant' }))
      expect(field(disks, 'mount')?.values.every((m) => String(m).startsWith('/'))).toBe(true)
      const uses = await ask(measure('host.memoryBytes', { by: ['instance', 'use'] }))
      expect(sorted(uses.fields.slice(1).map((f) => f.labels?.['use']))).toEqual(['cached', 'free', 'used'])
      expect(sorted(uses.fields.slice(1).map((f) => f.name))).toEqual(['cached', 'free', 'used'])
      const loads = await ask(measure('host.load', { match: { over: ['5m', '15m'] }, mode: 'instant', by: ['over'] }))
      expect(sorted(field(loads, 'over')?.values)).toEqual(['15m', '5m'])
      const up = await ask(measure('targets.up', { by: ['instance'], match: { job: '${job}' } }), { variables: { job: ['node'] } })
      expect(up.fields[1]?.labels).toEqual({ instance: node.url.slice(7) })
    })

    test('service.requestRate, errorRatio and latencyP95 by service, or for one service, or for all', async () => {
      const rates = await ask(measure('service.requestRate', { by: ['service'] }))
      expect(sorted(rates.fields.slice(1).map((f) => f.name))).toEqual(['cart', 'pay'])
      const ratio = async (rest: object) => last(await ask(measure('service.errorRatio', rest)))
      const pay = Number((await ratio({ match: { service: 'pay' } }))[0])
      expect(pay).toBeGreaterThan(0.15)
      expect(pay).toBeLessThan(0.25)
      expect(await ratio({ match: { service: ['cart'] }, by: ['service'] })).toEqual([0])
      const all = Number((await ratio({}))[0])
      expect(all).toBeGreaterThan(0.1)
      expect(all).toBeLessThan(pay)
      const slow = await ask(measure('service.latencyP95', { by: ['service'], mode: 'instant' }))
      expect(field(slow, 'service')?.values).toEqual(['pay'])
      expect(Number(field(slow, 'value')?.values[0])).toBeGreaterThan(0.1)
      expect(Number(field(slow, 'value')?.values[0])).toBeLessThanOrEqual(0.5)
    })

    test('service.calls are edges with rate, share of errors, latency and severity', async () => {
      const edges = await ask(measure('service.calls'))
      expect(shapesOf(edges)).toContain('edges')
      const at = edges.fields[0]?.values.indexOf('cart') ?? -1
      expect(field(edges, 'target')?.values[at]).toBe('pay')
      expect(Number(field(edges, 'calls')?.values[at])).toBeGreaterThan(0)
      expect(Number(field(edges, 'errors')?.values[at])).toBeCloseTo(0.1, 1)
      expect(field(edges, 'severity')?.values[at]).toBe('critical')
      expect(Number(field(edges, 'p95')?.values[at])).toBeGreaterThan(0)
      expect(field(edges, 'connection')?.values).toContain('database')
      const near = await ask(measure('service.calls', { match: { service: 'ledger-db' } }))
      expect(field(near, 'source')?.values).toEqual(['pay'])
    })

    test('the operator may write them anew', async () => {
      const own = open({
        measures: {
          'service.requestRate': 'sum by ($__by) (rate(http_requests_total{code="500",$__match}[$__rate]))',
          'host.load': { expr: 'max by ($__by) (node_load1{$__match})', labels: { instance: 'job' } },
        },
      })
      const rates = await own.query(measure('service.requestRate', { by: ['service'], match: { service: ['pay', 'cart'] } }), asking())
      expect(rates.fields.slice(1).map((f) => f.labels)).toEqual([{ service: 'pay' }])
      const load = await own.query(measure('host.load', { by: ['instance'] }), asking())
      expect(load.fields[1]?.labels).toEqual({ instance: 'node' })
      await own.close()
    })

    test('one this server has no metrics for is left to another source', async () => {
      expect(await faultFrom(ask(measure('process.loopDelay')))).toMatchObject({
        code: 'source_unsupported',
        detail: expect.stringContaining('nodejs_eventloop_lag'),
      })
    })
  })

  test('its own alerts and rules', async () => {
    const alerts = await ask(specOf({ kind: 'alerts' }))
    expect(shapesOf(alerts)).toContain('intervals')
    expect(field(alerts, 'title')?.values).toEqual(['the node is up'])
    expect(field(alerts, 'severity')?.values).toEqual(['critical'])
    expect(field(alerts, 'end')?.values).toEqual([null])
    const rules = await ask(specOf({ kind: 'rules' }))
    expect(field(rules, 'rule')?.values).toEqual(['NodeUp'])
    expect(field(rules, 'health')?.values).toEqual(['ok'])
  })

  test('a server that is gone is told as down', async () => {
    const gone = openConnector(prometheus, z.parse(prometheus.config, { url: 'http://127.0.0.1:1' }))
    expect((await faultFrom(gone.query(promql('up'), asking()))).code).toBe('source_down')
    expect((await faultFrom(gone.check(new AbortController().signal))).code).toBe('source_down')
    await gone.close()
  })
})
