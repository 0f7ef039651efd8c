import type { Breakpoint, Place } from '#contract/dashboard.ts'

/** Columns of the grid per breakpoint. */
export const columnsOf: Readonly<Record<Breakpoint, number>> = { desktop: 12, tablet: 8, phone: 1 }

export interface Size {
  readonly w: number
  readonly h: number
}

export interface Cell extends Size {
  readonly x: number
  readonly y: number
}

/** Rows, then columns; the id settles places that coincide, so the order never depends on that of the array. */
export const byPosition = (a: Place, b: Place): number => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Places as a person reads them: row by row from the start side. */
export const readingOrder = (places: readonly Place[]): readonly Place[] => [...places].toSorted(byPosition)

/** First row below everything. */
export const bottomOf = (places: readonly Place[]): number => places.reduce((low, p) => Math.max(low, p.y + p.h), 0)

export const overlap = (a: Cell, b: Cell): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

export const sameCell = (a: Cell, b: Cell): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h

const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high))

/** The nearest cell that lies on a grid of `columns`; whole numbers, at least 1 x 1. */
export function fitCell<C extends Cell>(cell: C, columns: number): C {
  const w = within(Math.round(cell.w), 1, columns)
  const h = Math.max(1, Math.round(cell.h))
  const x = within(Math.round(cell.x), 0, columns - w)
  const y = Math.max(0, Math.round(cell.y))
  return x === cell.x && y === cell.y && w === cell.w && h === cell.h ? cell : { ...cell, x, y, w, h }
}

/** How far down each column is filled. */
export class Skyline {
  private readonly rows: number[]

  constructor(columns: number) {
    this.rows = Array.from({ length: columns }, () => 0)
  }

  /** First row at which something from column `x`, `w` wide, rests on what is above. */
  top(x: number, w: number): number {
    let low = 0
    for (let c = x; c < x + w; c += 1) low = Math.max(low, this.rows[c] ?? 0)
    return low
  }

  fill(cell: Cell): void {
    for (let c = cell.x; c < cell.x + cell.w; c += 1) this.rows[c] = cell.y + cell.h
  }
}
