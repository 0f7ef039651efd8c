import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { landings } from '#core/templates/landings/registry.ts'
import { atRest } from '#tests/support/at-rest.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp, startHomeport } from '#tests/support/homeport.ts'
import type { Homeport } from '#tests/support/homeport.ts'
import { startMockApp } from '#tests/support/mock-app.ts'
import type { MockApp } from '#tests/support/mock-app.ts'
import { needs } from '#tests/support/require.ts'

const widget = (page: Page, title: string): Locator => page.getByRole('article', { name: title, exact: true })

/** Titles of widgets that show a face in place of their drawing once every one of them was in sight. */
async function faces(page: Page): Promise<readonly string[]> {
  await page.getByRole('article').first().waitFor({ timeout: 30_000 })
  for (const article of await page.getByRole('article').all()) await article.scrollIntoViewIfNeeded()
  // Every widget has heard its first answer.
  await expect.poll(() => page.locator('article [data-state="waiting"]').count(), { timeout: 30_000 }).toBe(0)
  return page.locator('article:has([data-hp-face]) h3').allInnerTexts()
}

/** Drags a widget by its head to where another one stands. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  const [a, b] = [await atRest(widget(page, from).locator('header')), await atRest(widget(page, to).locator('header'))]
  await page.mouse.move(a.x + 60, a.y + 16)
  await page.mouse.down()
  await page.mouse.move(b.x + 70, b.y + 20, { steps: 12 })
  await page.mouse.up()
}

needs('Chromium', hasBrowser)('the first minute', () => {
  let [browser, homeport, mocks]: readonly [Browser?, Homeport?, MockApp?] = []
  beforeAll(async () => {
    buildApp()
    homeport = await startHomeport()
    mocks = await startMockApp('.cache/first-minute')
    browser = await launchBrowser()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await homeport?.stop()
    await mocks?.close()
  })

  test(
    'on a server of one’s own: a role, this machine, no broken widget for any of the nine roles, and the demo estate in one click',
    { timeout: 180_000 },
    async () => {
      if (!browser || !homeport) throw new Error('not started')
      const { page, close } = await openPage(browser)
      await page.goto(/http:\/\/\S+#setup=\S+/.exec(homeport.output())?.[0] ?? '')
      await page.getByLabel('Your name').fill('Ada Sample')
      await page.getByRole('radio', { name: /NOC operator/ }).check({ force: true })
      await page.getByRole('button', { name: 'Open Homeport' }).click()

      // Nothing of the role is connected: this machine stands in for it, and what the role waits for is offered.
      await page.getByRole('link', { name: /Connect alerts/ }).waitFor({ timeout: 20_000 })
      // A server that has only just started tells its rates a second later at most, and the widgets hear of it by themselves.
      await expect.poll(() => faces(page), { timeout: 30_000 }).toEqual([])

      const roles = landings.flatMap(({ role }) => role ?? [])
      const { id } = await page.evaluate(async (): Promise<{ readonly id: string }> => (await fetch('/api/me')).json())
      await page.evaluate(
        async (it) => {
          const people: readonly { readonly id: string; readonly rev: number; readonly roles: readonly { readonly role: string }[] }[] = await (
            await fetch('/api/people')
          ).json()
          const me = people.find((one) => one.id === it.id)
          const held = [...new Set([...(me?.roles ?? []).map(({ role }) => role), ...it.roles])]
          const reply = await fetch(`/api/people/${it.id}`, {
            method: 'PUT',
            headers: { 'content-type': 'application/json', 'if-match': `"${me?.rev ?? 0}"` },
            body: JSON.stringify({ roles: held }),
          })
          if (!reply.ok) throw new Error(await reply.text())
        },
        { id, roles },
      )
      for (const active of roles) {
        await page.evaluate(
          async (role) =>
            fetch('/api/me', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ active: role }) }).then(
              ({ status }) => status,
            ),
          active,
        )
        await page.reload()
        expect([active, await faces(page)]).toEqual([active, []])
      }

      await page.evaluate(async () => {
        await fetch('/api/me', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ active: 'noc-operator' }) })
      })
      await page.reload()
      await page.getByRole('button', { name: /Load the demo estate/ }).click()
      await widget(page, 'Alert groups').waitFor({ timeout: 20_000 })
      await page.getByText('Demo estate', { exact: true }).first().waitFor()
      expect(await page.getByRole('link', { name: /^Connect / }).count()).toBe(0)

      // A strip put away is gone on another device as well, and the menu brings it back.
      await page.getByRole('region', { name: 'Go to' }).hover()
      await page.getByRole('button', { name: 'About Go to' }).click()
      await page.getByRole('menuitem', { name: 'Do not show this again' }).click()
      await page.getByRole('region', { name: 'Go to' }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Next' }).click()
      const state = await page.context().storageState()
      const other = await browser.newContext({ storageState: { cookies: state.cookies, origins: [] } })
      const phone = await other.newPage()
      await phone.goto(homeport.url)
      await phone.getByRole('region', { name: 'Needs attention' }).waitFor()
      await phone.getByText('Step 2 of 5').waitFor()
      expect(await phone.getByRole('region', { name: 'Go to' }).count()).toBe(0)
      await other.close()
      await page.getByRole('button', { name: 'For you' }).click()
      await page
        .getByRole('menuitemcheckbox', { name: 'Go to' })
        .or(page.getByRole('menuitemradio', { name: 'Go to' }))
        .click()
      await page.getByRole('region', { name: 'Go to' }).waitFor()
      await close()
    },
  )

  test('on mocks: drags a widget, switches its view, starts a triage, closes the tab, comes back and goes on', { timeout: 180_000 }, async () => {
    if (!browser || !mocks) throw new Error('not started')
    const { page, errors, close } = await openPage(browser)
    await page.goto(`${mocks.base}/?person=noc-operator-1&scenario=burst`)
    await widget(page, 'Alert groups').waitFor({ timeout: 30_000 })
    await page
      .getByRole('button', { name: 'Leave it off' })
      .or(page.getByRole('button', { name: 'Learn', exact: true }))
      .first()
      .click()

    const left = (await atRest(widget(page, 'Right now'))).x
    const before = await atRest(widget(page, 'Firing intervals'))
    await page.keyboard.press('e')
    await page.getByText('Your own arrangement').waitFor()
    await widget(page, 'Alert groups').scrollIntoViewIfNeeded()
    await drag(page, 'Firing intervals', 'Alert groups')
    await page.getByText('Kept', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    // The rail is as wide again as before.
    await expect.poll(async () => (await atRest(widget(page, 'Right now'))).x).toBe(left)
    const after = await atRest(widget(page, 'Firing intervals'))
    expect(after.x).not.toBe(before.x)

    await widget(page, 'Noisiest rules').scrollIntoViewIfNeeded()
    await widget(page, 'Noisiest rules').focus()
    await page.keyboard.press('v')
    await page
      .getByRole('option', { name: /^Grid/ })
      .or(page.getByRole('radio', { name: /^Grid/ }))
      .first()
      .click()
    await page.keyboard.press('Enter')
    await widget(page, 'Noisiest rules').getByRole('table').or(widget(page, 'Noisiest rules').getByRole('grid')).first().waitFor()

    await page
      .getByRole('link', { name: /^Start triage/ })
      .first()
      .click()
    await page.waitForURL(/\/runs\/(?!new)/)
    await page.getByRole('heading').first().waitFor()
    const run = page.url()
    await page.close()

    const again = await page.context().newPage()
    await again.goto(`${mocks.base}/`)
    const card = again.getByRole('region', { name: 'Continue' }).getByRole('link').first()
    await card.waitFor({ timeout: 30_000 })
    expect((await atRest(widget(again, 'Firing intervals'))).x).toBe(after.x)
    await widget(again, 'Noisiest rules').getByRole('table').or(widget(again, 'Noisiest rules').getByRole('grid')).first().waitFor()
    await card.click()
    await again.waitForURL((url) => url.pathname === new URL(run).pathname)
    await again.getByRole('button', { name: /^Continue at step/ }).click()
    expect(errors).toEqual([])
    await close()
  })
})
