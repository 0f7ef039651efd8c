import fc from 'fast-check'
import type { Breakpoint, Dashboard, Widget } from '#contract/dashboard.ts'
import { apply } from '#core/dashboard/apply.ts'
import { emptyDashboard, emptySection } from '#core/dashboard/document.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { widgetsOf } from '#core/dashboard/section.ts'

/** A widget with nothing special about it. */
export const widget = (id: string, title = id): Widget => ({
  id,
  title,
  query: { source: 'auto', spec: { measure: 'host.cpu' } },
  lenses: [],
  view: { kind: 'chart', options: {} },
  thresholds: [],
  links: [],
})

const cell = fc.record({ x: fc.nat(13), y: fc.nat(30), w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 8 }) })
const breakpoint = fc.constantFrom<Breakpoint[]>('desktop', 'tablet', 'phone')
const number = fc.nat(1000)

/** A wish for an edit; `pick` turns it into one about what is really there. */
export const wish = fc.record({ kind: fc.nat(15), who: number, where: number, cell, breakpoint, text: fc.string({ maxLength: 6 }), flag: fc.boolean() })
export type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never

const one = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]

/** The edit a wish means on this document; `fresh` names what it adds. Now and then it speaks of things that are not there. */
export function pick(doc: Dashboard, w: Wish, fresh: string): Edit {
  const id = one(widgetsOf(doc), w.who)?.id ?? 'nobody'
  const section = one(doc.sections, w.where)?.id ?? 'nowhere'
  switch (w.kind) {
    case 0:
    case 1:
      return { do: 'addWidget', section, widget: widget(fresh, w.text), ...(w.flag && { at: w.cell, breakpoint: w.breakpoint }) }
    case 2:
      return { do: 'removeWidget', id }
    case 3:
    case 4:
    case 5:
      return { do: 'moveWidget', id, breakpoint: w.breakpoint, to: w.cell }
    case 6:
      return { do: 'moveWidget', id, breakpoint: w.breakpoint, to: w.cell, section }
    case 7:
      return { do: 'setWidget', id, prop: 'title', value: w.text }
    case 8:
      return { do: 'setWidget', id, prop: 'sub', value: w.flag ? w.text : undefined }
    case 9:
      return {
        do: 'batch',
        edits: [
          { do: 'setWidget', id, prop: 'view', value: { kind: w.text || 'grid', options: { n: w.who } } },
          { do: 'setWidget', id, prop: 'lenses', value: [{ lens: 'countBy', params: { field: w.text } }] },
        ],
      }
    case 10:
      return w.flag
        ? { do: 'setDashboard', prop: 'description', value: w.text || undefined }
        : { do: 'setDashboard', prop: 'title', value: w.text || 'Untitled' }
    case 11:
      return { do: 'addSection', section: emptySection(`s-${fresh}`, w.text), ...(w.flag && { index: 0 }) }
    case 12:
      return { do: 'removeSection', id: section }
    case 13:
      return w.flag
        ? { do: 'setSection', id: section, prop: 'title', value: w.text }
        : { do: 'setSection', id: section, prop: 'collapsed', value: w.who % 2 === 0 }
    case 14:
      return { do: 'moveSection', id: section, index: w.who % 4 }
    default:
      return w.flag ? { do: 'setLayout', section, breakpoint: w.breakpoint } : { do: 'removeWidget', id: 'nobody' }
  }
}

/** The document after every wish, in order. */
export const wished = (start: Dashboard, wishes: readonly Wish[], prefix: string): Dashboard =>
  wishes.reduce((doc, w, i) => apply(doc, pick(doc, w, `${prefix}${i}`)).doc, start)

/** A dashboard somebody has worked on. */
export const anyDashboard = fc.array(wish, { maxLength: 30 }).map((wishes) => wished(emptyDashboard('Start'), wishes, 'b'))
