import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { Dashboard } from '#contract/dashboard.ts'
import { MeasureSpec } from '#contract/query.ts'
import { createEstate } from '../estate/estate.ts'
import { observationsOf } from '../estate/observe.ts'
import { canonicalJson } from '../query/canonical-json.ts'
import { usedVariables } from '../query/variables.ts'
import { windowed } from '../query/window.ts'
import { heal } from '../dashboard/migrate.ts'
import { widgetsOf } from '../dashboard/section.ts'
import { lensNamed } from '../frame/lenses/registry.ts'
import { flow } from '../layout/flow.ts'
import { measures } from './measures.ts'
import { starterDashboards, widgetTemplates } from './registry.ts'
import { widgetFrom } from './template.ts'

describe('ready-made widgets', () => {
  test('have ids of their own', () => {
    expect(new Set(widgetTemplates.map((t) => t.id)).size).toBe(widgetTemplates.length)
  })
  test('ask for measures there are, by dimensions these have', () => {
    for (const { id, widget } of widgetTemplates) {
      const spec = z.parse(MeasureSpec, widget.query.spec)
      const measure = Object.entries(measures).find(([name]) => name === spec.measure)?.[1]
      const dimensions: readonly string[] = measure?.by ?? []
      expect([id, measure !== undefined, spec.by.filter((dimension) => !dimensions.includes(dimension))]).toEqual([id, true, []])
    }
  })
  test('use lenses there are, with parameters these read', () => {
    for (const { id, widget } of widgetTemplates) {
      for (const step of widget.lenses) {
        const lens = lensNamed(step.lens)
        // Parameters left out are found when there is an answer.
        const named = {
          time: 'start',
          field: 'severity',
          by: 'severity',
          source: 'a',
          target: 'b',
          how: 'count',
          value: 1,
          start: 'start',
          rows: 'a',
          columns: 'b',
        }
        expect([id, step.lens, lens && z.safeParse(lens.params, { ...(step.lens === 'topN' ? {} : named), ...step.params }).success]).toEqual([
          id,
          step.lens,
          true,
        ])
      }
    }
  })
})

describe.each(starterDashboards.map((s) => [s.id, s] as const))('the dashboard %s', (id, { doc, origin }) => {
  test('is a valid document that reads back as it is', () => {
    expect(canonicalJson(z.parse(Dashboard, JSON.parse(JSON.stringify(doc))))).toBe(canonicalJson(doc))
    expect(heal(doc)).toBe(doc)
    expect(id.startsWith('demo-')).toBe(origin === 'demo')
  })
  test('is composed: every row as wide as the grid, one height per row, nothing left to flow', () => {
    for (const { layouts, widgets } of doc.sections) {
      expect(flow(layouts.desktop, 12)).toBe(layouts.desktop)
      const rows = Map.groupBy(layouts.desktop, (p) => p.y)
      for (const row of rows.values()) {
        expect(row.reduce((sum, p) => sum + p.w, 0)).toBe(12)
        expect(new Set(row.map((p) => p.h)).size).toBe(1)
      }
      expect(widgets.length).toBe(layouts.desktop.length)
    }
  })
  test('asks only for variables it has, and demo dashboards only the demo', () => {
    const names = doc.variables.map((v) => v.name)
    for (const widget of widgetsOf(doc)) {
      for (const name of usedVariables(widget.query)) expect(names).toContain(name)
      expect(origin === 'demo' ? ['demo'] : ['auto', 'host', 'events']).toContain(widget.query.source)
    }
  })
})

test.each(starterDashboards.filter(({ role }) => role !== undefined).map((it) => [it.id, it.doc] as const))(
  '%s tells nothing twice, in six to twelve widgets',
  (_, doc) => {
    const all = widgetsOf(doc)
    expect([all.length >= 6, all.length <= 12]).toEqual([true, true])

    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
  },
)

test('a widget made from a template remembers it and can ask another source', () => {
  const [first] = widgetTemplates
  if (!first) throw new Error('no templates')
  expect(widgetFrom(first, { id: 'x', title: 'Mine', source: 'prom' })).toMatchObject({ id: 'x', title: 'Mine', template: first.id, query: { source: 'prom' } })
})

test('every calendar of changes shows what is planned, not only what was', () => {
  const calendars = starterDashboards.flatMap(({ doc }) => widgetsOf(doc)).filter((it) => it.template === 'changeCalendar')
  expect(calendars.length).toBeGreaterThan(2)
  const now = Date.UTC(2026, 10, 18, 12)
  for (const { query } of calendars) {
    const asked = windowed(query.spec, { from: now - 86_400_000, to: now })
    const found = observationsOf(createEstate(7, 'small'), 'change', asked, now)
    expect(found.filter(({ status }) => status === 'scheduled')).not.toEqual([])
  }
})

test('narrowing a board by site keeps what a template already narrows by', () => {
  const operations = starterDashboards.find((d) => d.id === 'demo-operations')
  const critical = operations?.doc.sections.flatMap((s) => s.widgets).find((w) => w.template === 'criticalsNow')
  expect(critical?.query.spec['match']).toEqual({ severity: 'critical', site: '${site}' })
})
