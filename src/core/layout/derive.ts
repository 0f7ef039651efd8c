import type { Breakpoint, Place, Section } from '#contract/dashboard.ts'
import { flow } from './flow.ts'
import { columnsOf, readingOrder } from './grid.ts'

/** Taller than this, one widget would fill the whole screen of a phone. */
const phoneRows = 9

const onPhone = (desktop: readonly Place[]): readonly Place[] => {
  let y = 0
  return readingOrder(desktop).map((p) => {
    const h = Math.min(p.h, phoneRows)
    const put = { ...p, x: 0, y, w: 1, h }
    y += h
    return put
  })
}

/** Groups that stand apart: a new band begins where nothing from above reaches down. */
function bandsOf(places: readonly Place[]): readonly (readonly Place[])[] {
  const bands: Place[][] = []
  let foot = 0
  for (const p of readingOrder(places)) {
    const band = bands.at(-1)
    if (band && p.y < foot) band.push(p)
    else bands.push([p])
    foot = Math.max(foot, p.y + p.h)
  }
  return bands
}

/** The same picture, narrower: edges that were aligned stay aligned. */
const scaled = (band: readonly Place[], from: number, to: number): readonly Place[] =>
  band.map((p) => {
    const x = Math.round((p.x * to) / from)
    return { ...p, x, w: Math.round(((p.x + p.w) * to) / from) - x }
  })

/** Columns something needs on a tablet: up to three on the desktop, two here; wider, three. */
const leastWidth = (w: number): number => (w <= 3 ? Math.min(2, w) : 3)

/** Nothing is squeezed, and things of one width do not come out in two. */
const readable = (before: readonly Place[], after: readonly Place[]): boolean =>
  after.every((p, i) => p.w >= leastWidth(before[i]?.w ?? 3)) && new Set(before.map((p) => p.w)).size >= new Set(after.map((p) => p.w)).size

/** In reading order, equal widths per row, the last row filled to the edge. */
function rows(band: readonly Place[], columns: number): readonly Place[] {
  const least = Math.max(2, ...band.map((p) => (p.w <= 3 ? 2 : 4)))
  const perRow = Math.max(1, Math.floor(columns / least))
  return band.map((p, i) => {
    const row = Math.floor(i / perRow)
    const inRow = Math.min(perRow, band.length - row * perRow)
    const at = i - row * perRow
    const x = Math.round((at * columns) / inRow)
    return { ...p, x, y: (band[0]?.y ?? 0) + row * 1000, w: Math.round(((at + 1) * columns) / inRow) - x }
  })
}

const onTablet = (desktop: readonly Place[]): readonly Place[] => {
  const bands = bandsOf(desktop).map((band) => {
    const narrow = scaled(band, columnsOf.desktop, columnsOf.tablet)
    return readable(band, narrow) ? narrow : rows(band, columnsOf.tablet)
  })
  // Bands are stacked far apart and then risen, so a band that grew taller cannot slip into the next.
  return flow(
    bands.flatMap((band, i) => band.map((p) => ({ ...p, y: p.y + i * 1_000_000 }))),
    columnsOf.tablet,
  )
}

/**
 * The layout of a breakpoint nobody arranged: on a phone one column in reading order with heights a screen can hold, on
 * a tablet the desktop's picture narrowed band by band. Never stored.
 */
export function derive(desktop: readonly Place[], breakpoint: Breakpoint): readonly Place[] {
  if (breakpoint === 'desktop') return desktop
  return breakpoint === 'phone' ? onPhone(desktop) : onTablet(desktop)
}

/** What is drawn at a breakpoint: the arranged layout where there is one, else the derived one. */
export const layoutAt = (section: Pick<Section, 'layouts'>, breakpoint: Breakpoint): readonly Place[] =>
  section.layouts[breakpoint] ?? derive(section.layouts.desktop, breakpoint)
