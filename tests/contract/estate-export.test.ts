import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createEstate } from '#core/estate/estate.ts'
import { serviceAt } from '#core/estate/metrics.ts'
import { alertsIn, observationId } from '#mocks/export/alerts.ts'
import { cellMs, createTotals } from '#mocks/export/totals.ts'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import type { Alertmanager } from '#tests/support/alertmanager.ts'
import { exportEstate } from '#tests/support/estate.ts'
import { startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { freePort, until } from '#tests/support/program.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'
import { hasVictoriaMetrics, startVictoriaMetrics } from '#tests/support/victoria-metrics.ts'
import type { VictoriaMetrics } from '#tests/support/victoria-metrics.ts'

vi.setConfig({ testTimeout: 120_000 })

const estate = createEstate(7, 'small')

const Answer = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })) }),
})

async function ask(url: string, query: string, at?: number): Promise<readonly { readonly metric: Readonly<Record<string, string>>; readonly value: number }[]> {
  const reply = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}${at === undefined ? '' : `&time=${at / 1000}`}`)
  return Answer.parse(await reply.json()).data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }))
}

needs('VictoriaMetrics', hasVictoriaMetrics)('history in a real VictoriaMetrics', () => {
  let server: VictoriaMetrics
  beforeAll(async () => {
    server = await startVictoriaMetrics()
  }, 30_000)
  afterAll(() => server?.stop())
  const flush = (): Promise<Response> => fetch(`${server.url}/internal/force_flush`)

  test('says what the estate says, survives being killed half-way, and is not written twice', async () => {
    const first = exportEstate('--metrics', server.url, '--days', '2', '--once')
    await until('some of it to be written', async () => first.said().includes('%'), 60_000)
    await first.stop('SIGKILL')
    // A new series is found some seconds after it was taken.
    await until(
      'its mark',
      async () => (await flush()).ok && (await (await fetch(`${server.url}/api/v1/export?match[]=demo_estate_written`)).text()) !== '',
      30_000,
    )
    const second = await exportEstate('--metrics', server.url, '--days', '2', '--once').ended
    expect(second).toMatchObject({ code: 0, err: '' })
    // Two days end now: the oldest moment may have left them meanwhile, here as below.
    expect(Number(/(\d+) of 576 moments were there/.exec(second.out)?.[1])).toBeGreaterThanOrEqual(47)
    await flush()
    const third = await exportEstate('--metrics', server.url, '--days', '2', '--once').ended
    expect(third.out).toMatch(/57[5-6] of 576 moments were there/)
    await flush()

    const at = Math.floor(Date.now() / cellMs) * cellMs - cellMs
    const selector = 'http_server_request_duration_seconds_count{service="checkout-api"}'
    const [rate] = await ask(server.url, `sum(increase(${selector}[5m])) / 300`, at)
    expect(rate?.value).toBeCloseTo(serviceAt(estate, 'checkout-api', at - cellMs / 2).requestRate, 0)
    // One sample every five minutes from the first to the last, in every one of the series.
    const counts = await ask(server.url, `count_over_time(${selector}[1d])`, at)
    expect(counts.map((c) => c.value)).toEqual([288, 288])
    expect(await ask(server.url, 'count(count by (service) (up))', at)).toMatchObject([{ value: 44 }])
    expect(await ask(server.url, 'count(node_load1)', at)).toMatchObject([{ value: 24 }])
  })

  test('an address that takes no history is told with what is expected', async () => {
    const { code, err } = await exportEstate('--metrics', `${server.url}/nowhere`, '--once').ended
    expect(code).toBe(69)
    expect(err).toMatch(/^--metrics: http:\S+ is no VictoriaMetrics/)
  })
})

needs('Prometheus', hasPrometheus)('the page of metrics', () => {
  test('is scraped by a real Prometheus without a complaint, with its types', async () => {
    const port = await freePort()
    const showing = exportEstate('--scrape', String(port))
    await until('the page', async () => showing.said().includes('up to date'), 60_000)
    const prometheus = await startPrometheus({ scrape: [{ job: 'estate', targets: [`http://127.0.0.1:${port}`], honorLabels: true }], every: 2 })
    try {
      await prometheus.seen('rate(http_server_request_duration_seconds_count{service="checkout-api"}[30s]) > 0')
      // What it holds is what the estate's counter was when it looked; looking takes a moment.
      const selector = 'http_server_request_duration_seconds_count{service="checkout-api",http_response_status_code="200"}'
      const [[counter], [when]] = await Promise.all([ask(prometheus.url, selector), ask(prometheus.url, `timestamp(${selector})`)])
      const looked = (when?.value ?? 0) * 1000
      const totals = createTotals(estate)
      expect(counter?.value).toBeGreaterThanOrEqual(Math.floor(totals.service('checkout-api', looked)[0] ?? 0) - 1)
      expect(counter?.value).toBeLessThanOrEqual(totals.service('checkout-api', looked + 10_000)[0] ?? 0)
      expect(await ask(prometheus.url, 'up{job="estate"}')).toMatchObject([{ value: 1 }])
      const metadata = z.object({ data: z.record(z.string(), z.array(z.object({ type: z.string(), unit: z.string() }))) })
      const known = metadata.parse(await (await fetch(`${prometheus.url}/api/v1/metadata`)).json()).data
      expect(known['http_server_request_duration_seconds']).toMatchObject([{ type: 'histogram', unit: 'seconds' }])
      expect(known['node_cpu_seconds']).toMatchObject([{ type: 'counter', unit: 'seconds' }])
      const targets = await (await fetch(`${prometheus.url}/api/v1/targets`)).text()
      expect(targets).toContain('"lastError":""')
    } finally {
      await prometheus.stop()
      expect(await showing.stop()).toMatchObject({ code: 0, err: '' })
    }
  })

  test('a port somebody has is told', async () => {
    const port = await freePort()
    const showing = exportEstate('--scrape', String(port))
    await until('the page', async () => showing.said().includes('up to date'), 60_000)
    const { code, err } = await exportEstate('--scrape', String(port)).ended
    await showing.stop()
    expect(code).toBe(69)
    expect(err).toMatch(/^--scrape: cannot listen on 127\.0\.0\.1:\d+/)
  })
})

