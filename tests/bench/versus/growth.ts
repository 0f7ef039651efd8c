import type { Browser } from 'playwright'
import { openBenchPage } from '../bench-page.ts'
import { countersOf } from '../counters.ts'
import { compared } from './compared.ts'
import type { Compared } from './compared.ts'
import { closeCase, openCase, spent } from './open.ts'

/** Doubling may cost this much. */
const most = 2.2
export const growthCounts = [25, 50, 100, 200] as const

/** Each size measured once per round, from the small one up, and the steps between neighbours. */
async function curve(what: string, sizes: readonly number[], rounds: number, measure: (size: number) => Promise<number>): Promise<readonly Compared[]> {
  const samples: number[][] = sizes.map(() => [])
  for (let round = 0; round < rounds; round += 1) for (const [i, size] of sizes.entries()) samples[i]?.push(await measure(size))
  return sizes.map((size, i) => {
    const here = samples[i] ?? []
    const before = samples[i - 1]
    const line = compared(`${what}, ${size.toLocaleString('en')}`, 'ms', { Homeport: here.map((v) => v) }, (v) => v)
    return before ? { ...line, samples: { ...line.samples, 'half of it': before }, most: { 'half of it': most }, what: line.what } : line
  })
}

async function boardOf(browser: Browser, url: string, widgets: number): Promise<number> {
  // High enough that all of them are in sight.
  const { page, cdp, close } = await openBenchPage(browser, { width: 1600, height: 200 + Math.ceil(widgets / 4) * 132 })
  const counters = await countersOf(cdp)
  await page.goto(`${url}/d/numbers-${widgets}`)
  await page.waitForFunction((n) => document.querySelectorAll('[data-hp-body] [role="group"] bdi').length >= n, widgets, { timeout: 60_000 })
  await page.waitForTimeout(500)
  const ms = (await counters.read()).taskS * 1000
  await close()
  return ms
}

async function chartOf(browser: Browser, url: string, n: number): Promise<number> {
  const updates = 10
  const it = await openCase(browser, url, 'ours', { kind: 'chart', n, lines: 10 }, updates + 3)
  await it.page.evaluate(() => window.versus.update(3))
  const { task } = await spent(it, updates, () => it.page.evaluate((count) => window.versus.update(count), updates))
  await closeCase(it)
  return task
}

async function rowsOf(browser: Browser, url: string, n: number): Promise<number> {
  const sorts = 3
  const it = await openCase(browser, url, 'ours', { kind: 'grid', n })
  const { task } = await spent(it, sorts, async () => {
    for (let i = 0; i < sorts; i += 1) await it.page.evaluate(() => window.versus.act('sort'))
  })
  await closeCase(it)
  return task
}

export interface GrowthUrls {
  readonly app: string
  readonly peers: string
}

/** Many people ask for the same second: milliseconds until all have their answer from one server. */
async function askedBy(url: string, users: number): Promise<number> {
  const ask = async (user: number): Promise<void> => {
    const to = Date.now()
    const body = {
      query: { source: 'bench', spec: { content: 'chart', seed: user + 1 } },
      range: { from: to - 900_000, to },
      width: 400,
      variables: {},
      zone: 'UTC',
    }
    const reply = await fetch(`${url}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`asking: ${reply.status} ${await reply.text()}`)
    await reply.arrayBuffer()
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: users }, (_, user) => ask(user)))
  return performance.now() - begun
}

/** What twice as much costs: widgets of a page, points of a chart, rows of a table, people asking at once. */
export async function benchGrowth(browser: Browser, urls: GrowthUrls, rounds: number): Promise<readonly Compared[]> {
  await askedBy(urls.app, 50)
  return [
    ...(await curve('main thread to load a page of widgets', growthCounts, rounds, (n) => boardOf(browser, urls.app, n))),
    ...(await curve('main thread per update of a chart of 10 lines of points', [12_500, 25_000, 50_000, 100_000], rounds, (n) =>
      chartOf(browser, urls.peers, n),
    )),
    ...(await curve('main thread to sort a table of rows', [25_000, 50_000, 100_000, 200_000], rounds, (n) => rowsOf(browser, urls.peers, n))),
    ...(await curve('all have their answer, people asking at once', [25, 50, 100, 200], rounds, (n) => askedBy(urls.app, n))),
  ]
}
