import { MeasureSpec } from '#contract/query.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { Dashboard, Place, Section, Variable } from '#contract/dashboard.ts'
import { columnsOf } from '../layout/grid.ts'
import { widgetNames } from './widgets.ts'
import { widgetFrom } from './template.ts'

/** One widget of a row: which template, what it is called here, how many columns it takes. */
export interface Part {
  readonly of: string
  readonly title: string
  readonly w: number
  readonly sub?: string
  /** Narrows the question: `{service: '${service}'}`. */
  readonly match?: Readonly<Record<string, string>>
  readonly by?: readonly string[]
  /** Own stretch of time instead of the page's. */
  readonly window?: string
  /** Columns it takes on a tablet; a row of parts that say so is arranged there, one that does not is derived. */
  readonly t?: number
  /** Rows it takes on a phone; those of the desktop, but never more than a screen, unless told. */
  readonly p?: number
  /** Columns left out, instead of those the template leaves out. */
  readonly hidden?: readonly string[]
  readonly options?: JsonRecord
}

/** Parts of one height, side by side; together they are as wide as the grid. */
export interface Row {
  readonly h: number
  readonly parts: readonly Part[]
}

interface Plan {
  readonly title: string
  readonly description: string
  /** Asked instead of what the templates say. */
  readonly source?: string
  readonly from: string
  readonly refreshMs: number
  readonly variables?: readonly Variable[]
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[]
}

function part({ of, title, sub, match, by, window, hidden, options }: Part, id: string, source: string | undefined): Section['widgets'][number] {
  const found = widgetNames.get(of)
  // Only a slip of the pen in this folder gets here, and its test.
  if (!found) throw new RangeError(`no widget template ${of}`)
  const made = widgetFrom(found, { id, title, ...(source !== undefined && { source }) })
  const own = MeasureSpec.parse(made.query.spec).match
  // The template's own narrowing stays: a count of critical alerts at one site counts critical ones.
  const spec = { ...made.query.spec, ...(match && { match: { ...own, ...match } }), ...(by && { by: [...by] }), ...(window !== undefined && { window }) }
  return {
    ...made,
    ...(sub !== undefined && { sub }),
    query: { ...made.query, spec },
    view: { ...made.view, options: { ...made.view.options, ...(hidden && { hidden: [...hidden] }), ...options } },
  }
}

/** Taller than this, one widget fills the whole screen of a phone. */
const phoneRows = 9

/** Places in rows from the start, a new row where the next does not fit; all of a row are as tall as the tallest. */
function wrapped(cells: readonly { readonly id: string; readonly w: number; readonly h: number }[], columns: number): Place[] {
  const rows: { id: string; x: number; w: number; h: number }[][] = []
  let x = columns
  for (const { id, w, h } of cells) {
    if (x + w > columns) {
      rows.push([])
      x = 0
    }
    rows.at(-1)?.push({ id, x, w, h })
    x += w
  }
  let y = 0
  return rows.flatMap((row) => {
    const h = Math.max(...row.map((c) => c.h))
    const placed = row.map((c) => ({ ...c, y, h }))
    y += h
    return placed
  })
}

/** Tablet and phone as they were composed, where every part says how wide it is there. */
function narrower(rows: readonly Row[], idOf: (row: number, part: number) => string): Pick<Section['layouts'], 'tablet' | 'phone'> {
  const parts = rows.flatMap(({ h, parts: own }, r) => own.map((p, i) => ({ ...p, h, id: idOf(r, i) })))
  if (parts.length === 0 || parts.some((p) => p.t === undefined)) return {}
  return {
    tablet: wrapped(
      parts.map(({ id, t = columnsOf.tablet, h }) => ({ id, w: t, h })),
      columnsOf.tablet,
    ),
    phone: wrapped(
      parts.map(({ id, h, p }) => ({ id, w: 1, h: p ?? Math.min(h, phoneRows) })),
      columnsOf.phone,
    ),
  }
}

function section({ title, rows }: Plan['sections'][number], index: number, source: string | undefined): Section {
  const made: Section = { id: index === 0 ? 'main' : `s${index + 1}`, title, widgets: [], layouts: { desktop: [] } }
  let y = 0
  for (const [r, row] of rows.entries()) {
    let x = 0
    for (const [p, it] of row.parts.entries()) {
      const id = `w${index + 1}-${r + 1}-${p + 1}`
      made.widgets.push(part(it, id, source))
      made.layouts.desktop.push({ id, x, y, w: it.w, h: row.h })
      x += it.w
    }
    y += row.h
  }
  return { ...made, layouts: { ...made.layouts, ...narrower(rows, (r, p) => `w${index + 1}-${r + 1}-${p + 1}`) } }
}

/** A dashboard composed of rows; ids and places follow from the order, so the same plan is the same document. */
export const compose = (plan: Plan): Dashboard => ({
  v: 1,
  title: plan.title,
  description: plan.description,
  sections: plan.sections.map((s, i) => section(s, i, plan.source)),
  variables: [...(plan.variables ?? [])],
  time: { range: { from: plan.from, to: 'now' }, refreshMs: plan.refreshMs },
})
