import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { shapesOf } from '#core/frame/shapes.ts'
import { alertmanager } from '#server/connectors/alertmanager/index.ts'
import type { Ask } from '#server/connectors/connector.ts'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import type { Alertmanager } from '#tests/support/alertmanager.ts'
import { faultFrom } from '#tests/support/faults.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { hasNodeExporter, startNodeExporter } from '#tests/support/node-exporter.ts'
import { openConnector } from '#tests/support/open-connector.ts'
import { until } from '#tests/support/program.ts'
import type { Server } from '#tests/support/program.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import type { Prometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'

const signal = new AbortController().signal
const asking = (rest: Partial<Ask> = {}): Ask => {
  const now = Date.now()
  return { range: { from: now - 3_600_000, to: now }, width: 480, variables: {}, zone: 'UTC', signal, ...rest }
}
const values = (frame: Frame, name: string) => frame.fields.find((f) => f.name === name)?.values ?? []
const sorted = (all: readonly unknown[] = []): readonly string[] => all.map(String).toSorted((a, b) => (a < b ? -1 : 1))
const specOf = (kind: string, rest: object = {}) => z.parse(alertmanager.spec, { kind, ...rest })
const measure = (name: string, match: Record<string, string | string[]> = {}) => {
  const spec = alertmanager.measures[name]?.({ measure: name, mode: 'range', by: [], match })
  if (!spec) throw new Error(`no measure ${name}`)
  return spec
}

