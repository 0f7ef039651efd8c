import type { Field, Frame } from '#contract/frame.ts'
import { fieldWithRole, numberFields } from '#core/frame/shapes.ts'
import { seriesColors } from '#web/ui/series-color.ts'
import type { ChartOptions } from './options.ts'
import { finite, takeSlots } from './series.ts'
import type { ChartShape, Series, Slots } from './series.ts'

/** A text column with few enough different values to colour by; the row's own name is none. */
function colourBy(frame: Frame, name: Field | undefined): Field | undefined {
  const texts = frame.fields.filter((f) => f.type === 'string' && f !== name && f.role !== 'id' && f.role !== 'link')
  return texts.find((f) => {
    const different = new Set(f.values).size
    return different > 1 && different <= seriesColors
  })
}

/** Pairs of the first two number columns as points, coloured by a text column that has few values. */
export function shapePairs(frame: Frame, options: ChartOptions, known: Slots): ChartShape {
  const [xField, yField] = numberFields(frame)
  if (!xField || !yField) return { kind: 'nothing' }
  const name = fieldWithRole(frame, 'title') ?? fieldWithRole(frame, 'label') ?? frame.fields.find((f) => f.type === 'string')
  const group = colourBy(frame, name)
  const rows = xField.values
    .flatMap((v, row) => {
      const x = finite(v)
      const y = finite(yField.values[row])
      return x === null || y === null ? [] : [{ x, y, row }]
    })
    .toSorted((a, b) => a.x - b.x)
  const keyOf = (row: number): string => (group ? String(group.values[row] ?? '-') : yField.name)
  const keys = [...new Set(rows.map((r) => keyOf(r.row)))].toSorted()
  const slots = takeSlots(known, keys)
  const series = keys.map((key): Series => {
    const slot = slots.get(key) ?? 0
    return {
      name: key,
      slot: slot < seriesColors ? slot : 'other',
      unit: options.unit ?? yField.unit ?? '',
      off: options.off.includes(key),
      values: rows.map((r) => (keyOf(r.row) === key ? r.y : null)),
    }
  })
  return {
    kind: 'xy',
    draw: 'scatter',
    time: false,
    x: rows.map((r) => r.x),
    xName: xField.name,
    xUnit: xField.unit ?? '',
    series,
    unit: options.unit ?? yField.unit ?? '',
    step: 1,
    names: rows.map((r) => (name ? String(name.values[r.row] ?? '-') : '')),
  }
}
