import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dashboard } from '#contract/dashboard.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import type { WatchedPage } from '#tests/support/chromium.ts'
import { buildApp } from '#tests/support/homeport.ts'
import { startPortal } from '#tests/support/portal.ts'
import type { Portal } from '#tests/support/portal.ts'
import { needs } from '#tests/support/require.ts'

const widgetOf = (id: string, title: string, measure: string) => ({
  id,
  title,
  query: { source: 'auto', spec: { measure } },
  view: { kind: 'chart', options: {} },
})
const place = (id: string, x: number, y: number) => ({ id, x, y, w: 6, h: 6 })
const board = Dashboard.parse({
  v: 1,
  title: 'Landing of executives',
  time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
  sections: [
    {
      id: 'main',
      title: '',
      widgets: [widgetOf('cpu', 'Processor', 'host.cpu'), widgetOf('memory', 'Memory', 'host.memory'), widgetOf('load', 'Load', 'host.load')],
      layouts: { desktop: [place('cpu', 0, 0), place('memory', 6, 0), place('load', 0, 6)] },
    },
  ],
})
const withDisk: Dashboard = {
  ...board,
  sections: board.sections.map((s) => ({
    ...s,
    widgets: [
      ...s.widgets,
      ...Dashboard.parse({ ...board, sections: [{ ...s, widgets: [widgetOf('disk', 'Disk', 'host.disk')] }] }).sections.flatMap((d) => d.widgets),
    ],
    layouts: { ...s.layouts, desktop: [place('disk', 0, 0), place('cpu', 0, 6), place('memory', 6, 0), place('load', 0, 12)] },
  })),
}
const password = 'a long and rare sentence'

needs('Chromium', hasBrowser)('a viewer and the landing of their role', () => {
  let [browser, portal, admin]: readonly [Browser?, Portal?, WatchedPage?] = []
  let id = ''

  /** A request of whoever is signed in on a page. */
  const ask = async (page: Page, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    page.evaluate(
      async (it) => {
        const reply = await fetch(it.path, {
          method: it.method,
          headers: { 'content-type': 'application/json', ...it.headers },
          ...(it.body && { body: it.body }),
        })
        const said: unknown = await reply.json()
        if (!reply.ok) throw new Error(`${it.method} ${it.path}: ${JSON.stringify(said)}`)
        return said
      },
      { method, path, headers, body: body === undefined ? '' : JSON.stringify(body) },
    )
  const idOf = (it: unknown): string => (typeof it === 'object' && it !== null && 'id' in it ? String(it.id) : '')

  beforeAll(async () => {
    buildApp()
    portal = await startPortal({ config: {}, app: 'dist', whole: true })
    browser = await launchBrowser()
    admin = await openPage(browser)
    const { page } = admin
    await page.goto(portal.origin)
    const code = await portal.api.accounts.setupCode()
    await ask(page, 'POST', '/api/door/setup', { code, name: 'Ada Sample', login: 'ada', password })
    id = idOf(await ask(page, 'POST', '/api/dashboards', { doc: board }, { 'idempotency-key': 'key-0123456789' }))
    await ask(page, 'PUT', `/api/dashboards/${id}/access`, { shares: [{ to: { kind: 'everyone' }, as: 'view' }], template: null }, { 'if-match': '"1"' })
    await ask(page, 'POST', '/api/people', { name: 'Vera Viewer', login: 'vera', password: `${password} too`, roles: ['executive'] })
  })
  afterAll(async () => {
    await admin?.close()
    await browser?.close()
    await portal?.stop()
  })

  const widget = (page: Page, title: string): Locator => page.getByRole('article', { name: title, exact: true })
  const column = async (page: Page, title: string): Promise<number> => (await widget(page, title).boundingBox())?.x ?? Number.NaN
  const kept = (page: Page): Promise<void> => page.getByText('Kept', { exact: true }).waitFor()

  test(
    'hides, moves, switches a view, adds; a reload and a publish later it is all still there, and the new widget has come',
    { timeout: 120_000 },
    async () => {
      if (!browser || !portal || !admin) throw new Error('not started')
      const { page, errors, close } = await openPage(browser)
      await page.goto(portal.origin)
      await ask(page, 'POST', '/api/door/sign-in', { login: 'vera', password: `${password} too` })
      await page.goto(`${portal.origin}/d/${id}`)
      // A stranger was asked who they are before they signed in.
      errors.splice(0)
      await widget(page, 'Load').waitFor()
      expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0)

      const [left, right] = [await column(page, 'Processor'), await column(page, 'Memory')]
      await page.getByRole('button', { name: 'Arrange', exact: true }).click()
      await page.getByText('Your own arrangement').waitFor()

      // By keyboard alone: take it up, two to the end side, drop; then hide another.
      await widget(page, 'Load').focus()
      await page.keyboard.press('Space')
      for (let i = 0; i < 6; i += 1) await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      const beside = await column(page, 'Memory')
      await expect.poll(() => column(page, 'Load')).toBe(beside)
      await widget(page, 'Memory').focus()
      await page.keyboard.press('Delete')
      await widget(page, 'Memory').waitFor({ state: 'detached' })

      await widget(page, 'Processor').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('combobox', { name: 'View', exact: true }).selectOption('grid')
      expect(await page.getByRole('tab').count()).toBe(1)
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Add widget' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('listitem').first().getByRole('button').click()
      await expect.poll(() => page.getByRole('article').count()).toBe(3)
      await kept(page)
      await page.getByRole('button', { name: 'Done' }).click()

      await page.reload()
      await widget(page, 'Processor').waitFor()
      await expect.poll(() => page.getByRole('article').count()).toBe(3)
      expect(await widget(page, 'Memory').count()).toBe(0)
      await expect.poll(() => column(page, 'Load')).toBe(right)
      await expect.poll(() => column(page, 'Processor')).toBe(left)

      // The owner sees nothing of it, publishes, and it comes to the viewer without a reload.
      await ask(admin.page, 'PUT', `/api/dashboards/${id}`, { doc: withDisk }, { 'if-match': '"1"', 'idempotency-key': 'key-0123456780' })
      await widget(page, 'Disk').waitFor()
      expect(await widget(page, 'Memory').count()).toBe(0)
      await expect.poll(() => column(page, 'Load')).toBe(right)
      await expect.poll(() => page.getByRole('article').count()).toBe(4)

      // One widget as published again; the rest stays.
      await widget(page, 'Load').hover()
      await widget(page, 'Load')
        .getByRole('button', { name: /^Actions/ })
        .click()
      await page.getByRole('menuitem', { name: 'Back to the published' }).click()
      await expect.poll(() => column(page, 'Load')).toBe(left)
      expect(await widget(page, 'Memory').count()).toBe(0)

      // The original is one click away, and everything can be reset.
      await page.getByRole('button', { name: 'For you' }).click()
      await page
        .getByRole('menuitemcheckbox', { name: 'Show original' })
        .or(page.getByRole('menuitem', { name: 'Show original' }))
        .click()
      await widget(page, 'Memory').waitFor()
      expect(errors).toEqual([])
      await close()
    },
  )
})
