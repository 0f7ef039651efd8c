import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { rolePresets } from '#core/policy/presets.ts'
import { starterDashboards, widgetTemplates } from '#core/templates/registry.ts'
import { en } from '#locales/en/whole.ts'
import { loadTitles, locales } from '#locales/registry.ts'
import type { LocaleTag } from '#locales/registry.ts'
import { shippedWords } from '#web/i18n/shipped.ts'

const english: Readonly<Record<string, string>> = en

const Columns = z.object({ columns: z.optional(z.array(z.object({ title: z.optional(z.string()) }))) })
const columnTitles = ({ view }: { readonly view: { readonly options: object } }): readonly string[] =>
  (z.safeParse(Columns, view.options).data?.columns ?? []).map(({ title }) => title ?? '')

/** Every title, and every word beside one, that comes with the product. */
const shipped: ReadonlySet<string> = new Set(
  [
    ...widgetTemplates.flatMap(({ words, widget }) => [english[words.title] ?? '', widget.sub ?? '', ...columnTitles(widget)]),
    ...rolePresets.map(({ name }) => name),
    ...starterDashboards.flatMap(({ doc }) => [
      doc.title,
      ...doc.variables.map(({ label }) => label ?? ''),
      ...doc.sections.flatMap(({ title, widgets }) => [title, ...widgets.flatMap((w) => [w.title, w.sub ?? '', ...columnTitles(w)])]),
    ]),
  ].filter((words) => words !== ''),
)
const others = (Object.keys(locales) as LocaleTag[]).filter((tag) => tag !== 'en')

describe.each(others)('what comes with the product, in %s', (tag) => {
  test('has its words, and no others', async () => {
    expect(Object.keys(await loadTitles(tag)).toSorted()).toEqual([...shipped].toSorted())
  })

  test('every dashboard, section and widget is called in the language', async () => {
    const titles = await loadTitles(tag)
    const words = shippedWords(titles)
    for (const { id, doc } of starterDashboards) {
      expect(words.board({ id, title: doc.title })).toBe(titles[doc.title])
      for (const section of words.doc(doc).sections) for (const widget of section.widgets) expect(Object.values(titles)).toContain(widget.title)
    }
  })
})

test.each(others)('every role of the product is called in the language: %s', async (tag) => {
  const titles = await loadTitles(tag)
  for (const { id, name } of rolePresets) expect(shippedWords(titles).role({ id, name })).toBe(titles[name])
})

test('English is kept as it stands', async () => {
  expect(await loadTitles('en')).toEqual({})
})
