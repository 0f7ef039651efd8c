import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { FocusEvent, RefObject } from 'react'
import type { Extent, Place } from './move-cell.ts'

export interface CellFocus {
  /** The one cell Tab leads to. */
  readonly at: Place
  /** Moves there and takes focus along. */
  go(to: Place): void
  /** Follows focus that came by pointer. */
  onFocus(event: FocusEvent): void
}

const placeOf = (element: Element | null): Place | undefined => {
  const [row, column] = (element?.closest('[data-cell]')?.getAttribute('data-cell') ?? '').split(':').map(Number)
  return row === undefined || column === undefined || Number.isNaN(row) ? undefined : { row, column }
}

/** Roving focus: one cell of the grid is a tab stop, the keys move it. Rows that go away take focus to the last one left. */
export function useCellFocus(root: RefObject<HTMLElement | null>, extent: Pick<Extent, 'rows' | 'columns'>): CellFocus {
  const [wanted, setWanted] = useState<Place>({ row: 0, column: 0 })
  const taking = useRef(false)
  const at: Place = {
    row: Math.max(-1, Math.min(wanted.row, extent.rows - 1)),
    column: Math.max(0, Math.min(wanted.column, extent.columns - 1)),
  }
  useLayoutEffect(() => {
    if (!taking.current) return
    taking.current = false
    root.current?.querySelector<HTMLElement>(`[data-cell="${at.row}:${at.column}"]`)?.focus({ preventScroll: true })
  }, [root, at.row, at.column])
  const go = useCallback((to: Place) => {
    taking.current = true
    setWanted(to)
  }, [])
  const onFocus = useCallback((event: FocusEvent) => {
    const place = placeOf(event.target)
    if (place) setWanted(place)
  }, [])
  return { at, go, onFocus }
}
