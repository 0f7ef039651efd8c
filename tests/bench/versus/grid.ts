import type { Browser } from 'playwright'
import { compared, takeTurns } from './compared.ts'
import type { Compared } from './compared.ts'
import { closeCase, openCase } from './open.ts'
import { wheel } from './steps.ts'
import { weighGrids } from './weight.ts'

async function measure(browser: Browser, url: string, side: string, n: number) {
  const it = await openCase(browser, url, side, { kind: 'grid', n })
  const scroll = await wheel(it, `scrolling ${side}`, { steps: 30, by: 240 })
  await it.page.mouse.wheel(0, -1e7)
  await it.page.waitForTimeout(300)
  const act = (name: 'sort' | 'filter') => it.page.evaluate((what) => window.versus.act(what), name)
  const sort = await act('sort')
  await it.page.waitForTimeout(200)
  const filter = await act('filter')
  await closeCase(it)
  return { ...it.mount, scroll: scroll.task, sort, filter }
}

/** Ten columns: drawn, scrolled by the wheel, sorted by a click on a head, filtered by a word. */
export async function benchGrids(browser: Browser, url: string, rounds: number): Promise<readonly Compared[]> {
  const lines: Compared[] = []
  for (const n of [1000, 100_000]) {
    const side = (name: string) => () => measure(browser, url, name, n)
    const results = await takeTurns(rounds, { Homeport: side('ours'), 'AG Grid': side('agGrid') })
    const what = `grid, ${n.toLocaleString('en')} rows`
    lines.push(
      compared(`${what}: until painted`, 'ms', results, (r) => r.paintedMs, { 'AG Grid': 1.1 }),
      compared(`${what}: main thread to draw it`, 'ms', results, (r) => r.taskMs),
      compared(`${what}: sorted and painted`, 'ms', results, (r) => r.sort, { 'AG Grid': 1 }),
      compared(`${what}: filtered and painted`, 'ms', results, (r) => r.filter),
      compared(`${what}: per step of scrolling`, 'ms', results, (r) => r.scroll, { 'AG Grid': 1 }),
    )
  }
  return [...lines, weighGrids()]
}
