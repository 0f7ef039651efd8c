import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { startMockApp } from '#tests/support/mock-app.ts'
import type { MockApp } from '#tests/support/mock-app.ts'
import { needs } from '#tests/support/require.ts'

/** The row that has the focus: which, what it says, and where in the window it stands. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const row = document.activeElement?.closest('[data-row]')
    return {
      index: Number(row?.getAttribute('data-row') ?? -1),
      words: document.activeElement?.textContent ?? '',
      top: Math.round(row?.getBoundingClientRect().top ?? -1),
      inSight: row ? row.getBoundingClientRect().top >= 80 && row.getBoundingClientRect().bottom <= innerHeight : false,
      drawn: document.querySelectorAll('[data-row]').length,
    }
  })

needs('Chromium', hasBrowser)('a list', () => {
  let browser: Browser
  let app: MockApp
  beforeAll(async () => {
    app = await startMockApp('.cache/mocks-lists')
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  test.each(['en', 'ar'])('is walked by keys alone, and Back finds the row where it was (%s)', async (locale) => {
    const { page, errors, close } = await openPage(browser, { locale })
    try {
      await page.goto(`${app.base}/alerts?show=all&scenario=burst`)
      await page.locator('a[data-open]').first().waitFor()
      // The live stream keeps the network busy for ever, so what is drawn is waited for, not silence.
      await page.waitForTimeout(2000)
      await page.keyboard.press('j')
      await expect.poll(() => focused(page)).toMatchObject({ index: 0 })
      for (let i = 0; i < 60; i += 1) await page.keyboard.press(i % 2 === 0 ? 'j' : 'ArrowDown')
      await expect.poll(() => focused(page)).toMatchObject({ index: 60, inSight: true })
      const before = await focused(page)
      // Of hundreds of rows only those in sight are drawn.
      expect(before.drawn).toBeLessThan(120)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 2, name: before.words }).waitFor()
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
      await page.goBack()
      await expect.poll(async () => (await focused(page)).words).toBe(before.words)
      await expect.poll(async () => Math.abs((await focused(page)).top - before.top)).toBeLessThan(3)
      for (let i = 0; i < 60; i += 1) await page.keyboard.press('k')
      await expect.poll(() => focused(page)).toMatchObject({ inSight: true })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
      expect(errors).toEqual([])
    } finally {
      await close()
    }
  })
})
