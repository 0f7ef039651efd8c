import type { Browser } from 'playwright'
import { measureDrag } from '../drag.ts'
import { compared, takeTurns } from './compared.ts'
import type { Compared } from './compared.ts'

export interface DragUrls {
  readonly app: string
  /** The plain parts, and the page of gridstack. */
  readonly plain: string
  readonly peers: string
}

export const dragCounts = [20, 50, 100, 200] as const

/** One widget drawn across the board: ours while editing, and both libraries alone. */
export async function benchDragPeers(browser: Browser, urls: DragUrls, rounds: number): Promise<readonly Compared[]> {
  const lines: Compared[] = []
  for (const count of dragCounts) {
    const results = await takeTurns(rounds, {
      Homeport: () => measureDrag(browser, `${urls.app}/d/numbers-${count}`, count, { edit: true }),
      'react-grid-layout': () => measureDrag(browser, `${urls.plain}/plain-grid.html?widgets=${count}`, count),
      gridstack: () => measureDrag(browser, `${urls.peers}/gridstack.html?widgets=${count}`, count, { item: '.grid-stack-item' }),
    })
    lines.push(compared(`drag among ${count} widgets: script, style and layout per pointer move`, 'ms', results, (ms) => ms, { 'react-grid-layout': 1 }))
  }
  return lines
}
