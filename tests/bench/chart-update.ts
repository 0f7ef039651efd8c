import type { Browser } from 'playwright'
import { openBenchPage } from './bench-page.ts'
import { between, countersOf } from './counters.ts'
import { inTurns } from './figures.ts'
import type { Figure } from './figures.ts'

async function measure(browser: Browser, url: string, side: 'ours' | 'plain'): Promise<number> {
  const { page, cdp, close } = await openBenchPage(browser)
  await page.goto(`${url}/charts.html`)
  await page.waitForFunction(() => 'benchCharts' in window)
  await page.evaluate((which) => window.benchCharts.open(which), side)
  const counters = await countersOf(cdp)
  await page.evaluate(() => window.benchCharts.prepare())
  await page.evaluate(() => window.benchCharts.update())
  await page.evaluate(() => window.benchCharts.prepare())
  const before = await counters.read()
  const updates = await page.evaluate(() => window.benchCharts.update())
  const { taskS } = between(before, await counters.read())
  await close()
  return (taskS * 1000) / updates
}

/** Ten lines of ten thousand points moving by one: main thread per update, in our chart and in uPlot alone. */
export async function benchChartUpdate(browser: Browser, url: string, rounds: number): Promise<readonly Figure[]> {
  const { ours, plain } = await inTurns(
    rounds,
    () => measure(browser, url, 'ours'),
    () => measure(browser, url, 'plain'),
  )
  return [{ what: 'chart, 10 x 10,000 points: per update', unit: 'ms', ours, plain, target: { most: 1.3, of: 'ratio' } }]
}
