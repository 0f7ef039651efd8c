import type { TimeRange } from '#contract/time.ts'

/** Row a key leads to; undefined for keys that do not move. Where rows are denser than pixels, a step is what can be seen. */
export function moveCursor(row: number, key: string, { rows, px }: { readonly rows: number; readonly px: number }): number | undefined {
  if (rows === 0) return undefined
  const step = Math.max(1, Math.round(rows / Math.max(1, px / 3)))
  const page = Math.max(step, Math.round(rows / 10))
  const to = (next: number): number => Math.max(0, Math.min(rows - 1, next))
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return to(row + step)
    case 'ArrowLeft':
    case 'ArrowDown':
      return to(row - step)
    case 'PageUp':
      return to(row + page)
    case 'PageDown':
      return to(row - page)
    case 'Home':
      return 0
    case 'End':
      return rows - 1
    default:
      return undefined
  }
}

const leastMs = 1000

/** A page's range from two moments in either order: whole milliseconds, a second at least. */
export function rangeBetween(a: number, b: number): TimeRange {
  const from = Math.floor(Math.min(a, b))
  return { from, to: Math.max(from + leastMs, Math.ceil(Math.max(a, b))) }
}
