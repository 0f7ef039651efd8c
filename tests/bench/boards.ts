import { Dashboard } from '#contract/dashboard.ts'
import type { Place } from '#contract/dashboard.ts'

interface Part {
  readonly content: string
  readonly view: string
  readonly w: number
  readonly h: number
}

function board(title: string, parts: readonly Part[], refreshMs: number): Dashboard {
  const places: Place[] = []
  let x = 0
  let y = 0
  let tallest = 0
  parts.forEach((p, i) => {
    if (x + p.w > 12) {
      x = 0
      y += tallest
      tallest = 0
    }
    places.push({ id: `w${i}`, x, y, w: p.w, h: p.h })
    x += p.w
    tallest = Math.max(tallest, p.h)
  })
  const widgets = parts.map((p, i) => ({
    id: `w${i}`,
    title: `${p.content} ${i + 1}`,
    query: { source: 'bench', spec: { content: p.content, seed: i + 1 } },
    view: { kind: p.view, options: {} },
  }))
  return Dashboard.parse({
    v: 1,
    title,
    sections: [{ id: 'main', title: '', widgets, layouts: { desktop: places } }],
    time: { range: { from: 'now-15m', to: 'now' }, refreshMs },
  })
}

const times = <T>(n: number, it: T): readonly T[] => Array.from({ length: n }, () => it)

/** The page of visual.md section 6, all twenty in view on a tall screen. */
export const twenty = board(
  'Twenty',
  [
    ...times(8, { content: 'chart', view: 'chart', w: 3, h: 5 }),
    ...times(4, { content: 'table', view: 'grid', w: 3, h: 6 }),
    ...times(2, { content: 'timeline', view: 'gantt', w: 3, h: 6 }),
    ...times(2, { content: 'graph', view: 'graph', w: 3, h: 6 }),
    ...times(4, { content: 'number', view: 'stat', w: 3, h: 3 }),
  ],
  1000,
)

/** Eight charts of five lines and five hundred moments, a new answer each second. */
export const charts = board('Charts', times(8, { content: 'chart', view: 'chart', w: 3, h: 6 }), 1000)

/** Many small widgets for dragging; nothing refreshes meanwhile. */
export const numbers = (count: number): Dashboard => board(`Numbers ${count}`, times(count, { content: 'number', view: 'stat', w: 3, h: 3 }), 0)

/** One alert-like answer to switch views on. */
export const switching = board('Switching', [{ content: 'timeline', view: 'grid', w: 12, h: 12 }], 0)
