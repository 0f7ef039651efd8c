import type { Browser } from 'playwright'
import { compared, takeTurns } from './compared.ts'
import type { Compared } from './compared.ts'
import { closeCase, openCase, spent } from './open.ts'
import type { Case } from './side.ts'

const cases: readonly Case[] = [
  { kind: 'chart', lines: 1, n: 1000 },
  { kind: 'chart', lines: 10, n: 1000 },
  { kind: 'chart', lines: 10, n: 10_000 },
  { kind: 'chart', lines: 10, n: 100_000 },
]
const cellsOf = ({ n, lines = 1 }: Case): number => n * lines
/** From here on recharts needs seconds for each picture. */
const slowFrom = 1_000_000
/** From here on a chart is dense: this is what the target speaks of. */
const denseFrom = 100_000

async function measure(browser: Browser, url: string, side: string, given: Case) {
  const isSlow = cellsOf(given) >= slowFrom
  const updates = isSlow ? (side === 'recharts' ? 1 : 8) : side === 'recharts' ? 6 : 24
  const warm = isSlow && side === 'recharts' ? 0 : 3
  const it = await openCase(browser, url, side, given, updates + warm)
  await it.page.evaluate((n) => window.versus.update(n), warm)
  const { task } = await spent(it, updates, () => it.page.evaluate((n) => window.versus.update(n), updates))
  await closeCase(it)
  return { ...it.mount, update: task }
}

/** Lines drawn and moved on by one point, ours live and the libraries alone. */
export async function benchCharts(browser: Browser, url: string, rounds: number): Promise<readonly Compared[]> {
  const lines: Compared[] = []
  for (const given of cases) {
    const side = (name: string) => () => measure(browser, url, name, given)
    const results = await takeTurns(
      rounds,
      { Homeport: side('ours'), uPlot: side('uPlot'), recharts: side('recharts'), echarts: side('echarts') },
      cellsOf(given) >= slowFrom ? { recharts: 1 } : {},
    )
    const what = `chart ${given.lines} x ${given.n.toLocaleString('en')}`
    const most = cellsOf(given) >= denseFrom ? { uPlot: 1.3 } : undefined
    lines.push(
      compared(`${what}: until painted`, 'ms', results, (r) => r.paintedMs, most),
      compared(`${what}: main thread to draw it`, 'ms', results, (r) => r.taskMs),
      compared(`${what}: main thread per update`, 'ms', results, (r) => r.update, most),
    )
  }
  return lines
}
