import type { Browser } from 'playwright'
import { openBenchPage } from './bench-page.ts'
import type { Figure } from './figures.ts'

/** Ten lines of ten thousand points moving by one, in our chart and in uPlot alone; the page lets the two take turns. */
export async function benchChartUpdate(browser: Browser, url: string, rounds: number): Promise<readonly Figure[]> {
  const results: { readonly ours: number; readonly raw: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { page, close } = await openBenchPage(browser)
    await page.goto(`${url}/charts.html`)
    await page.waitForFunction(() => typeof window.measureCharts === 'function')
    results.push(await page.evaluate(() => window.measureCharts()))
    await close()
  }
  return [
    {
      what: 'chart, 10 x 10,000 points: per update',
      unit: 'ms',
      ours: results.map((r) => r.ours),
      plain: results.map((r) => r.raw),
      target: { most: 1.3, of: 'ratio' },
    },
  ]
}
