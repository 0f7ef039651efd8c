import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { walkJourney } from '#tests/support/journey.ts'
import { startMockApp } from '#tests/support/mock-app.ts'
import type { MockApp } from '#tests/support/mock-app.ts'
import { needs } from '#tests/support/require.ts'

/** Title of the latest alert of the burst: it is among the first rows of both widgets and fires for another half hour. */
const firstAlert = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const now = Date.now()
    const body = {
      query: { source: 'demo', spec: { measure: 'alerts.active' } },
      range: { from: now - 3_600_000, to: now },
      width: 400,
      variables: {},
      zone: 'UTC',
    }
    const reply = await fetch('/api/query', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    // The contract's Answer.
    const { frame } = (await reply.json()) as { readonly frame: { readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[] } }
    const column = (name: string): readonly string[] => frame.fields.find((f) => f.name === name)?.values ?? []
    const row = column('depends').findIndex((d) => d.includes('INC-9001'))
    return column('title')[row] ?? 'no alert of the burst is firing'
  })

needs('Chromium', hasBrowser)('a developer on mocks', () => {
  let browser: Browser
  let app: MockApp
  beforeAll(async () => {
    app = await startMockApp()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  test('walks the same journey without any server', async () => {
    const watched = await openPage(browser)
    try {
      await walkJourney(watched, {
        base: app.base,
        search: '?scenario=burst',
        polled: { source: 'demo', spec: { measure: 'alerts.active' } },
        received: { source: 'demo', spec: { measure: 'events.alert' } },
        numbers: { source: 'demo', spec: { measure: 'service.requestRate', by: ['service'] } },
        alert: firstAlert,
      })
      expect(watched.errors).toEqual([])
    } catch (error) {
      await watched.page.screenshot({ path: join(tmpdir(), 'homeport-mocks.png') })
      throw error
    } finally {
      await watched.close()
    }
  })
})
