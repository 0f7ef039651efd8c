import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Route } from 'playwright'
import { preview } from 'vite'
import { afterAll, beforeAll, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { createMockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { hasAlertmanager, startAlertmanager } from '#tests/support/alertmanager.ts'
import { walkChange } from '#tests/support/change-journey.ts'
import type { ChangeWorld } from '#tests/support/change-journey.ts'
import { hasBrowser, launchBrowser } from '#tests/support/chromium.ts'
import { buildApp, startHomeport } from '#tests/support/homeport.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'
import { silencesOf } from '#tests/support/run-client.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

type Size = Parameters<ChangeWorld['open']>[0]
const phoneAgent = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'

const contextOf = (browser: Browser, { width, height, phone }: Size): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width, height },
    locale: 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...(phone && { isMobile: true, hasTouch: true, userAgent: phoneAgent }),
  })

const Answer = z.object({ frame: z.object({ fields: z.array(z.object({ name: z.string(), values: z.array(z.unknown()) })) }) })

/** Silences that carry a run's mark, in force or over. */
async function markedIn(alertmanager: string, run: string): Promise<number> {
  const all = z.parse(z.array(z.object({ comment: z.string() })), await (await fetch(`${alertmanager}/api/v2/silences`)).json())
  return all.filter(({ comment }) => comment.includes(`[homeport:${run}/`)).length
}

/** A request of a browser, answered by an API in this process. */
async function answer(route: Route, fetchApi: (request: Request) => Promise<Response>): Promise<void> {
  const asked = route.request()
  if (new URL(asked.url()).pathname === '/api/live') return route.abort()
  const body = asked.postDataBuffer()
  const reply = await fetchApi(
    new Request(asked.url(), { method: asked.method(), headers: await asked.allHeaders(), ...(body && { body: new Uint8Array(body) }) }),
  )
  // The tab may be gone by then.
  await route.fulfill({ status: reply.status, headers: Object.fromEntries(reply.headers), body: Buffer.from(await reply.arrayBuffer()) }).catch(() => undefined)
}

/** Pictures of what a failing test saw go to the temporary folder. */
const shot = (page: Page, name: string): Promise<unknown> =>
  process.env['HOMEPORT_SHOTS'] ? page.screenshot({ path: join(process.env['HOMEPORT_SHOTS'], `change-${name}.png`) }) : Promise.resolve(undefined)

needs('Chromium', hasBrowser)('a change that is left in one browser and finished in another', () => {
  let browser: Browser
  beforeAll(async () => {
    buildApp()
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  needs('Alertmanager or Prometheus', hasAlertmanager && hasPrometheus)('with real programs', () => {
    test('there is exactly one silence in Alertmanager, on the embedded database', async () => {
      const alertmanager = await startAlertmanager()
      const prometheus = await startPrometheus({ scrape: [], alertmanager: alertmanager.url })
      const homeport = await startHomeport({
        config: {
          sources: [
            { id: 'am', kind: 'alertmanager', name: 'Alertmanager FRA', url: alertmanager.url },
            { id: 'prom', kind: 'prometheus', name: 'Prometheus FRA', url: prometheus.url },
          ],
        },
      })
      try {
        const { cookies } = await homeport.signIn()
        await walkChange(
          {
            base: homeport.url,
            source: 'Alertmanager FRA',
            open: async (size) => {
              const context = await contextOf(browser, size)
              await context.addCookies([...cookies])
              return context
            },
            silences: async (run) => ({ all: await markedIn(alertmanager.url, run), active: (await silencesOf(alertmanager, run)).length }),
          },
          shot,
        )
      } finally {
        await homeport.stop()
        await Promise.all([prometheus.stop(), alertmanager.stop()])
      }
    })
  })

  test('the same on mocks: one silence of the demo estate', { timeout: 240_000 }, async () => {
    const api = await createMockApi({ scenario: scenarios.calm })
    const app = await preview({ build: { outDir: 'dist' }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
    const base = (app.resolvedUrls?.local[0] ?? '').replace(/\/$/, '')
    try {
      const ask = async (path: string, body?: object): Promise<unknown> => {
        const sent = body && {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: base, 'sec-fetch-site': 'same-origin' },
          body: JSON.stringify(body),
        }
        return (await api.fetch(new Request(`${base}${path}`, sent))).json()
      }
      const demo = z
        .parse(z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() })), await ask('/api/sources'))
        .find(({ kind }) => kind === 'demo')
      if (!demo) throw new Error('no demo estate')
      await walkChange({
        base,
        source: `${demo.name} (demo)`,
        open: async (size) => {
          const context = await contextOf(browser, size)
          // Both browsers speak to the one mock; without a stream they ask what changed.
          await context.route('**/api/**', (route) => answer(route, api.fetch))
          return context
        },
        silences: async (run) => {
          const range = { from: Date.now() - 60_000, to: Date.now() + 60_000 }
          const query = { source: demo.id, spec: { measure: 'alerts.silences' } }
          const { frame } = z.parse(Answer, await ask('/api/query', { query, range, width: 600, variables: {}, zone: 'UTC' }))
          const column = (name: string): readonly unknown[] => frame.fields.find((field) => field.name === name)?.values ?? []
          const marked = column('title').flatMap((title, i) => (String(title).includes(`[homeport:${run}/`) ? [column('status')[i]] : []))
          return { all: marked.length, active: marked.filter((status) => status === 'active').length }
        },
      })
    } finally {
      await app.close()
      api.close()
    }
  })
})
