import type { Cell, Frame } from '#contract/frame.ts'
import type { Severity } from '#contract/severity.ts'
import { severities } from '#contract/severity.ts'
import type { Happening } from '#core/landing/happening.ts'

const isSeverity = (word: unknown): word is Severity => severities.some((s) => s === word)
const textOf = (cell: Cell | undefined): string | null => (typeof cell === 'string' && cell !== '' ? cell : null)
const momentOf = (cell: Cell | undefined): number | null => (typeof cell === 'number' && Number.isFinite(cell) ? cell : null)

/** Rows of a frame of observations. Columns are known by name, as every event-like source gives them; one without a start is left out. */
export function happeningsIn(frame: Frame, kind: string): readonly Happening[] {
  const columns = new Map(frame.fields.map((field) => [field.name, field.values]))
  const titles = frame.fields.find((field) => field.role === 'title')?.values ?? []
  const starts = columns.get('start') ?? []
  return starts.flatMap((cell, i) => {
    const start = momentOf(cell)
    if (start === null) return []
    const at = (name: string): Cell | undefined => columns.get(name)?.[i]
    const severity = at('severity')
    const due = Number(at('dueAt') ?? Number.NaN)
    const told = textOf(at('kind'))
    return [
      {
        id: textOf(at('id')) ?? `${kind}:${start}:${i}`,
        // A label of that name is the sort of thing it is; a column of that name is the kind of observation.
        kind,
        title: textOf(titles[i]) ?? '',
        severity: isSeverity(severity) ? severity : 'info',
        status: textOf(at('status')) ?? '',
        service: textOf(at('service')),
        site: textOf(at('site')),
        team: textOf(at('team')),
        owner: textOf(at('owner')),
        start,
        end: momentOf(at('end')),
        dueAt: Number.isFinite(due) && due > 0 ? due : null,
        sort: textOf(at('type')) ?? (told === kind ? null : told),
        depends: (textOf(at('depends')) ?? '').split(',').filter(Boolean),
      },
    ]
  })
}
