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

/** Two ends of what is being selected, in x; `from` is where it began. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What a key does to the cursor of a plot. */
export type CursorStep =
  | { readonly do: 'move'; readonly row: number; readonly span: Span | undefined }
  | { readonly do: 'zoom'; readonly span: Span }
  /** Gives the selection up, or else the cursor. */
  | { readonly do: 'drop' }

export interface CursorState {
  readonly x: readonly number[]
  readonly row: number | undefined
  readonly span: Span | undefined
  readonly px: number
  readonly canSelect: boolean
}

/** Arrows move, with Shift they select, Enter zooms to the selection, Escape gives up. Undefined for all other keys. */
export function cursorStep(
  { key, shift }: { readonly key: string; readonly shift: boolean },
  { x, row, span, px, canSelect }: CursorState,
): CursorStep | undefined {
  if (key === 'Enter') return span && { do: 'zoom', span }
  if (key === 'Escape') return span || row !== undefined ? { do: 'drop' } : undefined
  const at = row ?? x.length - 1
  const to = moveCursor(at, key, { rows: x.length, px })
  if (to === undefined) return undefined
  return { do: 'move', row: to, span: shift && canSelect ? { from: span?.from ?? x[at] ?? 0, to: x[to] ?? 0 } : undefined }
}
