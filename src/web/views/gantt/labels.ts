import { crosses } from './arrows.ts'
import type { Arrow } from './arrows.ts'
import type { Rect } from './place.ts'

/** A mark that may carry words: its rectangle (no width for a moment), and the free room on both sides in its own track. */
export interface Labelled {
  readonly rect: Rect
  readonly text: string
  /** Right edge of the mark before and left edge of the mark after, in plot pixels. */
  readonly leftEdge: number
  readonly rightEdge: number
  /** Words fit inside: tall enough and not hatched. */
  readonly inside: boolean
  readonly running: boolean
  readonly isMoment: boolean
}

export interface Label {
  readonly text: string
  readonly x: number
  readonly align: 'left' | 'right'
  readonly where: 'inside' | 'beside'
}

/** From this width on words stand in the bar (look.md 6). */
export const roomForText = 58
const inset = 6
/** Words stand this far from the instant of a diamond. */
const besideMoment = 11
const lineHeight = 14

/** Longest beginning of `text` with an ellipsis that is at most `room` pixels wide; empty where not even three letters fit. */
export function fitted(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (widthOf(`${text.slice(0, middle).trimEnd()}…`) <= room) low = middle
    else high = middle - 1
  }
  return low < 3 ? '' : `${text.slice(0, low).trimEnd()}…`
}

/** Words stay on their mark's side of now: the line is not drawn through them. */
export const clearOfNow = ({ leftEdge, rightEdge }: Pick<Labelled, 'leftEdge' | 'rightEdge'>, { x, width }: Rect, nowAt: number) => ({
  leftEdge: nowAt < x ? Math.max(leftEdge, nowAt) : leftEdge,
  rightEdge: nowAt > x + width ? Math.min(rightEdge, nowAt) : rightEdge,
})

/**
 * Where a mark's words go: inside if it is wide enough, else before it, else after it, else nowhere. Words beside a bar
 * never lie on another bar or on an arrow, and are never cut: the name is whole or left to the tooltip.
 */
export function labelFor(mark: Labelled, plotWidth: number, arrows: readonly Arrow[], widthOf: (text: string) => number): Label | undefined {
  if (mark.text === '') return undefined
  const { rect } = mark
  const seenLeft = Math.max(0, rect.x)
  const seen = Math.min(plotWidth, rect.x + rect.width) - seenLeft
  if (mark.inside && seen >= roomForText) {
    const text = fitted(mark.text, seen - 2 * inset, widthOf)
    return text === '' ? undefined : { text, x: seenLeft + inset, align: 'left', where: 'inside' }
  }
  if (seen >= roomForText && rect.x < 0) return undefined
  const width = widthOf(mark.text)
  const away = mark.isMoment ? besideMoment : inset
  const box = (x: number): Rect => ({ x, y: rect.y + rect.height / 2 - lineHeight / 2, width, height: lineHeight })
  const isFree = (x: number): boolean => !arrows.some((a) => crosses(a, box(x)))
  const before = rect.x - away - width
  if (before >= Math.max(0, mark.leftEdge + 4) && isFree(before)) return { text: mark.text, x: rect.x - away, align: 'right', where: 'beside' }
  const after = rect.x + rect.width + away
  const end = Math.min(plotWidth, mark.rightEdge - 4)
  if (!mark.running && after + width <= end && isFree(after)) return { text: mark.text, x: after, align: 'left', where: 'beside' }
  return undefined
}
