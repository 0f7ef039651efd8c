import type { Mark } from '#contract/severity.ts'
import { otherColor, seriesColor } from '#web/ui/series-color.ts'
import type { Series } from './series.ts'

/** Fill of a status; status colours are for what is a status. */
export const markColor = (mark: Mark): string => (mark === 'unknown' ? 'var(--hp-unknown)' : `var(--hp-${mark}-fill)`)

/** CSS colour of a series among `all`. Two series of one status (critical, high) are two strengths of its colour. */
export function colorOf(series: Series, all: readonly Series[]): string {
  if (series.shade !== undefined) return `var(--hp-q${series.shade})`
  if (series.mark === undefined) return series.slot === 'other' ? otherColor : seriesColor(series.slot)
  const color = markColor(series.mark)
  const alike = all.filter((s) => s.mark === series.mark)
  return alike.findIndex((s) => s.name === series.name) > 0 ? `color-mix(in srgb, ${color} 55%, var(--hp-surface))` : color
}
