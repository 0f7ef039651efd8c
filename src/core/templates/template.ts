import type { Dashboard, Threshold, Widget } from '#contract/dashboard.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { MeasureSpec } from '#contract/query.ts'
import type { Size } from '../layout/grid.ts'
import type { MeasureName } from './measures.ts'

/** Shelf of the picker a template stands on. Words are in the locales under `templates.<group>`. */
export const templateGroups = ['alerts', 'services', 'hosts', 'incidents', 'changes', 'work', 'outcomes'] as const
export type TemplateGroup = (typeof templateGroups)[number]

/** A ready-made widget: what it asks by measure, how it is drawn, and how large it starts. */
export interface WidgetTemplate {
  readonly id: string
  readonly group: TemplateGroup
  /** Keys in the locales: the name a new widget gets, and what it is good for. */
  readonly words: { readonly title: string; readonly hint: string }
  readonly widget: Pick<Widget, 'sub' | 'query' | 'lenses' | 'view' | 'thresholds' | 'links'>
  readonly size: Size
}

interface Ask extends Partial<Omit<MeasureSpec, 'measure'>> {
  readonly measure: MeasureName
  /** `auto` unless only one source can know it. */
  readonly source?: string
}

interface Sketch {
  readonly ask: Ask
  readonly view: string
  readonly options?: JsonRecord
  readonly lenses?: Widget['lenses']
  readonly thresholds?: readonly Threshold[]
  readonly sub?: string
  readonly size: Size
}

/** Fills a sketch up to a complete template; its words are found by its id. */
export function template(group: TemplateGroup, id: string, sketch: Sketch): WidgetTemplate {
  const { source = 'auto', measure, mode = 'range', by = [], match = {}, window, ahead } = sketch.ask
  return {
    id,
    group,
    words: { title: `template.${id}`, hint: `template.${id}.hint` },
    size: sketch.size,
    widget: {
      ...(sketch.sub !== undefined && { sub: sketch.sub }),
      query: { source, spec: { measure, mode, by, match, ...(window !== undefined && { window }), ...(ahead !== undefined && { ahead }) } },
      lenses: sketch.lenses ?? [],
      view: { kind: sketch.view, options: sketch.options ?? {} },
      thresholds: [...(sketch.thresholds ?? [])],
      links: [],
    },
  }
}

/** Marks at a first and a second limit: usual for shares that should stay low. */
export const limits = (warning: number, critical: number): readonly Threshold[] => [
  { value: warning, when: 'above', mark: 'warning' },
  { value: critical, when: 'above', mark: 'critical' },
]

/** A widget made from a template. `source` asks another source the same measure. */
export const widgetFrom = (
  { id: of, widget }: WidgetTemplate,
  { id, title, source }: { readonly id: string; readonly title: string; readonly source?: string },
): Widget => ({
  id,
  title,
  ...widget,
  query: { ...widget.query, ...(source !== undefined && { source }) },
  template: of,
})

/** A dashboard that comes with the product. */
export interface StarterDashboard {
  readonly id: string
  readonly origin: 'starter' | 'demo'
  readonly doc: Dashboard
  /** Role it is the landing of: its template, looked after by the admins and kept up to date as long as nobody changed it. */
  readonly role?: string
}
