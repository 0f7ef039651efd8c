import type { Browser, Locator, Page } from 'playwright'
import { openPage } from '#tests/support/chromium.ts'
import type { Figure } from './figures.ts'

/** What stands in the widget's body once a view has drawn. */
const drawn: Readonly<Record<string, string>> = {
  grid: '[role="grid"] [role="gridcell"]',
  chart: '[data-hp-body] figure svg path, [data-hp-body] .uplot canvas',
  gantt: '[data-hp-body] [role="application"] canvas',
  graph: '.react-flow__node, [data-first-picture]',
  stat: '[data-hp-body] [role="group"] bdi',
}

/**
 * Waits for the next click and for the drawing that was not there before it; resolves with the milliseconds from the
 * click's own time stamp to the second frame after.
 */
const timeNextClick = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    (drawing) =>
      new Promise<number>((done) => {
        const before = new Set(document.querySelectorAll(drawing))
        document.addEventListener(
          'click',
          (click) => {
            const look = (): void => {
              if (![...document.querySelectorAll(drawing)].some((e) => !before.has(e))) requestAnimationFrame(look)
              else requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - click.timeStamp)))
            }
            requestAnimationFrame(look)
          },
          { capture: true, once: true },
        )
      }),
    selector,
  )

async function openSwitcher(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /look at it differently/i }).click()
  const list = page.getByRole('listbox')
  await list.getByRole('option').first().waitFor()
  // The pictures are drawn before anybody has chosen.
  await page.waitForTimeout(600)
  return list
}

async function switchTo(page: Page, view: string): Promise<number> {
  const list = await openSwitcher(page)
  const option = list.getByRole('option', { name: new RegExp(`^${view}`, 'i') }).first()
  const time = timeNextClick(page, drawn[view] ?? '')
  await option.click()
  const ms = await time
  await list.waitFor({ state: 'detached' })
  return ms
}

const names: Readonly<Record<string, string>> = { chart: 'chart', gantt: 'gantt', graph: 'graph', stat: 'stat', grid: 'grid' }

/** From the click on a look to its drawing on the screen, the first and the second time a view is drawn. */
export async function benchViewSwitch(browser: Browser, url: string, rounds: number): Promise<readonly Figure[]> {
  const seen: Record<'first' | 'second', Record<string, number[]>> = { first: {}, second: {} }
  for (let round = 0; round < rounds; round += 1) {
    const { page, close } = await openPage(browser)
    await page.goto(`${url}/d/switching`)
    await page
      .locator(drawn['grid'] ?? '')
      .first()
      .waitFor()
    await page.waitForTimeout(1500)
    for (const time of ['first', 'second'] as const) for (const view of Object.keys(names)) (seen[time][view] ??= []).push(await switchTo(page, view))
    await close()
  }
  return (['first', 'second'] as const).flatMap((time) =>
    Object.entries(seen[time]).map(([view, ours]): Figure => ({
      what: `switch to ${view}, ${time} time`,
      unit: 'ms',
      ours,
      target: { most: 200, of: 'value' },
    })),
  )
}
