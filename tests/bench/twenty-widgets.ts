import type { Browser } from 'playwright'
import { openBenchPage } from './bench-page.ts'
import { between, countersOf } from './counters.ts'
import { inTurns } from './figures.ts'
import type { Figure } from './figures.ts'

/** All twenty in sight at once, on both pages. */
const screen = { width: 1600, height: 1500 }
const watchedMs = 10_000

/** What a part has drawn when it is done, and how many there are. */
export type Drawn = readonly [selector: string, count: number]

const parts: readonly Drawn[] = [
  ['path.recharts-line-curve, .uplot canvas, path.recharts-curve', 8],
  ['[role="gridcell"], [data-cell]', 4],
  ['[role="application"] canvas, canvas[data-timeline]', 2],
  ['.react-flow__node', 2],
  ['[data-hp-body] [role="group"] bdi, output', 4],
]

export interface PageFigures {
  readonly drawnMs: number
  readonly loadTaskMs: number
  readonly heapMb: number
  readonly busy: number
}

/** Loads a page that refreshes itself, until `parts` are drawn, and then watches it. */
export async function measurePage(browser: Browser, address: string, parts: readonly Drawn[]): Promise<PageFigures> {
  const { page, errors, cdp, close } = await openBenchPage(browser, screen)
  const counters = await countersOf(cdp)
  await page.addInitScript((wanted) => {
    const holders = '[data-widget], .react-grid-item'
    const look = (): void => {
      const done = wanted.every(([selector, count]) => {
        const owners = new Set([...document.querySelectorAll(selector)].map((e) => e.closest(holders)).filter(Boolean))
        return owners.size >= count
      })
      if (!done) requestAnimationFrame(look)
      else requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('all drawn')))
    }
    requestAnimationFrame(look)
  }, parts)
  await page.goto(address)
  await page.waitForFunction(() => performance.getEntriesByName('all drawn').length > 0, undefined, { timeout: 60_000 })
  const drawnMs = await page.evaluate(() => performance.getEntriesByName('all drawn')[0]?.startTime ?? Number.NaN)
  const loadTaskMs = (await counters.read()).taskS * 1000
  await page.waitForTimeout(3000)
  const before = await counters.read()
  await page.waitForTimeout(watchedMs)
  const { taskS } = between(before, await counters.read())
  const heapMb = (await counters.heap()) / 1e6
  await close()
  if (errors.length > 0) throw new Error(`errors on ${address}: ${errors.join('; ')}`)
  return { drawnMs, loadTaskMs, heapMb, busy: taskS / (watchedMs / 1000) }
}

/** The page of twenty widgets refreshed every second, ours and from the raw parts. */
export async function benchTwentyWidgets(
  browser: Browser,
  urls: { readonly ours: string; readonly plain: string },
  rounds: number,
): Promise<readonly Figure[]> {
  const { ours, plain } = await inTurns(
    rounds,
    () => measurePage(browser, `${urls.ours}/d/twenty`, parts),
    () => measurePage(browser, `${urls.plain}/raw.html`, parts),
  )
  const target = { most: 1.25, of: 'ratio' } as const
  const figure = (what: string, unit: string, of: (f: PageFigures) => number): Figure => ({ what, unit, ours: ours.map(of), plain: plain.map(of), target })
  return [
    figure('20 widgets: all drawn', 'ms', (f) => f.drawnMs),
    { ...figure('20 widgets: main thread until then', 'ms', (f) => f.loadTaskMs), target: undefined },
    figure('20 widgets: JavaScript heap', 'MB', (f) => f.heapMb),
    figure('20 widgets: main thread at 1 s refresh', 's/s', (f) => f.busy),
  ]
}
