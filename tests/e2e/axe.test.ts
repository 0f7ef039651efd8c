import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFinds } from '#tests/support/axe.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { startMockApp } from '#tests/support/mock-app.ts'
import type { MockApp } from '#tests/support/mock-app.ts'
import { needs } from '#tests/support/require.ts'

interface Stop {
  readonly at: string
  /** What is done there before looking. */
  readonly act?: (page: Page) => Promise<void>
  /** What the page asks for is not there. */
  readonly missing?: boolean
}

const press =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name }).first().click()
const edit = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: 'Review and publish' }).waitFor()
}
/** The first of a list. */
const first = async (page: Page): Promise<void> => {
  await page.locator('a[data-open]').first().click()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await page.waitForTimeout(1500)
}
const alerts = '/d/alerts-now'

/** Every page, and every dialog and menu that hangs over one. */
const stops: Readonly<Record<string, Stop>> = {
  'the first screen': { at: '/' },
  'the list of dashboards': { at: '/dashboards' },
  'this machine': { at: '/d/this-machine' },
  'a dashboard of alerts': { at: alerts },
  'a dashboard of services': { at: '/d/service-overview' },
  'a dashboard of changes': { at: '/d/changes-and-incidents' },
  'choosing a time': { at: alerts, act: press(/^Last /) },
  'choosing a look': { at: alerts, act: press(/look at it differently/i) },
  'the palette': { at: alerts, act: (page) => page.keyboard.press('Control+k') },
  'the list of keys': { at: alerts, act: (page) => page.keyboard.press('?') },
  'a dashboard being edited': { at: alerts, act: edit },
  'choosing a widget to add': {
    at: alerts,
    act: async (page) => {
      await edit(page)
      await page.getByRole('button', { name: 'Add widget' }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'the list of alerts': { at: '/alerts?show=all' },
  'alerts nobody has': { at: '/alerts?show=all&owner=&severity=warning' },
  'a list nothing fits': { at: '/incidents?q=nothing-like-this' },
  'the list of changes': { at: '/changes' },
  'the list of tickets': { at: '/tickets?show=all' },
  'the list of findings': { at: '/findings?show=all' },
  'the list of automation runs': { at: '/automation' },
  'one ticket': { at: '/tickets?show=all', act: first },
  'one change': { at: '/changes', act: first },
  'one incident': { at: '/incidents?show=all', act: first },
  'an alert that is not there': { at: '/observations/alert%3Anone', missing: true },
  'the list of services': { at: '/services' },
  'one service': { at: '/services', act: first },
  'the list of sources': { at: '/sources' },
  'a source': { at: '/sources/at/demo' },
  'choosing a kind of source': { at: '/sources/new' },
  'a new source': { at: '/sources/new/prometheus' },
  'an address that leads nowhere': { at: '/nowhere/at/all' },
}

needs('Chromium', hasBrowser)('axe finds nothing', () => {
  let browser: Browser
  let app: MockApp
  beforeAll(async () => {
    app = await startMockApp('.cache/mocks-axe')
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  test.each(Object.entries(stops))('on %s, light and dark', async (_, { at, act, missing = false }) => {
    const { page, errors, close } = await openPage(browser)
    try {
      await page.goto(app.base + at)
      await page.getByRole('main').first().waitFor()
      // The live stream keeps the network busy for ever, so what is drawn is waited for, not silence.
      await page.waitForTimeout(1500)
      await act?.(page)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.waitForTimeout(300)
        // What still moves in may not have its name yet.
        await expect.poll(() => axeFinds(page), { interval: 500 }).toEqual([])
      }
      // What is not there is answered with 404, and browsers write that down by themselves.
      expect(errors.filter((error) => !missing || !error.includes('404'))).toEqual([])
    } finally {
      await close()
    }
  })
})
