import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atRest } from '#tests/support/at-rest.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp } from '#tests/support/homeport.ts'
import { needs } from '#tests/support/require.ts'
import { startStrictApp } from '#tests/support/strict-app.ts'
import type { StrictApp } from '#tests/support/strict-app.ts'

/** What the browser kept the page from doing, over all its documents. */
async function collectViolations(page: Page): Promise<readonly string[]> {
  const told: string[] = []
  await page.exposeFunction('tellViolation', (line: string) => void told.push(line))
  await page.addInitScript(() => {
    // Put there by exposeFunction above.
    const { tellViolation } = globalThis as unknown as { readonly tellViolation: (line: string) => void }
    addEventListener('securitypolicyviolation', (e) => tellViolation(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`))
  })
  return told
}

const widget = (page: Page, title: string) => page.getByRole('article', { name: title })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

async function open(page: Page, url: string, ready: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('main').first().waitFor()
  await page.locator(ready).first().waitFor({ timeout: 30_000 })
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.waitForTimeout(250)
}

async function editAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await button(page, 'Review and publish').waitFor()
  await button(page, 'Add widget').click()
  await page.getByRole('dialog').waitFor()
  await leave(page)
  const box = await atRest(widget(page, 'Lines'))
  await page.mouse.move(box.x + 90, box.y + 18)
  await page.mouse.down()
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(box.x + 90 + step * 60, box.y + 18)
  await page.mouse.up()
  await atRest(widget(page, 'Lines'))
  await button(page, 'Review and publish').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function pickDate(page: Page): Promise<void> {
  await button(page, /^Last /).click()
  await button(page, 'Pick in a calendar').click()
  await page.locator('table').first().waitFor()
  await leave(page)
  await leave(page)
}

needs('Chromium', hasBrowser)('under the strict policy', () => {
  let browser: Browser
  let app: StrictApp
  beforeAll(async () => {
    buildApp()
    app = await startStrictApp()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  test('a whole visit breaks nothing: every view, menus, dialogs, editing, calendar, full screen, print', async () => {
    const { page, errors, close } = await openPage(browser)
    const violations = await collectViolations(page)
    await open(page, `${app.url}/d/views`, '[role="grid"]')
    for (const [title, mark] of [
      ['Lines', '.recharts-wrapper, canvas'],
      ['Many points', 'canvas, .recharts-wrapper'],
      ['Bars over time', 'canvas'],
      ['Pie', 'svg'],
    ] as const)
      await widget(page, title).locator(mark).first().waitFor({ timeout: 30_000 })
    await button(page, /look at it differently/i).click()
    await page.getByRole('listbox').waitFor()
    await leave(page)
    await widget(page, 'Lines').hover()
    await widget(page, 'Lines').getByRole('button').last().click()
    await page.waitForTimeout(300)
    await leave(page)
    await widget(page, 'Lines').hover()
    await widget(page, 'Lines').getByRole('button', { name: 'Full screen' }).click()
    await button(page, 'Leave full screen').waitFor()
    await leave(page)
    await pickDate(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('sou')
    await page.waitForTimeout(300)
    await leave(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await leave(page)
    await editAll(page)
    await page.emulateMedia({ media: 'print' })
    await page.waitForTimeout(500)
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    for (const path of ['/', '/dashboards', '/sources', '/sources/new', '/sources/new/prometheus', '/nowhere']) await open(page, app.url + path, 'main')
    expect([violations, errors]).toEqual([[], []])
    await close()
  })

  test.each([
    ['dagre', 500],
    ['ELK', 700],
  ])('a graph laid out by %s in its worker opens', async (_, nodes) => {
    const { page, errors, close } = await openPage(browser)
    const violations = await collectViolations(page)
    const workers: string[] = []
    page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname))
    await open(page, `${app.url}/d/graph-${nodes}`, '.react-flow__node, [data-first-picture]')
    await expect.poll(() => workers.length).toBeGreaterThan(0)
    await widget(page, 'Graph').locator('.react-flow__node').first().waitFor()
    for (const path of workers) expect(path).toMatch(/^\/assets\/[\w.-]+-[\w-]{8}\.js$/)
    await widget(page, 'Graph').hover()
    expect([violations, errors]).toEqual([[], []])
    await close()
  })

  test('nor does coming in, and what people, roles, tokens and the audit are kept with', async () => {
    const signed = await startStrictApp({ signIn: true })
    const { page, errors, close } = await openPage(browser)
    const violations = await collectViolations(page)
    try {
      await page.goto(`${signed.url}/#setup=${await signed.setupCode()}`)
      await page.getByLabel('Your name').fill('Ada Sample')
      await page.getByRole('radio').first().check({ force: true })
      await button(page, 'Open Homeport').click()
      await page.getByRole('navigation').first().waitFor()
      for (const [path, add] of [
        ['/account', undefined],
        ['/administration/people', 'Add a person'],
        ['/administration/roles', 'Add a role'],
        ['/administration/tokens', 'Add a token'],
        ['/administration/audit', undefined],
      ] as const) {
        await open(page, signed.url + path, 'h1')
        if (add === undefined) continue
        await button(page, add).click()
        await page.waitForTimeout(400)
        await leave(page)
      }
      await open(page, `${signed.url}/d/views`, '[role="grid"]')
      await button(page, 'Share').click()
      await page.getByRole('dialog').waitFor()
      await leave(page)
      // Before anybody is signed in the browser itself tells of every 401.
      expect([violations, errors.filter((error) => !error.includes('401'))]).toEqual([[], []])
    } finally {
      await close()
      await signed.close()
    }
  })

  test('A15: what somebody else brings in does not run, and the server hears of it', async () => {
    const { page, close } = await openPage(browser)
    const violations = await collectViolations(page)
    // Chromium sends to report-to endpoints over https only and minutes later; to the older report-uri at once.
    await page.route(`${app.url}/dashboards`, async (route) => {
      const reply = await route.fetch()
      const policy = reply.headers()['content-security-policy']?.replace('report-to csp; ', '') ?? ''
      await route.fulfill({ response: reply, headers: { ...reply.headers(), 'content-security-policy': policy } })
    })
    await open(page, `${app.url}/dashboards`, 'main')
    const outcome = await page.evaluate(async (origin) => {
      const attempts: Readonly<Record<string, () => unknown>> = {
        markup: () => (document.body.innerHTML = '<img src=x onerror="ran=1">'),
        worker: () => new Worker('/boot.js'),
        blob: () => new Worker(URL.createObjectURL(new Blob(['1']))),
        script: () => Object.assign(document.createElement('script'), { src: `${origin}/boot.js` }),
        text: () => Object.assign(document.createElement('script'), { text: 'ran=1' }),
        policy: () => (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }).trustedTypes.createPolicy('mine', {}),
        timer: () => setTimeout('ran=1' as unknown as () => void),
      }
      const refused = Object.entries(attempts).flatMap(([name, act]) => {
        try {
          act()
          return []
        } catch {
          return [name]
        }
      })
      const style = document.createElement('style')
      style.textContent = 'body { outline: 7px solid red }'
      document.head.append(style)
      document.body.setAttribute('style', 'outline: 8px solid red')
      await fetch('https://evil.example/').catch(() => refused.push('fetch'))
      return { refused, ran: 'ran' in globalThis, outline: getComputedStyle(document.body).outlineWidth }
    }, app.url)
    expect(outcome).toMatchObject({ refused: ['markup', 'worker', 'blob', 'script', 'text', 'policy', 'timer', 'fetch'], ran: false })
    expect(['7px', '8px']).not.toContain(outcome.outline)
    const directives = (): ReadonlySet<string | undefined> => new Set(violations.map((v) => v.split(' ')[0]))
    await expect.poll(directives).toEqual(new Set(['connect-src', 'require-trusted-types-for', 'style-src-attr', 'style-src-elem', 'trusted-types']))
    await expect.poll(() => app.events.join('\n')).toContain('"directive":"style-src-elem","blocked":"inline"')
    await close()
  })
})
