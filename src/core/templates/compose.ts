import { MeasureSpec } from '#contract/query.ts'
import type { Dashboard, Section, Variable } from '#contract/dashboard.ts'
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
  readonly options?: Readonly<Record<string, string | number | boolean>>
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

function part({ of, title, sub, match, by, options }: Part, id: string, source: string | undefined): Section['widgets'][number] {
  const found = widgetNames.get(of)
  // Only a slip of the pen in this folder gets here, and its test.
  if (!found) throw new RangeError(`no widget template ${of}`)
  const made = widgetFrom(found, { id, title, ...(source !== undefined && { source }) })
  const own = MeasureSpec.parse(made.query.spec).match
  // The template's own narrowing stays: a count of critical alerts at one site counts critical ones.
  const spec = { ...made.query.spec, ...(match && { match: { ...own, ...match } }), ...(by && { by: [...by] }) }
  return {
    ...made,
    ...(sub !== undefined && { sub }),
    query: { ...made.query, spec },
    view: { ...made.view, options: { ...made.view.options, ...options } },
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
  return made
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
