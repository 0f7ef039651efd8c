import type { Arrow } from './arrows.ts'
import type { Ink } from './ink.ts'
import { clearOfNow, labelFor, roomForText } from './labels.ts'
import type { Label } from './labels.ts'
import { contentHeight, lanesIn, trackMiddle } from './place.ts'
import type { Placement, Rect } from './place.ts'
import type { Plan, Track } from './shape.ts'
import { halfDiamond, lookOf, narrow, soleBar, spansIn } from './spans.ts'
import type { Look, Span } from './spans.ts'
import { barHeight } from './tone.ts'
import { xOf } from './window.ts'
import type { TimeView } from './window.ts'

/** One picture of a Gantt. Plot pixels count from `left`, content pixels from `scrollTop`. */
export interface Scene {
  readonly plan: Plan
  readonly placement: Placement
  readonly view: TimeView
  readonly ticks: readonly number[]
  readonly arrows: readonly Arrow[]
  /** Whole canvas, and where the plot begins in it. */
  readonly width: number
  readonly height: number
  readonly left: number
  readonly scrollTop: number
  readonly text: boolean
  /** Epoch milliseconds; words keep clear of the line there. */
  readonly now: number
}

/** Half a diamond, smaller where lanes are. */
const diamondIn = (bar: number): number => Math.min(halfDiamond, bar * 0.55)
const edgeRadius = 2.5
/** Marks on a screen beyond which words would be noise, and their measuring slow. */
const mostLabelled = 600

interface Mark {
  readonly rect: Rect
  readonly look: Look
  readonly span: Span
  readonly track: Track
}

const widths = new WeakMap<Ink, Map<string, number>>()
/** Width of a text in the context's present font. Remembered as long as the theme is, so a face that arrives late is measured anew. */
function widthIn(context: CanvasRenderingContext2D, ink: Ink): (text: string) => number {
  const measured = widths.get(ink) ?? new Map<string, number>()
  widths.set(ink, measured)
  return (text) => {
    const key = context.font + text
    const width = measured.get(key) ?? context.measureText(text).width
    if (measured.size > 5000) measured.clear()
    measured.set(key, width)
    return width
  }
}

/** Marks of all lanes in sight, a list for each track so that neighbours are known. */
function marksIn(scene: Scene): readonly (readonly Mark[])[] {
  const { plan, placement, view } = scene
  const [from, to] = lanesIn(placement, scene.scrollTop, scene.height)
  const found: Mark[][] = []
  for (let lane = from; lane < to; lane += 1)
    for (const [row, track] of (plan.lanes[lane]?.tracks ?? []).entries()) {
      const middle = trackMiddle(placement, lane, row) - scene.scrollTop
      found.push(
        spansIn(track, view).map((span) => {
          const look = lookOf(span, track, plan.bars)
          const height = barHeight(look.share, placement.metrics.bar)
          const rect = { x: span.x0, y: middle - height / 2, width: Math.max(narrow, span.x1 - span.x0), height }
          return { rect, look, span, track }
        }),
      )
    }
  return found
}

function drawRules(context: CanvasRenderingContext2D, scene: Scene, ink: Ink): void {
  context.globalAlpha = ink.ruleAlpha
  context.fillStyle = ink.gridline
  const bottom = Math.min(scene.height, contentHeight(scene.placement) - scene.scrollTop)
  for (const at of scene.ticks) context.fillRect(Math.round(scene.left + xOf(scene.view, at)), 0, 1, bottom)
  context.fillStyle = ink.rule
  const [from, to] = lanesIn(scene.placement, scene.scrollTop, scene.height)
  for (let lane = from; lane < to; lane += 1) context.fillRect(0, Math.round((scene.placement.tops[lane + 1] ?? 0) - scene.scrollTop) - 1, scene.width, 1)
  context.globalAlpha = 1
}

