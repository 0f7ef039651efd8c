import type { Cell, Field, FieldRole, FieldType, Frame } from '#contract/frame.ts'
import type { LensContext } from '#core/frame/lens.ts'

export const minute = 60_000
export const hour = 60 * minute

/** One column; the role of usual names goes without saying. */
export const column = (name: string, type: FieldType, role: FieldRole | undefined, values: readonly Cell[]): Field => ({
  name,
  type,
  ...(role && { role }),
  values,
})

/** Saturday 21 November 2026, noon UTC. */
export const noon = Date.parse('2026-11-21T12:00:00Z')
export const lastSixHours: LensContext = { now: noon, range: { from: noon - 6 * hour, to: noon }, zone: 'UTC' }

/** Alerts as sources report them: title, severity, service, start, end, id. */
export function alertsFrame(
  rows: readonly (readonly [title: string, severity: string | null, service: string, minutesAgo: number, minutes: number | null])[],
): Frame {
  return {
    fields: [
      column(
        'title',
        'string',
        'title',
        rows.map((r) => r[0]),
      ),
      column(
        'severity',
        'string',
        'severity',
        rows.map((r) => r[1]),
      ),
      column(
        'status',
        'string',
        'status',
        rows.map((r) => (r[4] === null ? 'firing' : 'resolved')),
      ),
      column(
        'service',
        'string',
        'lane',
        rows.map((r) => r[2]),
      ),
      column(
        'start',
        'time',
        'start',
        rows.map((r) => noon - r[3] * minute),
      ),
      column(
        'end',
        'time',
        'end',
        rows.map((r) => (r[4] === null ? null : noon - r[3] * minute + r[4] * minute)),
      ),
      column(
        'id',
        'string',
        'id',
        rows.map((_, i) => `a${i}`),
      ),
    ],
  }
}

/** Samples every `stepMs` up to noon, one series per name. */
export function seriesFrame(series: Readonly<Record<string, readonly Cell[]>>, unit = 'percent', stepMs = minute): Frame {
  const length = Object.values(series)[0]?.length ?? 0
  return {
    fields: [
      column(
        'time',
        'time',
        'time',
        Array.from({ length }, (_, i) => noon - (length - 1 - i) * stepMs),
      ),
      ...Object.entries(series).map(([name, values]): Field => ({
        name,
        type: 'number',
        role: 'value',
        unit,
        labels: { instance: name, job: 'node' },
        values,
      })),
    ],
    meta: { stepMs, executed: 'cpu' },
  }
}

/** The frame as rows of plain cells, by column name. */
export const rowsOf = (frame: Frame): readonly Readonly<Record<string, Cell>>[] =>
  Array.from({ length: frame.fields[0]?.values.length ?? 0 }, (_, i) => Object.fromEntries(frame.fields.map((f) => [f.name, f.values[i] ?? null])))
