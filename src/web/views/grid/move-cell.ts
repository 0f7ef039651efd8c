/** A cell of the grid; row -1 is the head. */
export interface Place {
  readonly row: number
  readonly column: number
}

export interface Extent {
  readonly rows: number
  readonly columns: number
  /** Rows a page holds. */
  readonly page: number
  readonly rtl: boolean
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** Where a key leads from a cell (ARIA grid pattern); undefined for keys that do not move. */
export function moveCell(at: Place, key: { readonly key: string; readonly ctrl: boolean }, extent: Extent): Place | undefined {
  const { rows, columns, page, rtl } = extent
  const to = (row: number, column: number): Place => ({ row: clamp(row, -1, rows - 1), column: clamp(column, 0, columns - 1) })
  const forward = rtl ? -1 : 1
  switch (key.key) {
    case 'ArrowDown':
      return to(key.ctrl ? rows - 1 : at.row + 1, at.column)
    case 'ArrowUp':
      return to(key.ctrl ? -1 : at.row - 1, at.column)
    case 'ArrowRight':
      return to(at.row, at.column + forward)
    case 'ArrowLeft':
      return to(at.row, at.column - forward)
    case 'PageDown':
      return to(at.row + page, at.column)
    case 'PageUp':
      return to(at.row <= 0 ? -1 : Math.max(0, at.row - page), at.column)
    case 'Home':
      return key.ctrl ? to(-1, 0) : to(at.row, 0)
    case 'End':
      return key.ctrl ? to(rows - 1, columns - 1) : to(at.row, columns - 1)
    default:
      return undefined
  }
}
