import type { Cell, Field, FieldRole, FieldType, Frame } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'
import { isAmountLabel, isMomentLabel, readAmount, readMoment } from '#core/kpi/moments.ts'

/** Most label names that become columns of their own; rarer ones are left to the detail page. */
const labelCap = 20

const column = (name: string, type: FieldType, role: FieldRole | undefined, values: readonly Cell[]): Field => ({ name, type, ...(role && { role }), values })
const hasAny = (field: Field): boolean => field.values.some((v) => v !== null && v !== '')

/** Label names by how many rows have them, most frequent first. */
function labelNames(rows: readonly Observation[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const row of rows) for (const name of Object.keys(row.labels)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name)
    .slice(0, labelCap)
}

/** Column of the sort of thing within its kind: emergency, certificate. */
const sortName = 'type'

/** A label as what it is: a moment, an amount, else a word. */
function labelColumn(name: string, rows: readonly Observation[]): Field {
  const of = (read: (text: string | undefined) => Cell | undefined): readonly Cell[] => rows.map((r) => read(r.labels[name]) ?? null)
  if (isMomentLabel(name)) return column(name, 'time', undefined, of(readMoment))
  if (isAmountLabel(name)) return column(name, 'number', undefined, of(readAmount))
  return column(
    name,
    'string',
    'label',
    of((text) => text),
  )
}

/**
 * Observations as a frame: one row each with start, end (null while it goes on), lane (its service, null where it
 * has none: a site is no service) and everything a grid, Gantt or graph needs. Columns nobody filled are left out. `total` is how many there are beyond a cap.
 */
export function observationFrame(rows: readonly Observation[], total = rows.length): Frame {
  const fixed = [
    column(
      'title',
      'string',
      'title',
      rows.map((r) => r.title),
    ),
    column(
      'severity',
      'string',
      'severity',
      rows.map((r) => r.severity),
    ),
    column(
      'status',
      'string',
      'status',
      rows.map((r) => r.status),
    ),
    column(
      'service',
      'string',
      'lane',
      rows.map((r) => r.service ?? null),
    ),
    column(
      'site',
      'string',
      'label',
      rows.map((r) => r.site ?? null),
    ),
    column(
      'team',
      'string',
      'label',
      rows.map((r) => r.team ?? null),
    ),
    column(
      'owner',
      'string',
      'owner',
      rows.map((r) => r.owner ?? null),
    ),
    column(
      'start',
      'time',
      'start',
      rows.map((r) => r.startedAt),
    ),
    column(
      'end',
      'time',
      'end',
      rows.map((r) => r.endedAt),
    ),
    column(
      'kind',
      'string',
      'kind',
      rows.map((r) => r.kind),
    ),
    column(
      'id',
      'string',
      'id',
      rows.map((r) => r.id),
    ),
    column(
      'depends',
      'string',
      'depends',
      rows.map((r) => r.depends.join(',')),
    ),
    column(
      'link',
      'string',
      'link',
      rows.map((r) => r.link ?? null),
    ),
  ]
  const always = new Set(['title', 'severity', 'status', 'service', 'start', 'end', 'kind', 'id', 'owner'])
  const names = new Set(fixed.map((f) => f.name))
  const told = labelNames(rows)
  const labels = told
    .filter((name) => !names.has(name) || (name === 'kind' && !told.includes(sortName)))
    // The sort of finding somebody calls its kind is not the kind of observation; without a column it would be told nowhere.
    .map((name) => (name === 'kind' ? { ...labelColumn(name, rows), name: sortName } : labelColumn(name, rows)))
  return {
    fields: [...fixed.filter((f) => always.has(f.name) || hasAny(f)), ...labels],
    ...(total > rows.length && { meta: { truncated: { what: 'rows' as const, kept: rows.length, total } } }),
  }
}
