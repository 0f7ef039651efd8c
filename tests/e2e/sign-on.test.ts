import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp } from '#tests/support/homeport.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import type { IdentityProvider } from '#tests/support/identity-provider.ts'
import { providerConfig, startPortal } from '#tests/support/portal.ts'
import type { Portal } from '#tests/support/portal.ts'
import { freePort } from '#tests/support/program.ts'
import { needs } from '#tests/support/require.ts'

const rules = {
  roles: [
    { claim: 'groups', equals: 'portal-admins', role: 'administrator' },
    { claim: 'groups', equals: 'portal-readers', role: 'executive' },
  ],
}

needs('Chromium', hasBrowser)('signing on in a browser', () => {
  let [browser, idp, portal]: readonly [Browser?, IdentityProvider?, Portal?] = []
  const there = (): { readonly browser: Browser; readonly idp: IdentityProvider; readonly portal: Portal } => {
    if (!browser || !idp || !portal) throw new Error('not started')
    return { browser, idp, portal }
  }
  beforeAll(async () => {
    buildApp()
    const port = await freePort()
    idp = await startIdentityProvider({ portals: [`http://localhost:${port}`], id: 'main' })
    idp.people.set('ada', { name: 'Ada Sample', email: 'ada@company.test', groups: ['portal-admins'] })
    idp.people.set('rea', { name: 'Rea Reader', email: 'rea@company.test', groups: ['portal-readers'] })
    const config = { auth: { oidc: [providerConfig('main', idp, rules)] }, door: { title: 'Operations of Company', message: 'Maintenance on Sunday' } }
    portal = await startPortal({ port, config, files: { 'secret-main': idp.clientSecret }, app: 'dist', whole: true })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
    await idp?.stop()
  })

  const board = (page: Page) => page.getByRole('heading', { level: 1 })
  const signOn = async (page: Page, person: string): Promise<void> => {
    there().idp.person = person
    await page.getByRole('link', { name: 'Sign in with Provider main' }).click()
  }

  test('a stranger finds the door, signs on, lands where they wanted to go, and leaves without a trace', { timeout: 90_000 }, async () => {
    const { page, errors, close } = await openPage(there().browser)
    const refused: string[] = []
    page.on('response', (reply) => {
      if (reply.url().startsWith(there().portal.origin) && reply.status() >= 400) refused.push(`${reply.status()} ${reply.url()}`)
    })
    await page.goto(`${there().portal.origin}/d/this-machine`)
    await page.getByText('Maintenance on Sunday').waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    await signOn(page, 'ada')
    await page.getByRole('article').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/d/this-machine')
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor()

    await page
      .getByRole('button', { name: /Ada Sample/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Yes, sign me out' }).click()
    await page.waitForURL(`${there().portal.origin}/**`)
    await page.getByRole('link', { name: 'Sign in with Provider main' }).waitFor()
    for (let back = 0; back < 6; back += 1) {
      await page.goBack({ waitUntil: 'commit' }).catch(() => null)
      await page.waitForTimeout(300)
      // The page may still be on its way to somewhere else: where it was is only for who reads a failure.
      const at = page.url()
      expect([at, await page.getByRole('article').count(), await page.getByText('Ada Sample').count()]).toEqual([at, 0, 0])
    }
    expect(refused.filter((it) => !it.startsWith('401 '))).toEqual([])
    expect(errors.filter((error) => !error.startsWith('Failed to load resource'))).toEqual([])
    await close()
  })

  test('a reader sees no editor’s control', { timeout: 60_000 }, async () => {
    const { page, close } = await openPage(there().browser)
    await page.goto(`${there().portal.origin}/`)
    await signOn(page, 'rea')
    await board(page).waitFor()
    await page
      .getByRole('button', { name: /Rea Reader/ })
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0)
    await close()
  })

  test('the first questions are asked once, and only where somebody seems to be signed in', { timeout: 60_000 }, async () => {
    const { page, close } = await openPage(there().browser)
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (request.method() === 'GET' && pathname.startsWith('/api/')) asked.push(pathname)
    })
    await page.goto(`${there().portal.origin}/`)
    await page.getByRole('link', { name: 'Sign in with Provider main' }).waitFor()
    expect(asked.filter((path) => path === '/api/landing')).toEqual([])
    asked.length = 0
    const drawn = page.waitForResponse((reply) => new URL(reply.url()).pathname === '/api/strip')
    await signOn(page, 'ada')
    await drawn
    const dashboard = (): string | undefined => asked.find((path) => /^\/api\/dashboards\/[\w-]+$/.test(path))
    await expect.poll(dashboard).toBeDefined()
    const shown = dashboard() ?? ''
    const first = ['/api/me', '/api/landing', shown, `${shown}/layer`]
    await expect.poll(() => first.filter((path) => !asked.includes(path))).toEqual([])
    for (const path of first) expect([path, asked.filter((one) => one === path).length]).toEqual([path, 1])
    await page.context().clearCookies()
    await page.context().addCookies([{ name: 'homeport-sid', value: 'left-over', url: there().portal.origin }])
    await page.goto(`${there().portal.origin}/`)
    await page.getByRole('link', { name: 'Sign in with Provider main' }).waitFor()
    await close()
  })

  test('whoever is taken out of the group is told which claim was seen', { timeout: 60_000 }, async () => {
    const { idp: provider, portal: at, browser: with_ } = there()
    provider.people.set('eve', { name: 'Eve', groups: ['visitors'] })
    const { page, errors, close } = await openPage(with_)
    await page.goto(`${at.origin}/`)
    await signOn(page, 'eve')
    await page.getByRole('heading', { name: 'No role for you yet' }).waitFor()
    await page.getByText('groups: visitors').waitFor()
    expect(errors.filter((error) => !/40[13]/.test(error))).toEqual([])
    await close()
  })
})
