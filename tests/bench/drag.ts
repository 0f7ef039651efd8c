import type { Browser } from 'playwright'
import { openBenchPage } from './bench-page.ts'
import type { BenchPage } from './bench-page.ts'
import { between, countersOf } from './counters.ts'
import { inTurns } from './figures.ts'
import type { Figure } from './figures.ts'

const moves = 60
/** Columns and rows the first widget is dragged across. */
const way = { columns: 6, rows: 7 }
const row = 44

async function drag({ page, cdp }: BenchPage, item: string): Promise<number> {
  const counters = await countersOf(cdp)
  const first = await page.locator(item).first().boundingBox()
  const second = await page.locator(item).nth(1).boundingBox()
  if (!first || !second) throw new Error('no widgets to drag')
  // A widget is three columns wide.
  const column = (second.x - first.x) / 3
  const start = { x: first.x + 60, y: first.y + 16 }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.waitForTimeout(400)
  const before = await counters.read()
  for (let i = 1; i <= moves; i += 1) {
    await page.mouse.move(start.x + (column * way.columns * i) / moves, start.y + (row * way.rows * i) / moves)
    await page.waitForTimeout(16)
  }
  await page.waitForTimeout(100)
  const { scriptS, layoutS } = between(before, await counters.read())
  const moved = await page.locator(item).first().boundingBox()
  await page.mouse.up()
  if (!moved || moved.x < first.x + column * (way.columns - 1)) throw new Error('the widget did not follow the pointer')
  return ((scriptS + layoutS) * 1000) / moves
}

/** Milliseconds of script, style and layout per pointer move. `edit`: the page is the app's, where dragging is for editing. */
export async function measureDrag(browser: Browser, address: string, count: number, { edit = false, item = '.react-grid-item' } = {}): Promise<number> {
  const it = await openBenchPage(browser)
  const { page } = it
  await page.goto(address)
  await page.waitForFunction(([selector, n]) => document.querySelectorAll(selector).length >= n, [item, count] as const)
  if (edit) {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.locator('[data-section][data-editing]').waitFor()
  }
  await page.waitForTimeout(2000)
  const ms = await drag(it, item)
  await it.close()
  return ms
}

/** One step of a drag: script, style and layout per pointer move, ours while editing and react-grid-layout alone. */
export async function benchDrag(browser: Browser, urls: { readonly ours: string; readonly plain: string }, rounds: number): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const count of [50, 200]) {
    const { ours, plain } = await inTurns(
      rounds,
      () => measureDrag(browser, `${urls.ours}/d/numbers-${count}`, count, { edit: true }),
      () => measureDrag(browser, `${urls.plain}/plain-grid.html?widgets=${count}`, count),
    )
    figures.push({ what: `drag, ${count} widgets: per pointer move`, unit: 'ms', ours, plain, target: { most: 1, of: 'ratio' } })
  }
  return figures
}
