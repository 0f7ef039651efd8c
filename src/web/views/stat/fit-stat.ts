/** How a stat is laid out in its cell. Sizes are steps, so that a changing value does not make the text jump. */
export interface StatFit {
  /** Step of the number, for CSS. */
  readonly step: 's' | 'm' | 'l' | 'xl'
  /** Where the sparkline has room. */
  readonly spark: 'beside' | 'below' | 'none'
  /** Lines under the number that have room. */
  readonly lines: number
  /** Lines the small print, the last of them, may be wrapped to; of a stat without a spark more where its neighbours have theirs below. */
  readonly wrapped: number
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
/** What a further line of small print takes; the first of them a pixel less. */
const wrapHeight = 15
const mostWrapped = 4
/** A letter of small print, on average. */
const letterWidth = 5.4
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
  /** Letters of the small print. */
  readonly letters: number
}

/** Lines small print needs, by its letters in steps of eight: a digit more does not make the spark jump. */
const linesFor = (letters: number, width: number): number => Math.max(1, Math.ceil((Math.ceil(letters / 8) * 8 * letterWidth) / Math.max(1, width)))
/** Lines small print has in its own and so many pixels more. */
const linesIn = (rest: number): number => Math.min(mostWrapped, 1 + Math.max(0, Math.floor((rest + 1) / wrapHeight)))

/** One layout for all stats of a widget, in cells of `width` x `height` pixels: the widest number decides. */
export function fitStats(texts: readonly StatText[], size: { readonly width: number; readonly height: number }): StatFit {
  const width = (px: number): number => Math.max(0, ...texts.map((t) => textWidth(t.number, t.unit, px)))
  const height = size.height - (texts.some((t) => t.named) ? nameHeight : 0)
  const fits = steps.find((s) => size.width >= s.from.width && height >= s.from.height && width(s.px) <= size.width && s.line <= height)
  const { step, px, line } = fits ?? steps[3]
  const wished = Math.max(0, ...texts.map((t) => t.lines))
  const lines = Math.max(0, Math.min(wished, Math.floor((height - line) / lineHeight)))
  const rest = height - line - lines * lineHeight
  const roomBeside = Math.min(sparkWidth, Math.floor(size.width - width(px) - 12))
  const beside = roomBeside >= leastSparkWidth ? 'beside' : 'none'
  const needed = Math.max(1, ...texts.filter((t) => t.spark).map((t) => linesFor(t.letters, size.width)))
  const room = Math.min(96, rest - 8)
  // Words go before decoration: below, the spark gives lines up as long as it stays one, and then its place.
  const below = room >= leastSpark && linesIn(room - leastSpark) >= Math.min(needed, linesIn(rest))
  const spark = !texts.some((t) => t.spark) ? 'none' : below ? 'below' : beside
  const wrapped = lines < wished ? 1 : spark === 'below' ? Math.min(needed, linesIn(room - leastSpark)) : linesIn(rest)
  return {
    step,
    lines,
    spark,
    wrapped,
    sparkHeight: Math.max(0, spark === 'below' && wrapped > 1 ? room - (wrapped - 1) * wrapHeight + 1 : room),
    sparkWidth: spark === 'below' ? size.width : Math.max(0, roomBeside),
  }
}

/** Lines the small print of one stat may have: where only its neighbours have a spark below, it has that room to itself. */
export const wrappedIn = ({ wrapped, spark, sparkHeight }: StatFit, hasSpark: boolean): number =>
  spark === 'below' && !hasSpark ? Math.min(mostWrapped, wrapped + Math.floor(sparkHeight / wrapHeight)) : wrapped

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
