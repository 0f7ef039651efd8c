import type { Breakpoint } from '#contract/dashboard.ts'
import type { Preferences } from '../../ui/preference.ts'
import type { Cell } from '#core/layout/grid.ts'

/** Height of a row and width of a gutter, in CSS pixels: `--hp-row` and `--hp-gutter` of the tokens. */
export interface Metrics {
  readonly row: number
  readonly gutter: number
}

const byDensity: Readonly<Record<Preferences['density'], Metrics>> = {
  comfortable: { row: 32, gutter: 12 },
  compact: { row: 28, gutter: 8 },
}
export const metricsOf = (density: Preferences['density']): Metrics => byDensity[density]

const tabletFrom = 640
const desktopFrom = 960
/** Widths at which the other breakpoints are shown when somebody edits them on a wide screen. */
export const deviceWidth: Readonly<Record<Breakpoint, number | undefined>> = { desktop: undefined, tablet: 768, phone: 390 }

export const breakpointFor = (width: number): Breakpoint => (width < tabletFrom ? 'phone' : width < desktopFrom ? 'tablet' : 'desktop')

export const cellSize = (width: number, cols: number, { row, gutter }: Metrics) => ({
  width: (width - gutter * (cols - 1)) / cols + gutter,
  height: row + gutter,
})

/** Box of a cell in CSS pixels from the left edge, as react-grid-layout rounds it. */
export function boxOf({ x, y, w, h }: Cell, width: number, cols: number, metrics: Metrics) {
  const cell = cellSize(width, cols, metrics)
  const column = cell.width - metrics.gutter
  return {
    left: Math.round(cell.width * x),
    top: Math.round(cell.height * y),
    width: Math.round(column * w + (w - 1) * metrics.gutter),
    height: cell.height * h - metrics.gutter,
  }
}
