import type { Column } from './shape.ts'

/** A column with its place on the screen. */
export interface PlacedColumn {
  readonly column: Column
  /** Place among all shown columns. */
  readonly at: number
  readonly width: number
  /** Distance from the start at which it sticks. */
  readonly pinned?: number | undefined
  /** Pixels of columns left out before this one. */
  readonly gap: number
  /** First column of all: carries the mark. */
  readonly lead: boolean
}

/** Fewer columns than this are all drawn; more are drawn as they come into sight. */
const allUpTo = 24
const overscanPx = 200

export interface Sight {
  /** Scrolled distance from the start, and how much is seen. */
  readonly from: number
  readonly width: number
  /** Column that must be there because focus is in it. */
  readonly keep: number
}

/** The columns worth drawing: pinned ones, those in sight and the one with focus, with gaps for those between. */
export function placeColumns(columns: readonly Column[], widths: readonly number[], pinnedCount: number, sight: Sight): readonly PlacedColumn[] {
  let start = 0
  let drawnTo = 0
  const placed: PlacedColumn[] = []
  columns.forEach((column, at) => {
    const width = widths[at] ?? 0
    const pinned = at < pinnedCount ? start : undefined
    const seen = start + width >= sight.from - overscanPx && start <= sight.from + sight.width + overscanPx
    if (columns.length <= allUpTo || pinned !== undefined || seen || at === sight.keep) {
      placed.push({ column, at, width, pinned, gap: start - drawnTo, lead: at === 0 })
      drawnTo = start + width
    }
    start += width
  })
  return placed
}
