import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { editKeys } from '#core/dashboard/describe.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import { lenses } from '#core/frame/lenses/registry.ts'
import { starterDashboards, widgetTemplates } from '#core/templates/registry.ts'
import { templateGroups } from '#core/templates/template.ts'
import { quickRanges } from '#core/time/quick-ranges.ts'
import { en } from '#locales/en/whole.ts'
import { views } from '#web/views/registry.ts'
import type { View } from '#web/views/view.ts'

const shelf: Readonly<Record<string, Pick<View, 'options' | 'minSize'>>> = views

describe('what comes with the product fits the views it is drawn by', () => {
  test.each(widgetTemplates.map((t) => [t.id, t] as const))('%s has a view, options it reads, and room', (_, { widget, size }) => {
    const view = shelf[widget.view.kind]
    const read = view && z.safeParse(view.options, widget.view.options)
    expect(read?.success).toBe(true)
    // An option the view does not know would silently do nothing.
    expect(Object.keys(widget.view.options).filter((name) => !(name in (read?.data ?? {})))).toEqual([])
    expect(size.w).toBeGreaterThanOrEqual(view?.minSize.w ?? 99)
    expect(size.h).toBeGreaterThanOrEqual(view?.minSize.h ?? 99)
  })

  test.each(starterDashboards.map((s) => [s.id, s.doc] as const))('every widget of %s has room', (_, doc) => {
    const small = widgetsOf(doc).filter((w) => {
      const place = doc.sections.flatMap((s) => s.layouts.desktop).find((p) => p.id === w.id)
      const least = shelf[w.view.kind]?.minSize
      return !place || !least || place.w < least.w || place.h < least.h
    })
    expect(small.map((w) => w.title)).toEqual([])
  })
})

test('everything that is named by a key has words', () => {
  const keys = [
    ...editKeys,
    ...Object.keys(lenses).flatMap((name) => [`lens.${name}`, `offer.${name}`]),
    ...templateGroups.map((group) => `templates.${group}`),
    ...widgetTemplates.flatMap((t) => [t.words.title, t.words.hint]),
    ...quickRanges.map((q) => `range.${q.id}`),
  ]
  expect(keys.filter((key) => !(key in en))).toEqual([])
})
