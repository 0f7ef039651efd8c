import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { MeasureSpec } from '#contract/query.ts'
import { applyChain } from '#core/frame/lenses.ts'
import { rowCount } from '#core/frame/shapes.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import { kpis } from '#core/kpi/definitions.ts'
import { numberNames } from '#core/kpi/frames/numbers.ts'
import { columnsOf } from '#core/layout/grid.ts'
import { flow } from '#core/layout/flow.ts'
import { windowed } from '#core/query/window.ts'
import { landings } from '#core/templates/landings/registry.ts'
import { resolveRange } from '#core/time/range.ts'
import { en } from '#locales/en/whole.ts'
import { demo, DemoConfig } from '#server/connectors/demo/index.ts'
import type { SourcePorts } from '#server/connectors/connector.ts'
import { views } from '#web/views/registry.ts'
import { createMemoryStore } from '#server/store/memory.ts'

const hour = 3_600_000
const day = 24 * hour
const wednesday = Date.UTC(2026, 9, 14, 10, 7)
/** Working day, night, weekend by day and by night, Monday morning. */
const moments = [wednesday, wednesday + 16 * hour, wednesday + 3 * day, wednesday + 3 * day + 17 * hour, wednesday + 5 * day - 3 * hour]

/** Measured on this very machine, not in the estate. */
const ofTheProcess = /^(host|process|source)\./

describe.each(landings.map((l) => [l.role ?? '', l] as const))('the landing of %s', (_, { doc }) => {
  const widgets = widgetsOf(doc)

  test('has six to twelve widgets, composed at three widths without holes', () => {
    expect(widgets.length).toBeGreaterThanOrEqual(6)
    expect(widgets.length).toBeLessThanOrEqual(13)
    for (const { layouts } of doc.sections) {
      for (const breakpoint of ['desktop', 'tablet', 'phone'] as const) {
        const places = layouts[breakpoint] ?? []
        expect(places).toHaveLength(widgets.length)
        expect(flow(places, columnsOf[breakpoint])).toEqual(places)
        const area = places.reduce((sum, p) => sum + p.w * p.h, 0)
        expect(area).toBe(columnsOf[breakpoint] * Math.max(...places.map((p) => p.y + p.h)))
      }
    }
  })

  test('shows something in every widget by day, by night and on a weekend', { timeout: 120_000 }, async () => {
    const empty: string[] = []
    for (const now of moments) {
      // Only the clock of its ports is asked.
      const source = demo.open(DemoConfig.parse({ frozenAt: now }), { clock: { now: () => now }, store: createMemoryStore() } as unknown as SourcePorts)
      for (const widget of widgets) {
        const spec = z.parse(MeasureSpec, widget.query.spec)
        if (ofTheProcess.test(spec.measure)) continue
        const own = demo.measures[spec.measure]?.(spec)
        const range = windowed(widget.query.spec, resolveRange(doc.time.range, now, 'UTC'))
        const frame = own && (await source.query(own, { range, width: 640, variables: {}, zone: 'UTC', signal: new AbortController().signal }))
        const made = frame && applyChain(frame, widget.lenses, { now, range, zone: 'UTC' })
        const view = Object.values(views).find((v) => v.kind === widget.view.kind)
        const shown = made && 'frame' in made && rowCount(made.frame) > 0 && view !== undefined && 'score' in view.accepts(made.frame)
        if (!shown) empty.push(`${widget.title} at ${new Date(now).toISOString()}`)
      }
    }
    expect(empty).toEqual([])
  })

  test('asks only for numbers there are', () => {
    for (const widget of widgets) {
      const { match, measure } = z.parse(MeasureSpec, widget.query.spec)
      if (!measure.startsWith('kpi.')) continue
      expect([match['kpi'] ?? []].flat().filter((name) => !numberNames.includes(name))).toEqual([])
    }
  })
})

test('every number has a name and says what it counts; those with a clock say from when to when', () => {
  const keys = [
    ...numberNames.flatMap((name) => [`kpi.${name}`, `kpi.${name}.population`]),
    ...kpis.filter((k) => /time/i.test(k)).map((k) => `kpi.${k}.clock`),
  ]
  expect(keys.filter((key) => !(key in en))).toEqual([])
})
