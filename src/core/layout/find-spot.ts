import type { Place } from '#contract/dashboard.ts'
import { fitCell } from './grid.ts'
import type { Cell, Size } from './grid.ts'

/** First run of `w` free columns in a row of flags; -1 when there is none. */
function freeRun(taken: readonly boolean[], w: number): number {
  let run = 0
  for (let c = 0; c < taken.length; c += 1) {
    run = taken[c] ? 0 : run + 1
    if (run === w) return c - w + 1
  }
  return -1
}

/** The first free cell of that size, from the top, then from the start side. Below everything there is always one. */
export function findSpot(places: readonly Place[], size: Size, columns: number): Cell {
  const wanted = fitCell({ x: 0, y: 0, ...size }, columns)
  const rows = [...new Set([0, ...places.map((p) => p.y + p.h)])].toSorted((a, b) => a - b)
  for (const y of rows) {
    const taken = Array.from({ length: columns }, () => false)
    for (const p of places) if (p.y < y + wanted.h && y < p.y + p.h) taken.fill(true, p.x, p.x + p.w)
    const x = freeRun(taken, wanted.w)
    if (x >= 0) return { ...wanted, x, y }
  }
  return wanted
}
