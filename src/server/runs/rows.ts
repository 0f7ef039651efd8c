import type { Cell, Frame } from '#contract/frame.ts'
import type { AlertPick } from '#contract/run.ts'
import { severities } from '#contract/severity.ts'

/** One observation, the way the frame of a source tells it. */
export interface Row extends AlertPick {
  readonly endedAt: number | null
  /** Everything else it says: labels and the like, for comparing. */
  readonly labels: Readonly<Record<string, string>>
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')
const time = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null)

/** Observations of a frame, in its order; rows that say neither what nor when are left out. */
export function rowsOf({ fields }: Frame, source: string): readonly Row[] {
  const by = new Map(fields.map((field) => [field.name, field.values]))
  const length = fields[0]?.values.length ?? 0
  return Array.from({ length }, (_, i) => i).flatMap((i) => {
    const cell = (name: string): Cell | undefined => by.get(name)?.[i]
    const [id, startedAt] = [text(cell('id')), time(cell('start'))]
    if (id === '' || startedAt === null) return []
    const [service, site] = [text(cell('service')), text(cell('site'))]
    const labels = Object.fromEntries(
      fields.flatMap(({ name, role, values }) => (role === 'label' && typeof values[i] === 'string' ? [[name, values[i]]] : [])),
    )
    return [
      {
        id,
        title: text(cell('title')) || id,
        severity: severities.find((one) => one === cell('severity')) ?? 'info',
        status: text(cell('status')).slice(0, 64),
        startedAt: Math.round(startedAt),
        endedAt: time(cell('end')),
        source,
        labels,
        ...(service !== '' && { service }),
        ...(site !== '' && { site }),
      },
    ]
  })
}
