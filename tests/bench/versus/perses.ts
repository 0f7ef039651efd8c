import type { Browser } from 'playwright'
import { measurePage } from '../twenty-widgets.ts'
import type { Drawn, PageFigures } from '../twenty-widgets.ts'
import { compared, takeTurns } from './compared.ts'
import type { Compared } from './compared.ts'

const eight: readonly Drawn[] = [['path.recharts-line-curve, path.recharts-curve, canvas', 8]]

/**
 * Eight charts with a new answer each second: our page with its server, and Perses' own panels embedded as its packages allow,
 * their query answered in the page.
 */
export async function benchPerses(browser: Browser, urls: { readonly app: string; readonly perses: string }, rounds: number): Promise<readonly Compared[]> {
  const pages = await takeTurns<PageFigures>(rounds, {
    Homeport: () => measurePage(browser, `${urls.app}/d/charts`, eight),
    Perses: () => measurePage(browser, `${urls.perses}/perses.html`, eight),
  })
  return [
    compared('8 charts of 5 x 500: all drawn', 'ms', pages, (f) => f.drawnMs),
    compared('main thread until then', 'ms', pages, (f) => f.loadTaskMs),
    compared('JavaScript heap', 'MB', pages, (f) => f.heapMb),
    compared('main thread at 1 s refresh', 's/s', pages, (f) => f.busy),
  ]
}