needs('Alertmanager with Prometheus and node exporter', hasAlertmanager && hasPrometheus && hasNodeExporter)(
  'the alertmanager connector on a real Alertmanager',
  () => {
    let node: Server
    let server: Alertmanager
    let prom: Prometheus
    let receiver: LoopbackServer
    let source: ReturnType<typeof open>
    let silence: string

    const open = () => openConnector(alertmanager, z.parse(alertmanager.config, { url: server.url }))
    const titles = async (spec: Parameters<typeof source.query>[0], rest: Partial<Ask> = {}) => sorted(values(await source.query(spec, asking(rest)), 'title'))

    beforeAll(async () => {
      node = await startNodeExporter()
      receiver = await serveLoopback((_, response) => response.writeHead(200).end())
      server = await startAlertmanager({
        webhook: { url: `${receiver.url}/hook`, token: 'hook-token' },
        groupBy: ['alertname', 'site'],
        inhibit: { source: 'alertname="SiteDown"', target: 'alertname="HostDown"', equal: ['site'] },
      })
      prom = await startPrometheus({
        scrape: [{ job: 'node', targets: [node.url] }],
        alertmanager: server.url,
        rules: [
          {
            alert: 'NodeUp',
            expr: 'up{job="node"} == 1',
            labels: { severity: 'critical', service: 'node', site: 'fra' },
            annotations: { summary: 'the node is up' },
          },
        ],
      })
      await server.post([
        {
          labels: { alertname: 'SlowPay', service: 'pay', severity: 'warn', site: 'muc' },
          startsAt: new Date(Date.now() - 600_000).toISOString(),
          generatorURL: 'javascript:alert(1)',
        },
        { labels: { alertname: 'SlowPay', service: 'cart', severity: 'purple', site: 'muc' } },
        { labels: { alertname: 'Noise', service: 'mail', severity: 'info' } },
        { labels: { alertname: 'SiteDown', site: 'zrh', severity: 'page' } },
        { labels: { alertname: 'HostDown', site: 'zrh', instance: 'h1', severity: 'error' } },
      ])
      silence = await server.silence({
        matchers: [{ name: 'service', value: 'mail', isRegex: false, isEqual: true }],
        minutes: 30,
        by: 'ada',
        comment: 'known noise',
      })
      source = open()
      await until('all alerts', async () => (await titles(measure('alerts.active'))).length === 4)
    }, 60_000)

    afterAll(async () => {
      await source?.close()
      await Promise.all([prom?.stop(), server?.stop(), receiver?.stop(), node?.stop()])
    })

    test('tells its version, and nothing of its configuration', async () => {
      const told = await source.check(signal)
      expect(told.version).toMatch(/^\d+\.\d+/)
      expect(Object.keys(told)).toEqual(['version'])
    })

    test('active alerts are intervals without an end, worst first, with severity, service, link and labels', async () => {
      const frame = await source.query(measure('alerts.active'), asking())
      expect(shapesOf(frame)).toContain('intervals')
      expect(values(frame, 'end').every((end) => end === null)).toBe(true)
      expect(sorted(values(frame, 'title'))).toEqual(['SiteDown', 'SlowPay', 'SlowPay', 'the node is up'])
      expect(values(frame, 'severity')).toEqual(['critical', 'critical', 'warning', 'warning'])
      const row = values(frame, 'title').indexOf('the node is up')
      expect(values(frame, 'service')[row]).toBe('node')
      expect(values(frame, 'site')[row]).toBe('fra')
      expect(values(frame, 'alertname')[row]).toBe('NodeUp')
      expect(String(values(frame, 'link')[row])).toContain(prom.url)
      expect(values(frame, 'link')[values(frame, 'service').indexOf('pay')]).toBeNull()
      expect(new Set(values(frame, 'id')).size).toBe(4)
    })

    test('what is silenced or inhibited is there when asked for', async () => {
      const all = await source.query(specOf('alerts', { silenced: true, inhibited: true }), asking())
      const status = new Map(values(all, 'alertname').map((name, i) => [name, values(all, 'status')[i]]))
      expect(status.get('Noise')).toBe('silenced')
      expect(status.get('HostDown')).toBe('suppressed')
      expect(status.get('SiteDown')).toBe('firing')
    })

    test('matchers narrow, with variables, and wrong ones are refused before they leave', async () => {
      expect(await titles(specOf('alerts', { match: ['site="muc"', 'service!="cart"'] }))).toEqual(['SlowPay'])
      expect(await titles(specOf('alerts', { match: ['service="${s}"'] }), { variables: { s: ['pay', 'node'] } })).toEqual(['SlowPay', 'the node is up'])
      expect((await titles(specOf('alerts', { match: ['service="${s}"'] }), { variables: { s: [] } })).length).toBe(4)
      expect(await titles(specOf('alerts', { match: ['service=~"p.*"'] }))).toEqual(['SlowPay'])
      expect(await faultFrom(source.query(specOf('alerts', { match: ['service'] }), asking()))).toMatchObject({ code: 'invalid', field: 'query.spec.match' })
      expect(await faultFrom(source.query(specOf('alerts', { match: ['service=~"("'] }), asking()))).toMatchObject({ code: 'source_query' })
    })

    test('a measure is narrowed by our own words', async () => {
      expect(await titles(measure('alerts.active', { severity: 'critical' }))).toEqual(['SiteDown', 'the node is up'])
      expect(await titles(measure('alerts.active', { severity: ['warn'] }))).toEqual(['SlowPay'])
      expect(await titles(measure('alerts.active', { service: '${s}' }), { variables: { s: 'cart' } })).toEqual(['SlowPay'])
    })

    test('a range before everything is empty', async () => {
      const now = Date.now()
      expect(await titles(measure('alerts.active'), { range: { from: now - 7_200_000, to: now - 3_600_000 } })).toEqual([])
    })

    test('groups count the alerts that are there', async () => {
      const frame = await source.query(measure('alerts.groups'), asking())
      const at = values(frame, 'group').indexOf('SlowPay, site=muc')
      expect(values(frame, 'alerts')[at]).toBe(2)
      expect(values(frame, 'severity')[at]).toBe('warning')
      expect(values(frame, 'site')[at]).toBe('muc')
      expect(values(frame, 'group')).not.toContain('Noise')
      expect(shapesOf(frame)).toContain('intervals')
    })

    test('silences are intervals with their matchers, owner and state', async () => {
      const frame = await source.query(measure('alerts.silences'), asking())
      expect(values(frame, 'id')).toEqual([`silence:${silence}`])
      expect(values(frame, 'title')).toEqual(['known noise'])
      expect(values(frame, 'status')).toEqual(['active'])
      expect(values(frame, 'owner')).toEqual(['ada'])
      expect(values(frame, 'matchers')).toEqual(['service="mail"'])
      expect(Number(values(frame, 'end')[0])).toBeGreaterThan(Date.now())
      expect(values(await source.query(specOf('silences', { states: ['expired'] }), asking()), 'id')).toEqual([])
    })

    test('labels and their values, also of silenced alerts', async () => {
      expect(await source.labels?.({ signal })).toEqual(expect.arrayContaining(['alertname', 'service', 'site']))
      expect(await source.labelValues?.('service', { signal })).toEqual(['cart', 'mail', 'node', 'pay'])
      expect(await source.labelValues?.('service', { signal, match: '{site="muc", service!="pay"}' })).toEqual(['cart'])
      expect(await source.labelValues?.('constructor', { signal })).toEqual([])
    })

    test('its notifications arrive with the bearer token', async () => {
      await until('a notification', async () => receiver.seen.length > 0)
      expect(receiver.seen[0]?.headers.authorization).toBe('Bearer hook-token')
    })
  },
)
