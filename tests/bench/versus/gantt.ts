import type { Browser } from 'playwright'
import { compared, takeTurns } from './compared.ts'
import type { Compared } from './compared.ts'
import { closeCase, openCase } from './open.ts'
import { wheel } from './steps.ts'

/** From here on ours is to be ahead of both. */
const aheadFrom = 1000
const most = 10_000
/** Peers that need seconds for one step are asked for fewer. */
const steps = { usual: 20, slow: 5 } as const

async function measure(browser: Browser, url: string, side: string, n: number) {
  const it = await openCase(browser, url, side, { kind: 'gantt', n })
  const count = n >= most && side !== 'ours' && side !== 'bare' ? steps.slow : steps.usual
  const scroll = await wheel(it, `scrolling ${side}`, { steps: count, by: n > 100 ? 60 : 8 })
  const zoom = await wheel(it, `zooming ${side}`, { steps: count, by: -60, zoom: true })
  await closeCase(it)
  return { ...it.mount, scroll: scroll.task, zoom: zoom.task }
}

/** Bars of a day, ten to a lane: drawn, scrolled and zoomed by the wheel. */
export async function benchGantt(browser: Browser, url: string, rounds: number): Promise<readonly Compared[]> {
  const lines: Compared[] = []
  for (const n of [100, 1000, most]) {
    const side = (name: string) => () => measure(browser, url, name, n)
    const results = await takeTurns(
      rounds,
      { Homeport: side('ours'), SVAR: side('svar'), 'vis-timeline': side('vis'), 'bare canvas': side('bare') },
      n === most ? { 'vis-timeline': 1 } : {},
    )
    const ahead = n >= aheadFrom ? { SVAR: 1, 'vis-timeline': 1 } : undefined
    const mount = n === most ? { ...ahead, 'bare canvas': 1.2 } : ahead
    const what = `Gantt, ${n.toLocaleString('en')} bars`
    lines.push(
      compared(`${what}: until painted`, 'ms', results, (r) => r.paintedMs, mount),
      compared(`${what}: main thread to draw it`, 'ms', results, (r) => r.taskMs),
      compared(`${what}: per step of scrolling`, 'ms', results, (r) => r.scroll, ahead),
      compared(`${what}: per step of zooming`, 'ms', results, (r) => r.zoom, ahead),
    )
  }
  return lines
}
