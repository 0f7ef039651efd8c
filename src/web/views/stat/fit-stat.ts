/** How a stat is laid out in its cell. Sizes are steps, so that a changing value does not make the text jump. */
export interface StatFit {
  /** Step of the number, for CSS. */
  readonly step: 's' | 'm' | 'l' | 'xl'
  /** Where the sparkline has room. */
  readonly spark: 'beside' | 'below' | 'none'
  /** Lines under the number that have room. */
  readonly lines: number
  /** There is room for the last line to be wrapped to two. */
  readonly wraps: boolean
  /** Height of a sparkline below. */
  readonly sparkHeight: number
  readonly sparkWidth: number
}

const steps = [
  { step: 'xl', px: 44, line: 48, from: { width: 260, height: 150 } },
  { step: 'l', px: 30, line: 34, from: { width: 0, height: 64 } },
  { step: 'm', px: 26, line: 32, from: { width: 0, height: 0 } },
  { step: 's', px: 20, line: 26, from: { width: 0, height: 0 } },
] as const

const lineHeight = 17
/** What two lines of small print take more than one. */
const wrapHeight = 14
const nameHeight = 20
const sparkWidth = 84
const leastSparkWidth = 52
const leastSpark = 36

/** Width of a number as written: digits are tabular, the unit half size. Counted in steps of two digits, five at least. */
const textWidth = (number: string, unit: string, px: number): number => (Math.max(5, Math.ceil(number.length / 2) * 2) * 0.58 + unit.length * 0.32) * px + 3

export interface StatText {
  readonly number: string
  readonly unit: string
  /** Its name stands above the number. */
  readonly named: boolean
  readonly spark: boolean
  /** Lines it would have under the number. */
  readonly lines: number
}

/** One layout for all stats of a widget, in cells of `width` x `height` pixels: the widest number decides. */
export function fitStats(texts: readonly StatText[], size: { readonly width: number; readonly height: number }): StatFit {
  const width = (px: number): number => Math.max(0, ...texts.map((t) => textWidth(t.number, t.unit, px)))
  const height = size.height - (texts.some((t) => t.named) ? nameHeight : 0)
  const fits = steps.find((s) => size.width >= s.from.width && height >= s.from.height && width(s.px) <= size.width && s.line <= height)
  const { step, px, line } = fits ?? steps[3]
  const wished = Math.max(0, ...texts.map((t) => t.lines))
  const lines = Math.max(0, Math.min(wished, Math.floor((height - line) / lineHeight)))
  const rest = height - line - lines * lineHeight
  const sparkHeight = Math.min(96, rest - 8)
  const hasSpark = texts.some((t) => t.spark)
  const roomBeside = Math.min(sparkWidth, Math.floor(size.width - width(px) - 12))
  const spark = !hasSpark ? 'none' : sparkHeight >= leastSpark ? 'below' : roomBeside >= leastSparkWidth ? 'beside' : 'none'
  // Below, the spark gives the line up, as long as it stays one.
  const wraps = lines === wished && (spark === 'below' ? sparkHeight >= leastSpark + wrapHeight : rest >= wrapHeight)
  return {
    step,
    lines,
    spark,
    wraps,
    sparkHeight: Math.max(0, wraps && spark === 'below' ? sparkHeight - wrapHeight : sparkHeight),
    sparkWidth: spark === 'below' ? size.width : Math.max(0, roomBeside),
  }
}

/** Whether the last line of one stat is wrapped: also where only its neighbours have a spark below, whose room it has to itself. */
export const wrapsBeside = ({ wraps, spark }: StatFit, hasSpark: boolean): boolean => wraps || (spark === 'below' && !hasSpark)

/** Cells of a row of `n` stats: as many columns as are wide enough, the rest wrap. */
export function fitCells(
  n: number,
  size: { readonly width: number; readonly height: number },
): { readonly columns: number; readonly width: number; readonly height: number } {
  const most = Math.max(1, Math.min(n, Math.floor(size.width / 132)))
  const rows = Math.ceil(n / most)
  const columns = Math.ceil(n / rows)
  return { columns, width: size.width / columns, height: size.height / rows }
}
