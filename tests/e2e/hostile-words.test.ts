import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { Observation } from '#contract/observation.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp } from '#tests/support/homeport.ts'
import { startPortal, type Portal } from '#tests/support/portal.ts'
import { needs } from '#tests/support/require.ts'

/** What would run if any of it were taken for markup or for an address. */
const evil = (where: string): string => `${where} <img src=x onerror="window.ran='${where}'"><svg onload="window.ran='${where}'"></svg>`
const place = (id: string, x: number) => ({ id, x, y: 0, w: 6, h: 6 })
const view = (id: string, kind: string, measure: string) => ({
  id,
  title: evil(id),
  description: evil('description'),
  query: { source: 'events', spec: { measure } },
  view: { kind, options: {} },
  links: [{ title: evil('link'), url: 'https://wiki.example/x' }],
})
const board = {
  v: 1,
  title: evil('dashboard'),
  description: evil('about'),
  sections: [
    {
      id: 'main',
      title: evil('section'),
      widgets: [view('grid', 'grid', 'events.incident'), view('gantt', 'gantt', 'events.incident')],
      layouts: { desktop: [place('grid', 0), place('gantt', 6)] },
    },
  ],
  variables: [],
  time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
}

needs('Chromium', hasBrowser)('A15: markup in what others write', () => {
  let portal: Portal | undefined
  let browser: Browser | undefined

  beforeAll(async () => {
    buildApp()
    portal = await startPortal({ config: {}, app: 'dist', whole: true })
    browser = await launchBrowser()
    const now = Date.now()
    const incident = z.parse(Observation, {
      id: 'incident:x',
      kind: 'incident',
      title: evil('title'),
      source: 'events',
      service: evil('service'),
      severity: 'critical',
      status: 'open',
      startedAt: now - 600_000,
      endedAt: null,
      updatedAt: now,
      depends: [],
      labels: { team: evil('label') },
    })
    await portal.store.observations.put([incident])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
  })

  test('is drawn as the words it is, and nothing of it runs', { timeout: 60_000 }, async () => {
    if (!portal || !browser) throw new Error('not started')
    const { page, errors, close } = await openPage(browser)
    const dialogs: string[] = []
    page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
    await page.goto(portal.origin)
    const code = await portal.api.accounts.setupCode()
    const id = await page.evaluate(
      async ({ doc, one }) => {
        const send = async (path: string, body: object): Promise<{ readonly id: string }> => {
          const reply = await fetch(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': 'key-0123456789' },
            body: JSON.stringify(body),
          })
          if (!reply.ok) throw new Error(`${path} ${reply.status} ${await reply.text()}`)
          return (await reply.json()) as { readonly id: string }
        }
        await send('/api/door/setup', { code: one, name: 'Ada <script>window.ran="name"</script>', login: 'ada', password: 'a long and rare sentence' })
        return (await send('/api/dashboards', { doc })).id
      },
      { doc: board, one: code },
    )
    errors.splice(0)
    await page.goto(`${portal.origin}/d/${id}`)
    await page.getByRole('heading', { name: evil('dashboard') }).waitFor()
    // As text, in the widget's title and in the answer of the source.
    await page.getByRole('article', { name: evil('grid') }).waitFor()
    await page.getByText(evil('title')).first().waitFor()
    expect(await page.evaluate(() => ({ ran: (globalThis as { ran?: string }).ran, images: document.querySelectorAll('img[src="x"]').length }))).toEqual({
      ran: undefined,
      images: 0,
    })
    expect([dialogs, errors]).toEqual([[], []])
    await close()
  })
})
