import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp, startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { needs } from '#tests/support/require.ts'

needs('Chromium', hasBrowser)('the first run', () => {
  let [browser, homeport]: readonly [Browser?, Homeport?] = []
  beforeAll(async () => {
    buildApp()
    homeport = await startHomeport()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await homeport?.stop()
  })

  test(
    'the printed address leads straight to a name, a role and the first screen; the code is gone from the address and of no more use',
    { timeout: 60_000 },
    async () => {
      if (!browser || !homeport) throw new Error('not started')
      const address = /http:\/\/\S+#setup=\S+/.exec(homeport.output())?.[0] ?? ''
      const { page, errors, close } = await openPage(browser)
      await page.goto(address)
      await page.getByRole('heading', { name: 'Name yourself and choose a role' }).waitFor()
      expect(page.url()).not.toContain('setup')
      await page.getByLabel('Your name').fill('Ada Sample')
      await page.getByRole('radio', { name: /SRE/ }).check({ force: true })
      await page.getByRole('button', { name: 'Open Homeport' }).click()
      await page.getByRole('article').first().waitFor({ timeout: 20_000 })
      await page
        .getByRole('button', { name: /Ada Sample/ })
        .first()
        .waitFor()
      // 401: asked who is there before anybody was; 501: widgets of the role whose source is not connected yet, which say so themselves.
      expect(errors.filter((error) => !/\b(401|501)\b/.test(error))).toEqual([])

      const second = await openPage(browser)
      await second.page.goto(address)
      await second.page
        .getByText(/does not work any more|Use another code/)
        .first()
        .waitFor()
      expect(await second.page.getByRole('article').count()).toBe(0)
      await Promise.all([close(), second.close()])
    },
  )
})
