import type { LayoutItem } from 'react-grid-layout'
import type { Place } from '#contract/dashboard.ts'

/** How a layout stands on the screen: number of columns, and whether they are counted from the right. */
export interface Columns {
  readonly cols: number
  readonly rtl: boolean
}

/** Smallest size of a widget in grid units. */
export interface Floor {
  readonly w: number
  readonly h: number
}

/** react-grid-layout counts columns from the left only; right-to-left is this mirror and nothing else. */
export const mirrored = (x: number, w: number, { cols, rtl }: Columns): number => (rtl ? cols - x - w : x)

export const toItem = (place: Place, columns: Columns, floor?: Floor): LayoutItem => ({
  i: place.id,
  x: mirrored(place.x, place.w, columns),
  y: place.y,
  w: place.w,
  h: place.h,
  // A widget that is already smaller than its view likes may stay so; it only cannot shrink further.
  ...(floor && { minW: Math.min(floor.w, place.w, columns.cols), minH: Math.min(floor.h, place.h) }),
})

export const toPlace = (item: Pick<LayoutItem, 'i' | 'x' | 'y' | 'w' | 'h'>, columns: Columns): Place => ({
  id: item.i,
  x: mirrored(item.x, item.w, columns),
  y: item.y,
  w: item.w,
  h: item.h,
})

export const samePlace = (a: Place, b: Place): boolean => a.id === b.id && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
