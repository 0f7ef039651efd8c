import type { Browser } from 'playwright'
import { compared, takeTurns } from './compared.ts'
import type { Compared } from './compared.ts'
import { closeCase, openCase } from './open.ts'
import { pan } from './steps.ts'

/** Two corners of the picture no node stands in, whatever the layout: above and below the middle. */
const ground = { x: 300, y: 40 }
/** Up to here dagre answers in good time on a page's own thread. */
const dagreMost = 500

async function measure(browser: Browser, url: string, side: string, n: number) {
  const it = await openCase(browser, url, side, { kind: 'graph', n })
  const { task, script } = await pan(it, ground, 30)
  await closeCase(it)
  return { ...it.mount, pan: task, script }
}

/** Nodes with one and a half links each: laid out and drawn, then dragged. */
export async function benchGraphs(browser: Browser, url: string, rounds: number): Promise<readonly Compared[]> {
  const lines: Compared[] = []
  for (const n of [50, 500, 2000]) {
    const side = (name: string) => () => measure(browser, url, name, n)
    const results = await takeTurns(rounds, {
      Homeport: side('ours'),
      ...(n <= dagreMost && { 'cytoscape, dagre': side('cytoscapeDagre') }),
      'cytoscape, breadthfirst': side('cytoscape'),
    })
    const what = `graph, ${n.toLocaleString('en')} nodes`
    lines.push(
      compared(`${what}: laid out and painted`, 'ms', results, (r) => r.paintedMs),
      compared(`${what}: main thread to draw it`, 'ms', results, (r) => r.taskMs),
      compared(`${what}: main thread per step of panning`, 'ms', results, (r) => r.pan),
      compared(`${what}: script per step of panning`, 'ms', results, (r) => r.script, n === 2000 ? { value: 16 } : undefined),
    )
  }
  return lines
}
