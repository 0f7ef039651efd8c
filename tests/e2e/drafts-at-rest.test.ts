import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDoc } from '#tests/support/api-world.ts'
import { hasBrowser, launchBrowser, openPage } from '#tests/support/chromium.ts'
import { widget } from '#tests/support/dashboards.ts'
import { buildApp } from '#tests/support/homeport.ts'
import { startPortal, type Portal } from '#tests/support/portal.ts'
import { needs } from '#tests/support/require.ts'

const password = 'a long and rare sentence'
const title = 'Losses of the payments team'
const placed = { id: 'a', x: 0, y: 0, w: 4, h: 4 }
const board = {
  ...emptyDoc,
  title: 'Board',
  sections: [{ id: 'main', title: '', widgets: [widget('a', title), widget('b', 'Second')], layouts: { desktop: [placed, { ...placed, id: 'b', x: 4 }] } }],
}

/** Everything IndexedDB holds at this address, as text: what whoever has the browser's profile can read. Keys only by their kind. */
const onDevice = (page: Page): Promise<{ readonly names: readonly string[]; readonly text: string }> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
    const said: string[] = []
    for (const name of names) {
      const db = await done(indexedDB.open(name))
      for (const store of db.objectStoreNames) {
        const rows = (await done(db.transaction(store).objectStore(store).getAll())) as readonly unknown[]
        for (const row of rows)
          said.push(
            JSON.stringify(row, (_key, value: unknown) => {
              if (value instanceof CryptoKey) return `CryptoKey extractable=${value.extractable}`
              if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
              return value instanceof Uint8Array ? [...value].join(',') : value
            }),
          )
      }
      db.close()
    }
    return { names, text: said.join('\n') }
  })

needs('Chromium', hasBrowser)('drafts on a shared computer', () => {
  let portal: Portal | undefined
  let browser: Browser | undefined
  let watched: Awaited<ReturnType<typeof openPage>> | undefined
  let id = ''

  const send = (page: Page, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    page.evaluate(
      async (it) => {
        const reply = await fetch(it.path, {
          method: it.method,
          headers: { ...(it.body && { 'content-type': 'application/json' }), ...it.headers },
          ...(it.body && { body: it.body }),
        })
        if (!reply.ok) throw new Error(`${it.path} ${reply.status} ${await reply.text()}`)
        return (await reply.json()) as unknown
      },
      { method, path, headers, body: body === undefined ? '' : JSON.stringify(body) },
    )

  beforeAll(async () => {
    buildApp()
    portal = await startPortal({ config: {}, app: 'dist', whole: true })
    browser = await launchBrowser()
    watched = await openPage(browser)
    const { page } = watched
    await page.goto(portal.origin)
    const code = await portal.api.accounts.setupCode()
    await send(page, 'POST', '/api/door/setup', { code, name: 'Ada Sample', login: 'ada', password })
    const made = (await send(page, 'POST', '/api/dashboards', { doc: board }, { 'idempotency-key': 'key-0123456789' })) as { readonly id: string }
    ;({ id } = made)
    await send(page, 'PUT', `/api/dashboards/${id}/access`, { shares: [{ to: { kind: 'everyone' }, as: 'edit' }], template: null }, { 'if-match': '"1"' })
    await send(page, 'POST', '/api/people', { name: 'Bob Muster', login: 'bob', password: `${password} too`, roles: ['sre'] })
  }, 180_000)
  afterAll(async () => {
    await watched?.close()
    await browser?.close()
    await portal?.stop()
  })

  test('B8: a draft survives a reload and signing out, and is closed to everybody else until its owner is back', { timeout: 120_000 }, async () => {
    if (!watched || !portal) throw new Error('not started')
    const { page } = watched
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const openBoard = async (): Promise<void> => {
      await page.goto(`${portal?.origin}/d/${id}`)
      await page.getByRole('article', { name: 'Second' }).waitFor()
    }
    const left = page.getByText('not published', { exact: false })
    const signIn = async (login: string, secret: string): Promise<void> => {
      await page.goto(portal?.origin ?? '')
      await page.getByLabel('Login').fill(login)
      await page.getByLabel('Password').fill(secret)
      await page.keyboard.press('Enter')
      await page
        .getByRole('button', { name: /Ada Sample|Bob Muster/ })
        .first()
        .waitFor()
    }
    const signOut = async (): Promise<void> => {
      await page
        .getByRole('button', { name: /Ada Sample|Bob Muster/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.getByLabel('Password').waitFor()
    }

    await openBoard()
    // As long as there is no draft, nobody asks for a key.
    expect(asked).not.toContain('/api/me/draft-keys')
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByText('Draft, no changes').waitFor()
    await page.getByRole('article', { name: 'Second' }).focus()
    await page.keyboard.press('Delete')
    await page.getByText('Saved on this device').waitFor()

    const working = await onDevice(page)
    expect(working.names).toContain('homeport-keys')
    expect(working.text).toContain('CryptoKey extractable=false')
    expect(working.text).toContain(`"id":"${id}"`)
    for (const word of [title, 'payments', 'sections', 'host.cpu']) expect(working.text).not.toContain(word)

    await openBoard()
    await left.waitFor()

    await signOut()
    const gone = await onDevice(page)
    expect(gone.names).not.toContain('homeport-keys')
    expect(gone.text).toContain(`"id":"${id}"`)
    for (const word of ['CryptoKey', title, 'payments', 'sections']) expect(gone.text).not.toContain(word)

    await signIn('bob', `${password} too`)
    await openBoard()
    await page.getByRole('button', { name: 'Edit', exact: true }).waitFor()
    expect(await left.count()).toBe(0)
    await signOut()

    await signIn('ada', password)
    await openBoard()
    await left.waitFor()
    await page.getByRole('button', { name: 'Continue editing' }).click()
    await page.getByText('Draft, 1 change').waitFor()
    expect(await page.getByRole('article', { name: 'Second' }).count()).toBe(0)
  })
})
