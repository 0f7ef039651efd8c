import type { Browser, BrowserContext, Page } from 'playwright'

/** The three pictures of the README, as they are seen in a window of 1440 by 1000. */
export interface ReadmePictures {
  readonly operator: Buffer
  readonly manager: Buffer
  readonly resume: Buffer
}

const [hour, leaseMs] = [3_600_000, 120_000]

/** Answers of a change up to its seventh step, in the order in which they are asked. */
const answersAt = (now: number): readonly (readonly [step: string, fields: object])[] => [
  ['type', { title: 'Core switch firmware', type: 'standard', category: 'network' }],
  ['why', { what: 'Firmware 9.3', reason: 'Two faults in the old one' }],
  ['services', { services: ['wan'], site: 'waw' }],
  ['risk', { risk: 'medium', impact: 'Ten seconds without a path', users: 'some' }],
  ['plan', { plan: '1. Back up\n2. Upgrade\n3. Reboot', backOut: 'Boot the old image' }],
  ['schedule', { start: now + 2 * hour, end: now + 4 * hour, zone: 'Europe/Berlin' }],
]
const atStepSeven = { suppression: [{ id: 's1', source: 'demo', matchers: [{ name: 'service', op: '=', value: 'wan' }] }], comment: 'Planned work' }

interface Ask {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body: object
  readonly rev?: number
}

/** As the app asks: the API of the mocks is in the page. */
async function ask(page: Page, what: Ask): Promise<{ readonly id: string; readonly rev: number }> {
  return page.evaluate(async ({ method, path, body, rev }) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...(rev !== undefined && { 'if-match': `"${rev}"` }) }
    const request = { method, headers, body: JSON.stringify(body) }
    const reply = await fetch(path, request)
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    const { id, rev: now } = await reply.json()
    return { id, rev: now }
  }, what)
}

/** A change that is left at its seventh step on another device. */
async function leaveChange(page: Page): Promise<string> {
  const device = 'phone'
  let { id, rev } = await ask(page, { method: 'POST', path: '/api/runs', body: { workflow: 'change', device, fields: {} } })
  const save = async (fields: object): Promise<void> => {
    ;({ rev } = await ask(page, { method: 'PUT', path: `/api/runs/${id}`, body: { device, fields }, rev }))
  }
  for (const [step, fields] of answersAt(Date.now())) {
    await save(fields)
    ;({ rev } = await ask(page, { method: 'POST', path: `/api/runs/${id}/advance`, body: { device, step }, rev }))
  }
  await save(atStepSeven)
  return id
}

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Learn', exact: true }).click()
  await page.getByRole('button', { name: 'No more hints', exact: true }).click()
  return page
}

async function shoot(page: Page): Promise<Buffer> {
  // What only mocks have, and what only a pointer brings, is not the page.
  await page.evaluate(() => document.querySelectorAll('body > details').forEach((it) => it.remove()))
  await page.mouse.move(0, 0)
  await page.waitForTimeout(1000)
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  await page.waitForTimeout(2500)
  return page.screenshot()
}

async function within(browser: Browser, dark: boolean, what: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  try {
    await what(context)
  } finally {
    await context.close()
  }
}

/** Somebody on watch with a change half done, the same change come back to, and somebody who looks after a team. */
export async function takeReadme(browser: Browser, base: string): Promise<ReadmePictures> {
  const made: { -readonly [name in keyof ReadmePictures]?: Buffer } = {}
  await within(browser, false, async (context) => {
    const page = await open(context, `${base}/?person=noc-operator-1&scenario=burst`)
    const run = await leaveChange(page)
    await ask(page, { method: 'POST', path: '/api/runs', body: { workflow: 'triage', device: 'phone', fields: {} } })
    // Whoever left has let go of it two minutes later.
    await page.waitForTimeout(leaseMs + 5000)
    await page.reload()
    await page.getByRole('region', { name: 'Continue' }).getByRole('link').first().waitFor()
    made.operator = await shoot(page)
    await page.goto(`${base}/runs/${run}`)
    await page.getByRole('button', { name: /^Continue at step/ }).waitFor()
    made.resume = await shoot(page)
  })
  await within(browser, true, async (context) => {
    made.manager = await shoot(await open(context, `${base}/?person=it-manager-1&scenario=burst`))
  })
  const { operator, manager, resume } = made
  if (!operator || !manager || !resume) throw new Error('a picture was not taken')
  return { operator, manager, resume }
}
