import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import * as z from 'zod/mini'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEstate } from '#core/estate/estate.ts'
import { rolePresets } from '#core/policy/presets.ts'
import { landings } from '#core/templates/landings/registry.ts'
import { alertsIn } from '#mocks/export/alerts.ts'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { exportEstate } from '#tests/support/estate.ts'
import type { EstateExport } from '#tests/support/estate.ts'
import { buildApp, startHomeport } from '#tests/support/homeport.ts'
import type { Homeport, Visitor } from '#tests/support/homeport.ts'
import { until } from '#tests/support/program.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'
import { hasVictoriaMetrics, startVictoriaMetrics } from '#tests/support/victoria-metrics.ts'

const present = hasBrowser && hasPrometheus && hasAlertmanager && hasVictoriaMetrics
const personas = rolePresets.filter((role) => landings.some((it) => it.role === role.id))
const widths = [1440, 820, 390] as const
const estate = createEstate(7, 'demo')

interface Stoppable {
  stop(): Promise<unknown>
}

/** A free port below those the system gives to whoever asks, because it is used only after other servers have asked. */
async function heldPort(from: number): Promise<number> {
  for (let port = from + (process.pid % 4000); ; port += 1) {
    const server = createServer()
    const isFree = await new Promise<boolean>((done) => server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true)))
    if (!isFree) continue
    await new Promise((closed) => server.close(closed))
    return port
  }
}

interface World {
  readonly homeport: Homeport
  readonly visitors: ReadonlyMap<string, Visitor>
  readonly export: EstateExport
  readonly rest: readonly Stoppable[]
}

