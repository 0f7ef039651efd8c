import { headOf, textAt } from './cell.ts'
import type { Writer } from './cell.ts'
import type { Column } from './shape.ts'

export const minWidth = 48
const maxNatural = 320
const sample = 60
/** A bar and the gap to its number. */
export const barPx = 72
const barRoom = barPx + 12
/** A shorter bar compares nothing. */
const leastBar = 28
/** `name`: the first column is set stronger. */
const charPx = { text: 6.7, name: 7.3, number: 7.6, head: 6.5 } as const

/** Pixels a column would like: its title and a sample of its cells, measured in characters. */
export function naturalWidth(column: Column, rows: number, writer: Writer, pad: number, isFirst = false): number {
  const px = column.end ? charPx.number : isFirst ? charPx.name : charPx.text
  let longest = 0
  const step = Math.max(1, Math.floor(rows / sample))
  for (let row = 0; row < rows; row += step) longest = Math.max(longest, textAt(column, row, writer).length)
  const extra = column.as === 'mark' ? 32 : column.as === 'bar' ? barRoom : 0
  const head = headOf(column, writer.text).length * charPx.head + 18
  // A sample may miss the longest number; one digit more is room enough.
  const content = (column.end ? longest + 1 : longest) * px + extra
  return Math.round(Math.min(maxNatural, Math.max(minWidth, content, head)) + 2 * pad)
}

export interface WidthWish {
  readonly id: string
  readonly natural: number
  /** Text may be cut; numbers never are. */
  readonly elastic: boolean
  readonly chosen?: number | undefined
  /** Pixels of it that only adorn: they go before any text is cut or has to be scrolled to. */
  readonly adorns?: number
}

/**
 * Widths for the room there is. Without a choice of the reader, elastic columns share what is left or give what lacks,
 * the first one twice as much; once one was dragged, all keep what they have and the last takes the rest.
 */
export function fitWidths(wishes: readonly WidthWish[], room: number, pad: number): readonly number[] {
  const chosen = wishes.some((w) => w.chosen !== undefined)
  const start = chosen ? wishes.map((w) => w.chosen ?? w.natural) : plain(wishes, room)
  const left = room - start.reduce((a, b) => a + b, 0)
  const last = wishes.length - 1
  if (chosen) return start.map((px, i) => (i === last && left > 0 ? px + left : px))
  const elastic = wishes.map((w, i) => (w.elastic ? (i === 0 ? 2 : 1) : 0))
  const weights = elastic.some((w) => w > 0) ? elastic : wishes.map(() => 1)
  if (left >= 0) {
    const total = weights.reduce((a, b) => a + b, 0) || 1
    return start.map((px, i) => px + (left * (weights[i] ?? 0)) / total)
  }
  return shrink(wishes, start, -left, pad)
}

/** What the columns would like, with their adornments shortened where there is no room for them, and gone where they would be too short. */
function plain(wishes: readonly WidthWish[], room: number): readonly number[] {
  const all = wishes.reduce((sum, w) => sum + (w.adorns ?? 0), 0)
  const lack = wishes.reduce((sum, w) => sum + w.natural, 0) - room
  const share = all > 0 && lack > 0 ? Math.min(1, lack / all) : 0
  return wishes.map(({ natural, adorns = 0 }) => natural - (adorns * (1 - share) < leastBar ? adorns : adorns * share))
}

/** Text narrower than this is a guess; a title says nothing by its first two words. */
const leastText = 88
const leastFirst = 180

/** Elastic columns give in proportion to what they have above their least; what still lacks is scrolled to. */
function shrink(wishes: readonly WidthWish[], start: readonly number[], lack: number, pad: number): readonly number[] {
  const least = wishes.map((w, i) => (w.elastic ? Math.min(start[i] ?? 0, (i === 0 ? leastFirst : leastText) + 2 * pad) : (start[i] ?? 0)))
  const spare = start.map((px, i) => px - (least[i] ?? 0))
  const total = spare.reduce((a, b) => a + b, 0)
  const share = total > 0 ? Math.min(1, lack / total) : 0
  return start.map((px, i) => px - (spare[i] ?? 0) * share)
}
