import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { DashboardRecord } from '#contract/dashboard.ts'
import { emptyDashboard } from '#core/dashboard/document.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { buildApp, startHomeport } from '#tests/support/homeport.ts'
import type { Homeport, Visitor } from '#tests/support/homeport.ts'
import { findPostgres, startPostgres } from '#tests/support/postgres.ts'
import type { PostgresServer } from '#tests/support/postgres.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import type { Prometheus } from '#tests/support/prometheus.ts'
import { needs } from '#tests/support/require.ts'

const tickets = { items: [{ id: 1, title: 'Disk full', open: true }, { id: 2, title: 'Slow login', open: false }], next: null } // prettier-ignore

/** A web service with tickets, and with numbers for Prometheus. */
async function startService(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  let served = 0
  const server = createServer((request, response) => {
    served += 7
    if (request.url?.startsWith('/metrics') === true) {
      const lines = ['checkout', 'search'].map((service, i) => `shop_requests_total{service="${service}"} ${served * (i + 1)}`)
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
      response.end(`# HELP shop_requests_total Requests answered.\n# TYPE shop_requests_total counter\n${lines.join('\n')}\n`)
    } else {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(tickets))
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

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

const mostStops = 120

/** Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await goal.first().waitFor()
  const isThere = (): Promise<boolean> => goal.first().evaluate((it) => it === document.activeElement)
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await isThere()) return
    await page.keyboard.press(key)
  }
  throw new Error(`Tab does not lead to ${String(goal)}`)
}

/** Chooses in a select by the first letter of its option: a whole word would begin anew wherever the machine pauses between two letters. */
async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.locator('option', { hasText: option }).first().waitFor({ state: 'attached' })
  await tabTo(page, field)
  await page.keyboard.press(option.slice(0, 1))
  await expect.poll(() => field.evaluate((it) => (it as HTMLSelectElement).selectedOptions[0]?.text)).toContain(option)
}

needs('Chromium, Prometheus or PostgreSQL', hasBrowser && hasPrometheus && findPostgres() !== undefined)('queries are written by keyboard, or picked', () => {
  let browser: Browser
  let homeport: Homeport
  let prometheus: Prometheus
  let postgres: PostgresServer
  let service: Awaited<ReturnType<typeof startService>>
  let ada: Visitor
  let folder = ''

  beforeAll(async () => {
    buildApp()
    service = await startService()
    prometheus = await startPrometheus({ scrape: [{ job: 'shop', targets: [service.url] }] })
    await prometheus.seen('rate(shop_requests_total[10s])')
    postgres = await startPostgres()
    const url = await postgres.createDatabase()
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    await admin.query(`
      create table orders (id int primary key, placed_at timestamptz, amount numeric);
      insert into orders select i, now() - i * interval '1 minute', i * 10 from generate_series(1, 30) i;
      create table salaries (person text, amount numeric);
      create role reader login; grant select on orders to reader;
    `)
    await admin.end()
    folder = mkdtempSync(join(tmpdir(), 'homeport-editors-'))
    writeFileSync(join(folder, 'password'), 'nobody asks for it')
    homeport = await startHomeport({
      config: {
        sources: [
          {
            id: 'prom',
            kind: 'prometheus',
            name: 'Prometheus',
            url: prometheus.url,
            minStepMs: 1000,
            measures: { 'service.requestRate': 'sum by ($__by) (rate(shop_requests_total{$__match}[$__rate]))' },
          },
          {
            id: 'base',
            kind: 'postgres',
            name: 'Shop database',
            host: '127.0.0.1',
            port: postgres.port,
            database: new URL(url).pathname.slice(1),
            user: 'reader',
            passwordFile: join(folder, 'password'),
            tls: 'off',
          },
          { id: 'tickets', kind: 'http-json', name: 'Tickets', url: service.url },
        ],
      },
    })
    ada = await homeport.signIn()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await homeport?.stop()
    await Promise.all([prometheus?.stop(), postgres?.destroy(), service?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const reply = await fetch(`${homeport.url}${path}`, {
      method,
      headers: { ...ada.headers, 'content-type': 'application/json', 'idempotency-key': `key-${crypto.randomUUID()}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  /** An empty dashboard, opened and being edited, at "Add widget" from a source. */
  async function begin(): Promise<{ readonly page: Page; readonly id: string; end(): Promise<void> }> {
    const { id } = z.parse(DashboardRecord, await ask('POST', '/api/dashboards', { doc: emptyDashboard('Board') }))
    const { page, errors, close } = await openPage(browser)
    await page.context().addCookies([...ada.cookies])
    const violations = await collectViolations(page)
    await page.goto(`${homeport.url}/d/${id}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).first().waitFor()
    await page.keyboard.press('e')
    await tabTo(page, page.getByRole('button', { name: 'Add widget' }))
    await page.keyboard.press('Enter')
    // The search field has the focus; the ways stand before it.
    await page.getByRole('dialog').getByRole('searchbox').waitFor()
    await tabTo(page, page.getByRole('tab', { name: 'From a source' }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    return {
      page,
      id,
      async end() {
        // The browser itself tells of every answer that is a refusal: ready-made widgets nobody here knows, and queries half written.
        expect([violations, errors.filter((error) => !error.startsWith('Failed to load resource'))]).toEqual([[], []])
        await close()
      },
    }
  }

  /** Names the widget, adds it and publishes; what is kept of its query. */
  async function publish(page: Page, id: string, title: string): Promise<unknown> {
    const dialog = page.getByRole('dialog')
    await tabTo(page, dialog.getByRole('textbox', { name: 'Title' }))
    await page.keyboard.press('Control+a')
    await page.keyboard.type(title)
    await tabTo(page, dialog.getByRole('button', { name: 'Add widget' }))
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: title }).waitFor()
    await page.keyboard.press('Control+s')
    await tabTo(page, dialog.getByRole('button', { name: 'Publish' }))
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('article', { name: title }).waitFor()
    const { doc } = z.parse(DashboardRecord, await ask('GET', `/api/dashboards/${id}`))
    return doc.sections[0]?.widgets[0]?.query
  }

  test('nothing at all: measure, split and condition are picked by clicking', async () => {
    const { page, id, end } = await begin()
    const dialog = page.getByRole('dialog').first()
    await dialog.getByRole('combobox', { name: 'Source' }).selectOption({ label: 'Prometheus' })
    await dialog.getByRole('button', { name: /^Measure: / }).click()
    await page.getByRole('combobox', { name: 'Find a measure' }).waitFor()
    await page.getByRole('option', { name: 'Service: requests' }).click()
    await dialog.getByRole('combobox', { name: 'Gives' }).selectOption({ label: 'The newest values' })
    await dialog.getByRole('checkbox', { name: 'service' }).click()
    // Before it is narrowed both services answer, each in its row.
    await dialog.getByText('2 rows', { exact: true }).waitFor()
    // Labels and values are those of the live source.
    const add = dialog.getByRole('combobox', { name: 'Add a condition' })
    await add.locator('option', { hasText: /^job$/ }).waitFor({ state: 'attached' })
    await add.selectOption('service')
    const values = dialog.getByRole('combobox', { name: 'service' })
    await values.click()
    await expect
      .poll(() => values.evaluate((it) => [...((it as HTMLInputElement).list?.options ?? [])].map((one) => one.value)))
      .toEqual(['checkout', 'search'])
    await values.fill('checkout')
    await page.keyboard.press('Enter')
    await dialog.getByText('1 row', { exact: true }).waitFor()
    expect(await publish(page, id, 'Requests of checkout')).toEqual({
      source: 'prom',
      spec: { measure: 'service.requestRate', mode: 'instant', by: ['service'], match: { service: 'checkout' } },
    })
    await page
      .getByRole('article', { name: 'Requests of checkout' })
      .getByText(/checkout|req/)
      .first()
      .waitFor()
    await end()
  })

  test('PromQL, with names of the live source', async () => {
    const { page, id, end } = await begin()
    const dialog = page.getByRole('dialog')
    await choose(page, dialog.getByRole('combobox', { name: 'Source' }), 'Prometheus')
    await choose(page, dialog.getByRole('combobox', { name: 'Query' }), 'In its')
    const box = dialog.getByRole('textbox', { name: 'Query' })
    await tabTo(page, box)
    await page.keyboard.type('sum by (service) (rate(shop_req', { delay: 15 })
    await page.getByRole('option', { name: /^shop_requests_total/ }).waitFor()
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await page.keyboard.type('{service="che', { delay: 15 })
    await page.getByRole('option', { name: 'checkout' }).waitFor()
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await page.keyboard.press('End')
    // Brackets close themselves: what is typed over them changes nothing.
    await expect.poll(() => box.innerText()).toBe('sum by (service) (rate(shop_requests_total{service="checkout"}))')
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowLeft')
    await dialog.getByRole('button', { name: /^Line 1, column 24: rate needs values over a time/ }).waitFor()
    await page.keyboard.type('[10s')
    await dialog.getByRole('button', { name: /^Line/ }).waitFor({ state: 'detached' })
    // The list of names may be open: Escape closes it, and Tab leaves the editor either way.
    await dialog.getByText(/^\d+ rows?$/).waitFor()
    await page.keyboard.press('Tab')
    expect(await box.evaluate((it) => it.contains(document.activeElement))).toBe(false)
    expect(await publish(page, id, 'Requests')).toEqual({
      source: 'prom',
      spec: { kind: 'promql', expr: 'sum by (service) (rate(shop_requests_total{service="checkout"}[10s]))' },
    })
    await end()
  })

  test('SQL, with what the role of the source may read', async () => {
    const { page, id, end } = await begin()
    const dialog = page.getByRole('dialog')
    await choose(page, dialog.getByRole('combobox', { name: 'Source' }), 'Shop')
    const box = dialog.getByRole('textbox', { name: 'Query in SQL' })
    await tabTo(page, box)
    await page.keyboard.type('select placed_at, amount from ', { delay: 15 })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Space')
    await page.getByRole('option', { name: /^orders/ }).waitFor()
    expect(await page.getByRole('option', { name: /^salaries/ }).count()).toBe(0)
    await page.keyboard.type('ord', { delay: 15 })
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await page.keyboard.type(' order by placd_at', { delay: 15 })
    // What the database says against it stands where it is in the text.
    await dialog.getByRole('button', { name: /^Line 1, column 47: The source says: column "placd_at" does not exist/ }).waitFor()
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('e')
    await dialog.getByRole('button', { name: /^Line/ }).waitFor({ state: 'detached' })
    await dialog.getByText('30 rows', { exact: true }).waitFor()
    await page.keyboard.press('Tab')
    expect(await publish(page, id, 'Orders')).toEqual({
      source: 'base',
      spec: { kind: 'sql', sql: 'select placed_at, amount from orders order by placed_at' },
    })
    await end()
  })

  test('JSONPath, and what is wrong with it', async () => {
    const { page, id, end } = await begin()
    const dialog = page.getByRole('dialog')
    await choose(page, dialog.getByRole('combobox', { name: 'Source' }), 'Tickets')
    const box = dialog.getByRole('textbox', { name: 'Where the rows are' })
    await tabTo(page, box)
    await page.keyboard.type('$.items[')
    // The bracket closes itself and is empty.
    await dialog.getByRole('button', { name: /^Line 1, column \d+: JSONPath says/ }).waitFor()
    await page.keyboard.type('?@.open == true')
    await dialog.getByText('1 row', { exact: true }).waitFor()
    await page.keyboard.press('Tab')
    expect(await publish(page, id, 'Open tickets')).toEqual({ source: 'tickets', spec: { kind: 'rows', rows: '$.items[?@.open == true]' } })
    await end()
  })
})