/** The demo estate on real programs, and one Homeport that asks all of them. */
async function startWorld(folder: string): Promise<World> {
  const [port, scrape] = [await heldPort(21_000), await heldPort(26_000)]
  writeFileSync(join(folder, 'alerts-token'), 'personas-token-of-this-test')
  const [metrics, alerts, prometheus] = await Promise.all([
    startVictoriaMetrics(),
    startAlertmanager({ webhook: { url: `http://127.0.0.1:${port}/api/intake/alertmanager`, token: 'personas-token-of-this-test' } }),
    startPrometheus({ scrape: [{ job: 'estate', targets: [`http://127.0.0.1:${scrape}`], honorLabels: true }], every: 5 }),
  ])
  const homeport = await startHomeport({
    port,
    config: {
      sources: [
        { id: 'history', kind: 'prometheus', name: 'History', url: metrics.url, minStepMs: 300_000 },
        { id: 'prometheus', kind: 'prometheus', name: 'Prometheus', url: prometheus.url, minStepMs: 5000 },
        { id: 'alerts', kind: 'alertmanager', name: 'Alertmanager', url: alerts.url },
      ],
      intake: { alertmanager: { tokenFile: join(folder, 'alerts-token') } },
    },
  })
  // At once: making people takes an administrator who has just signed in.
  const visitors = new Map<string, Visitor>()
  for (const { id, name } of personas) visitors.set(id, await homeport.signInAs(name, [id]))
  const headers = { ...(await homeport.signIn()).headers, 'content-type': 'application/json' }
  const made = await fetch(`${homeport.url}/api/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Estate', scopes: ['intake:events'], days: 1 }),
  })
  const events = join(folder, 'events-token')
  writeFileSync(events, z.object({ token: z.string() }).parse(await made.json()).token)
  const told = await exportEstate('--events', homeport.url, '--token-file', events, '--days', '60', '--scale', 'demo', '--once').ended
  expect(told).toMatchObject({ code: 0, err: '' })
  const going = exportEstate('--metrics', metrics.url, '--alerts', alerts.url, '--scrape', String(scrape), '--days', '1', '--scale', 'demo', '--every', '20')
  await until('everything to be written', async () => going.said().includes('up to date'), 240_000)
  await prometheus.seen('up{job="estate"} == 1')
  // Newly taken series are found some seconds later.
  await until('the history to be found', async () => {
    const reply = await fetch(`${metrics.url}/api/v1/query?query=count(node_load1)`)
    return (await reply.text()).includes('"320"')
  })
  return { homeport, visitors, export: going, rest: [metrics, alerts, prometheus] }
}

interface Trouble {
  readonly widget: string
  readonly says: string
}

/** Every widget scrolled to and settled; what stands in place of a drawing, and drawings without anything in them. */
async function troublesOn(page: Page): Promise<readonly Trouble[]> {
  const widgets = page.locator('article[data-hp-widget]')
  const found: Trouble[] = []
  for (let i = 0; i < (await widgets.count()); i += 1) {
    const widget = widgets.nth(i)
    const title = (await widget.locator('h3').textContent()) ?? ''
    await widget.scrollIntoViewIfNeeded()
    await until(`${title} to settle`, async () => (await widget.locator('[data-hp-body] [role=status]').count()) === 0, 30_000)
    const face = widget.locator('[data-hp-face]')
    if ((await face.count()) > 0) found.push({ widget: title, says: (await face.first().textContent()) ?? '' })
    else if (((await widget.locator('[data-hp-body]').textContent()) ?? '').trim() === '' && (await widget.locator('[data-hp-body] canvas').count()) === 0)
      found.push({ widget: title, says: 'nothing at all' })
  }
  return found
}

/** No alert may fire at a moment, about one hour in a hundred: then these say so, and that is the truth. */
const ofAlerts = /^(Alert groups|Firing intervals)$/
const isQuiet = (moment: number): boolean => !alertsIn(estate, { from: moment - 43_200_000, to: moment + 1 }, moment).some(({ endedAt }) => endedAt === null)
/** Alertmanager is told every twenty seconds and asked now and then: what a page shows may be as old as this. */
const wasQuiet = (): boolean => [0, 15, 30, 45, 60, 75, 90].some((seconds) => isQuiet(Date.now() - seconds * 1000))

needs('Chromium, Prometheus, Alertmanager or VictoriaMetrics', present)('the demo estate on real servers', () => {
  let browser: Browser
  let world: World
  const folder = mkdtempSync(join(tmpdir(), 'homeport-personas-'))
  beforeAll(async () => {
    buildApp()
    world = await startWorld(folder)
    browser = await launchBrowser()
  }, 420_000)
  afterAll(async () => {
    await browser?.close()
    await world?.export.stop()
    await world?.homeport.stop()
    await Promise.all((world?.rest ?? []).map((it) => it.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(personas.map((role) => [role.name, role.id] as const))(
    '%s lands on widgets that all show something, at three widths, light and dark',
    { timeout: 240_000 },
    async (_name, id) => {
      const visitor = world.visitors.get(id) ?? expect.unreachable()
      const { page, errors, close } = await openPage(browser)
      try {
        await page.context().addCookies([...visitor.cookies])
        const seen: Trouble[] = []
        for (const width of widths) {
          await page.setViewportSize({ width, height: 1000 })
          await page.emulateMedia({ colorScheme: width === 820 ? 'dark' : 'light' })
          await page.goto(world.homeport.url)
          await page.locator('article[data-hp-widget]').first().waitFor({ timeout: 30_000 })
          const troubles = (await troublesOn(page)).filter(({ widget }) => !(ofAlerts.test(widget) && wasQuiet()))
          seen.push(...troubles.map((it) => ({ ...it, widget: `${it.widget} at ${width}` })))
          await page.emulateMedia({ colorScheme: width === 820 ? 'light' : 'dark' })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
          if (wide) seen.push({ widget: `the page at ${width}`, says: 'wider than the window' })
          const shots = process.env['HOMEPORT_SHOTS']
          if (shots) await page.screenshot({ path: join(shots, `${id}-${width}.png`), fullPage: true })
        }
        expect(seen).toEqual([])
        expect(errors).toEqual([])
        expect(await page.locator('article[data-hp-widget]').count()).toBeGreaterThanOrEqual(4)
      } finally {
        await close()
      }
    },
  )
})
