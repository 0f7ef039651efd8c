import type { Cell, Field, Frame } from '#contract/frame.ts'
import { fieldWithRole } from '#core/frame/shapes.ts'
import { markOf } from '#web/ui/mark-of.ts'
import { groupOthers, seriesOf } from './group-series.ts'
import { measured } from './measured.ts'
import type { ChartOptions } from './options.ts'
import type { ChartShape, NamesShape, Series, Slots } from './series.ts'
import { stack } from './stack.ts'

const word = (v: Cell | undefined): string => (v === null || v === undefined || v === '' ? '-' : String(v))

/** What each row is called: its ends for a link, else its title, its label, or whatever text there is. */
function namesOf(frame: Frame, rows: number): readonly string[] {
  const source = fieldWithRole(frame, 'source')
  const target = fieldWithRole(frame, 'target')
  if (source && target) return source.values.map((v, i) => `${word(v)} → ${word(target.values[i])}`)
  const named = nameField(frame)
  return Array.from({ length: rows }, (_, i) => (named ? word(named.values[i]) : String(i + 1)))
}

const nameField = (frame: Frame): Field | undefined =>
  fieldWithRole(frame, 'title') ??
  fieldWithRole(frame, 'label') ??
  frame.fields.find((f) => f.type === 'string' && f.role !== 'id' && f.role !== 'link' && f.role !== 'severity' && f.role !== 'status') ??
  frame.fields.find((f) => f.type === 'string')

function drawOf(type: ChartOptions['type']): NamesShape['draw'] {
  if (type === 'pie') return 'pie'
  return type === 'stacked' || type === 'stackedBar' ? 'stackedBar' : 'bar'
}

/** From a light to a dark step of the ramp; the lightest is too near to the ground to be seen. */
function ramped(series: readonly Series[], { colors }: ChartOptions): readonly Series[] {
  if (colors !== 'ramp') return series
  const last = Math.max(1, series.length - 1)
  return series.map((s, i) => ({ ...s, shade: 2 + Math.round((i * 5) / last) }))
}

/** A row per name. Lines between names would say something that is not so: they are bars here. */
export function shapeNames(frame: Frame, options: ChartOptions, slots: Slots): ChartShape {
  const draw = drawOf(options.type)
  const fields = draw === 'pie' ? measured(frame).slice(0, 1) : measured(frame)
  const [first] = fields
  if (!first) return { kind: 'nothing' }
  const names = namesOf(frame, first.values.length)
  const severity = fieldWithRole(frame, 'severity') ?? fieldWithRole(frame, 'status')
  const grouped = ramped(groupOthers(seriesOf(fields, options, slots), true, options.off), options)
  return {
    kind: 'names',
    draw,
    names,
    marks: names.map((_, i) => (severity && options.status ? markOf(word(severity.values[i])) : undefined)),
    series: draw === 'stackedBar' ? stack(grouped) : grouped,
    unit: options.unit ?? first.unit ?? '',
  }
}