function hatch(context: CanvasRenderingContext2D, rect: Rect, color: string): void {
  context.save()
  context.clip()
  context.strokeStyle = color
  context.lineWidth = 2
  context.beginPath()
  // Lines keep their place on the time axis while the bar's visible part changes.
  const first = Math.floor((rect.x - rect.height) / 7) * 7
  for (let x = first; x < rect.x + rect.width + rect.height; x += 7) {
    context.moveTo(x, rect.y + rect.height)
    context.lineTo(x + rect.height, rect.y)
  }
  context.stroke()
  context.restore()
}

function drawDiamond(context: CanvasRenderingContext2D, [x, y, half]: readonly [x: number, y: number, half: number], look: Look, ink: Ink): void {
  const tone = ink.tones[look.tone]
  context.beginPath()
  context.moveTo(x, y - half)
  context.lineTo(x + half, y)
  context.lineTo(x, y + half)
  context.lineTo(x - half, y)
  context.closePath()
  context.fillStyle = look.solid ? tone.fill : ink.surface
  context.fill()
  context.strokeStyle = look.tone === 'neutral' || look.tone === 'ok' ? ink.text2 : tone.edge
  context.lineWidth = 1.4
  context.stroke()
}

/** The part of a rectangle that can be seen, so that a bar of months stays a small path. */
function clipped(rect: Rect, width: number): Rect {
  const x = Math.max(rect.x, -20)
  return { ...rect, x, width: Math.max(1, Math.min(rect.x + rect.width, width + 20) - x) }
}

function drawBar(context: CanvasRenderingContext2D, rect: Rect, look: Look, ink: Ink): void {
  const tone = ink.tones[look.tone]
  const inset = look.solid ? 0 : 0.5
  const radius = Math.min(edgeRadius, rect.width / 2, rect.height / 2)
  context.beginPath()
  context.roundRect(rect.x + inset, rect.y + inset, Math.max(1, rect.width - 2 * inset), rect.height - 2 * inset, radius)
  context.fillStyle = look.solid ? tone.fill : tone.soft
  context.fill()
  if (look.tone === 'maintenance') hatch(context, rect, tone.edge)
  if (!look.solid) {
    context.beginPath()
    context.roundRect(rect.x + inset, rect.y + inset, Math.max(1, rect.width - 2 * inset), rect.height - 2 * inset, radius)
    context.strokeStyle = tone.edge
    context.lineWidth = 1
    context.stroke()
  }
}

/** Still running: the bar ends in a point at the now line. */
function drawPoint(context: CanvasRenderingContext2D, rect: Rect, color: string): void {
  const end = rect.x + rect.width - 1
  context.beginPath()
  context.moveTo(end, rect.y)
  context.lineTo(end + rect.height / 2.6, rect.y + rect.height / 2)
  context.lineTo(end, rect.y + rect.height)
  context.closePath()
  context.fillStyle = color
  context.fill()
}

function drawMark(context: CanvasRenderingContext2D, mark: Mark, scene: Scene, ink: Ink): void {
  const bar = soleBar(mark.span, mark.track, scene.plan)
  if (bar && bar.start === bar.end)
    return drawDiamond(context, [mark.rect.x, mark.rect.y + mark.rect.height / 2, diamondIn(scene.placement.metrics.bar)], mark.look, ink)
  drawBar(context, clipped(mark.rect, scene.view.width), mark.look, ink)
  if (bar?.running === true && bar.tone !== 'maintenance') drawPoint(context, mark.rect, ink.tones[mark.look.tone].edge)
}

function drawLabel(context: CanvasRenderingContext2D, label: Label, mark: Mark, ink: Ink): void {
  const tone = ink.tones[mark.look.tone]
  context.textAlign = label.align
  context.fillStyle = label.where === 'beside' ? ink.axis : mark.look.solid ? ink.surface : tone.word
  context.fillText(label.text, label.x, mark.rect.y + mark.rect.height / 2 + 4)
}

