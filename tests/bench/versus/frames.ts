import type { Field, Frame } from '#contract/frame.ts'
import type { Case } from './side.ts'

/** A cheap spread of numbers from 0 to 1, the same each time. */
const draw = (n: number, lane: number): number => (Math.imul(n + lane * 7919, 2_654_435_761) >>> 0) / 4_294_967_296

export const start = 1_800_000_000_000
const secondMs = 1000
export const dayMs = 86_400_000

const rowsOf = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i))

const level = (line: number, tick: number): number => 50 + line * 5 + 20 * Math.sin((tick + line * 31) / 700) + draw(tick, line) * 5

/** Lines of one point per second; `shift` moves all of them on. */
function chart(n: number, lines: number, shift: number): Frame {
  const ticks = rowsOf(n, (i) => i + shift)
  return {
    fields: [
      { name: 'time', type: 'time', role: 'time', values: ticks.map((t) => start + t * secondMs) },
      ...rowsOf(lines, (l): Field => ({ name: `line ${l}`, type: 'number', role: 'value', values: ticks.map((t) => level(l, t)) })),
    ],
  }
}

/** A day of bars, ten to a lane; few bars in lanes of four, so that there is something to scroll. */
function gantt(n: number): Frame {
  const perLane = n > 100 ? 10 : 4
  const bars = rowsOf(n, (i) => {
    const at = start + ((i % perLane) / perLane) * dayMs + draw(i, 1) * 0.05 * dayMs
    return { at, until: at + 300_000 + draw(i, 2) * 0.06 * dayMs }
  })
  return {
    fields: [
      { name: 'title', type: 'string', role: 'title', values: rowsOf(n, (i) => `bar ${i}`) },
      { name: 'severity', type: 'string', role: 'severity', values: rowsOf(n, (i) => ['critical', 'warning', 'info'][i % 3] ?? 'info') },
      { name: 'service', type: 'string', role: 'lane', values: rowsOf(n, (i) => `service-${Math.floor(i / perLane)}`) },
      { name: 'start', type: 'time', role: 'start', values: bars.map((b) => b.at) },
      { name: 'end', type: 'time', role: 'end', values: bars.map((b) => b.until) },
    ],
  }
}

/** Ten columns: four of words, six of numbers. */
function grid(n: number): Frame {
  const text = (name: string, of: (i: number) => string): Field => ({ name, type: 'string', values: rowsOf(n, of) })
  const number = (name: string, lane: number): Field => ({ name, type: 'number', values: rowsOf(n, (i) => Math.round(draw(i, lane) * 100_000) / 100) })
  return {
    fields: [
      text('name', (i) => `row ${i}`),
      text('service', (i) => `service-${i % 44}`),
      text('site', (i) => `site-${i % 6}`),
      text('team', (i) => `team-${i % 9}`),
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((name, lane) => number(name, lane + 3)),
    ],
  }
}

/** A tree with half as many links again across it. */
function graph(n: number): Frame {
  const edges = rowsOf(Math.floor(n * 1.5), (i) => {
    if (i < n - 1) return [Math.floor(draw(i, 4) * Math.min(i + 1, n - 1)), i + 1] as const
    const [a, b] = [Math.floor(draw(i, 5) * n), Math.floor(draw(i, 6) * n)]
    return [Math.min(a, b), Math.max(a, b) === Math.min(a, b) ? (a + 1) % n : Math.max(a, b)] as const
  })
  return {
    fields: [
      { name: 'source', type: 'string', role: 'source', values: edges.map(([a]) => `node-${a}`) },
      { name: 'target', type: 'string', role: 'target', values: edges.map(([, b]) => `node-${b}`) },
      { name: 'calls', type: 'number', role: 'value', unit: '/s', values: edges.map((_, i) => Math.round(draw(i, 7) * 100)) },
    ],
  }
}

/** The answer of a case; `shift` is how many steps later it was asked for. */
export function frameOf({ kind, n, lines = 1 }: Case, shift: number): Frame {
  if (kind === 'chart') return chart(n, lines, shift)
  return { gantt, grid, graph }[kind](n)
}