const Alerts = z.array(z.object({ fingerprint: z.string(), startsAt: z.string(), endsAt: z.string(), labels: z.record(z.string(), z.string()) }))

needs('Alertmanager', hasAlertmanager)('alerts in a real Alertmanager', () => {
  let server: Alertmanager
  beforeAll(async () => {
    server = await startAlertmanager()
  }, 30_000)
  afterAll(() => server?.stop())
  const known = async () => Alerts.parse(await (await fetch(`${server.url}/api/v2/alerts`)).json())

  test('fire since when they do, are told again while it goes on, and have the names their past has', async () => {
    const run = exportEstate('--alerts', server.url, '--scale', 'demo', '--every', '5')
    await until('the first post', async () => run.said().includes('firing'), 60_000)
    const demo = createEstate(7, 'demo')
    const now = Date.now()
    const firing = alertsIn(demo, { from: now - 43_200_000, to: now + 1 }, now).filter((a) => a.endedAt === null || a.endedAt > now - 2000)
    const posted = await known()
    // The demo estate is quiet now and then; what fires is there with its own start.
    const [byId, expected] = [new Map(posted.map((a) => [`alert:alertmanager:${a.fingerprint}-${Date.parse(a.startsAt)}`, a])), firing.map(observationId)]
    for (const it of firing.filter((a) => a.startedAt < now - 5000 && a.endedAt === null)) expect([...byId.keys()]).toContain(observationId(it))
    expect(posted.length).toBeLessThanOrEqual(expected.length + 2)
    const ends = (all: z.infer<typeof Alerts>): readonly number[] => all.map((a) => Date.parse(a.endsAt)).toSorted((a, b) => a - b)
    const before = ends(posted).at(-1) ?? 0
    if (posted.length > 0) await until('a later end', async () => (ends(await known()).at(-1) ?? 0) > before, 30_000)
    expect(await run.stop()).toMatchObject({ code: 0, err: '' })
  })
})

describe('observations in a real Homeport', () => {
  let homeport: Homeport
  let folder: string
  beforeAll(async () => {
    homeport = await startHomeport()
    folder = mkdtempSync(join(tmpdir(), 'homeport-estate-'))
  }, 60_000)
  afterAll(async () => {
    await homeport?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  test('arrive by a service token, each once however often they are told', async () => {
    const admin = await homeport.signIn()
    const headers = { ...admin.headers, 'content-type': 'application/json' }
    const made = await fetch(`${homeport.url}/api/tokens`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'Estate', scopes: ['intake:events'], days: 1 }),
    })
    const { token } = z.object({ token: z.string() }).parse(await made.json())
    const file = join(folder, 'token')
    writeFileSync(file, `${token}\n`)
    const args = ['--events', homeport.url, '--token-file', file, '--days', '7', '--once']
    const first = await exportEstate(...args).ended
    expect(first).toMatchObject({ code: 0, err: '' })
    const [, taken = 0, known = 0] = (/events: (\d+) taken, (\d+) known/.exec(first.out) ?? []).map(Number)
    expect([taken > 300, known]).toEqual([true, 0])
    const again = await exportEstate(...args).ended
    const [, more = 0, there = 0] = (/events: (\d+) taken, (\d+) known/.exec(again.out) ?? []).map(Number)
    expect(there).toBeGreaterThan(0.8 * taken)
    expect(more).toBeLessThan(0.2 * taken)
    const query = {
      query: { source: 'events', spec: { measure: 'kpi.numbers', match: { kpi: ['timeToResolve', 'changeSuccess'] } } },
      range: { from: Date.now() - 7 * 86_400_000, to: Date.now() },
      width: 400,
    }
    const answer = await fetch(`${homeport.url}/api/query`, { method: 'POST', headers, body: JSON.stringify(query) })
    expect([answer.status, (await answer.text()).includes('demo-estate')]).toEqual([200, false])
  })

  test('a token that opens nothing is told with the scope it needs', async () => {
    const file = join(folder, 'wrong')
    writeFileSync(file, 'hp_wrong')
    const { code, err } = await exportEstate('--events', homeport.url, '--token-file', file, '--once').ended
    expect([code, err]).toEqual([69, expect.stringContaining('it needs the scope intake:events')])
    const missing = await exportEstate('--events', homeport.url, '--token-file', join(folder, 'none'), '--once').ended
    expect([missing.code, missing.err]).toEqual([69, expect.stringMatching(/^--token-file: cannot read/)])
  })
})
