import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp, startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { walkJourney } from '#tests/support/journey.ts'
import { hasNodeExporter, startNodeExporter } from '#tests/support/node-exporter.ts'
import { findPostgres, startPostgres } from '#tests/support/postgres.ts'
import { freePort } from '#tests/support/program.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'

const present = hasBrowser && hasPrometheus && hasAlertmanager && hasNodeExporter
const token = 'journey-token-of-this-test'

interface World {
  readonly port: number
  readonly config: object
  stop(): Promise<void>
}

/** Real programs around one Homeport: a rule fires in Prometheus, Alertmanager tells Homeport, Homeport asks both. */
async function startWorld(): Promise<World> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'homeport-journey-'))
  writeFileSync(join(folder, 'token'), token)
  const exporter = await startNodeExporter()
  const alertmanager = await startAlertmanager({ webhook: { url: `http://127.0.0.1:${port}/api/intake/alertmanager`, token } })
  const prometheus = await startPrometheus({
    scrape: [{ job: 'node', targets: [exporter.url] }],
    alertmanager: alertmanager.url,
    rules: [
      {
        alert: 'NodeIsUp',
        expr: 'up{job="node"} == 1',
        labels: { severity: 'critical', service: 'node', team: 'noc' },
        annotations: { summary: 'The node answers' },
      },
    ],
  })
  await prometheus.seen('ALERTS{alertstate="firing"}')
  return {
    port,
    config: {
      sources: [
        { id: 'prometheus', kind: 'prometheus', name: 'Prometheus', url: prometheus.url },
        { id: 'alerts', kind: 'alertmanager', name: 'Alertmanager', url: alertmanager.url },
      ],
      intake: { alertmanager: { tokenFile: join(folder, 'token') } },
    },
    stop: async () => void (await Promise.all([prometheus.stop(), alertmanager.stop(), exporter.stop()])),
  }
}

async function walk(browser: Browser, env: Readonly<Record<string, string>> = {}): Promise<void> {
  // A world of its own each time: Alertmanager tells the same alert only once.
  const world = await startWorld()
  let homeport: Homeport | undefined
  const watched = await openPage(browser)
  try {
    homeport = await startHomeport({ config: world.config, port: world.port, env })
    await watched.page.context().addCookies([...(await homeport.signIn()).cookies])
    await walkJourney(watched, {
      base: homeport.url,
      polled: { source: 'alerts', spec: { measure: 'alerts.active' } },
      received: { source: 'events', spec: { measure: 'events.alert' } },
      numbers: { source: 'prometheus', spec: { kind: 'promql', expr: 'rate(node_cpu_seconds_total{mode!="idle"}[30s])', mode: 'range' } },
      alert: 'NodeIsUp',
    })
    expect(watched.errors).toEqual([])
  } catch (error) {
    await watched.page.screenshot({ path: join(tmpdir(), 'homeport-journey.png') })
    throw error
  } finally {
    await watched.close()
    await homeport?.stop()
    await world.stop()
  }
}

needs('Chromium, Prometheus, Alertmanager or node exporter', present)('a person and a real alert', () => {
  let browser: Browser
  beforeAll(async () => {
    buildApp()
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  test('the alert arrives twice, is looked at five ways and stays where it was put, on the embedded database', () => walk(browser))

  needs('PostgreSQL', findPostgres() !== undefined)('on PostgreSQL', () => {
    test('the same journey holds', async () => {
      const postgres = await startPostgres()
      try {
        await walk(browser, { DATABASE_URL: await postgres.createDatabase() })
      } finally {
        await postgres.destroy()
      }
    })
  })
})