const weights = { inside: 600, beside: 420 } as const
const fontOf = (ink: Ink, where: Label['where']): string => `${weights[where]} 11px ${ink.font}`

/** Words of one track, left to right; a label takes its room away from the next. */
function drawLabels(context: CanvasRenderingContext2D, track: readonly Mark[], scene: Scene, ink: Ink): void {
  const widthOf = widthIn(context, ink)
  const nowAt = xOf(scene.view, scene.now)
  let leftEdge = -Infinity
  let covered = -Infinity
  for (const [i, mark] of track.entries()) {
    const bar = soleBar(mark.span, mark.track, scene.plan)
    const next = track[i + 1]
    const inside = mark.rect.height >= 12 && mark.look.tone !== 'maintenance'
    const wide = inside && mark.rect.width >= roomForText
    context.font = fontOf(ink, wide ? 'inside' : 'beside')
    const isMoment = bar !== undefined && bar.start === bar.end
    const rect = isMoment ? { ...mark.rect, width: 0 } : mark.rect
    // In a crowded lane bars lie on each other; words there would too.
    const isCovered = (next !== undefined && next.rect.x < mark.rect.x + mark.rect.width - 1) || mark.rect.x < covered - 1
    covered = Math.max(covered, mark.rect.x + mark.rect.width)
    const label =
      bar &&
      !isCovered &&
      labelFor(
        {
          rect,
          text: bar.text,
          ...clearOfNow({ leftEdge, rightEdge: next?.rect.x ?? Infinity }, mark.rect, nowAt),
          inside,
          running: bar.running,
          isMoment,
        },
        scene.view.width,
        scene.arrows,
        widthOf,
      )
    if (label) drawLabel(context, label, mark, ink)
    const markEnd = mark.rect.x + mark.rect.width + (isMoment ? halfDiamond : 0)
    leftEdge = label && label.where === 'beside' && label.align === 'left' ? label.x + widthOf(label.text) : markEnd
  }
}

function drawArrow(context: CanvasRenderingContext2D, arrow: Arrow, ink: Ink): void {
  const tip = arrow.points.at(-1)
  const first = arrow.points[0]
  if (!tip || !first) return
  context.strokeStyle = ink.text2
  context.lineWidth = 1.1
  context.beginPath()
  context.moveTo(first[0], first[1])
  for (const [x, y] of arrow.points.slice(1)) context.lineTo(x, y)
  context.stroke()
  context.beginPath()
  context.moveTo(tip[0], tip[1])
  context.lineTo(tip[0] - 6, tip[1] - 3)
  context.lineTo(tip[0] - 6, tip[1] + 3)
  context.closePath()
  context.fillStyle = ink.text2
  context.fill()
}

/** Arrows in canvas heights, as labels see them. */
const lowered = (arrow: Arrow, by: number): Arrow => ({ ...arrow, points: arrow.points.map(([x, y]) => [x, y - by]) })

/** Draws the whole scene; work is bounded by lanes in sight and pixels, not by bars. */
export function drawGantt(context: CanvasRenderingContext2D, given: Scene, ink: Ink): void {
  const scene = { ...given, arrows: given.arrows.map((a) => lowered(a, given.scrollTop)) }
  context.setTransform(ink.ratio, 0, 0, ink.ratio, 0, 0)
  context.clearRect(0, 0, scene.width, scene.height)
  drawRules(context, scene, ink)
  context.save()
  context.beginPath()
  context.rect(scene.left, 0, scene.width - scene.left, scene.height)
  context.clip()
  context.translate(scene.left, 0)
  const tracks = marksIn(scene)
  for (const track of tracks) for (const mark of track) drawMark(context, mark, scene, ink)
  for (const arrow of scene.arrows) drawArrow(context, arrow, ink)
  const count = tracks.reduce((sum, track) => sum + track.length, 0)
  if (scene.text && count <= mostLabelled) for (const track of tracks) drawLabels(context, track, scene, ink)
  context.restore()
}
