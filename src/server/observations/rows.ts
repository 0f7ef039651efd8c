import type { Frame } from '#contract/frame.ts'
import type { ObservationKind } from '#contract/observation.ts'
import type { ObservationRow } from '#contract/observations.ts'
import { happeningsIn } from '../landing/happenings.ts'

/** Columns a row has a place of its own for. */
const own = new Set(['id', 'kind', 'title', 'severity', 'status', 'service', 'site', 'team', 'owner', 'start', 'end', 'depends', 'source'])

/** Labels and all else a frame tells of each row that has a start, as words. */
function factsIn(frame: Frame): readonly Readonly<Record<string, string>>[] {
  const starts = frame.fields.find((field) => field.name === 'start')?.values ?? []
  const others = frame.fields.filter((field) => !own.has(field.name) && field.role !== 'title')
  return starts.flatMap((start, i) => {
    if (typeof start !== 'number' || !Number.isFinite(start)) return []
    const told = others.flatMap(({ name, values }) => {
      const cell = values[i]
      return cell === null || cell === undefined || cell === '' ? [] : [[name, String(cell)] as const]
    })
    return [Object.fromEntries(told)]
  })
}

/** Rows of a frame of observations, as `source` tells them. */
export function rowsIn(frame: Frame, kind: ObservationKind, source: string): readonly ObservationRow[] {
  const facts = factsIn(frame)
  return happeningsIn(frame, kind).map(({ id, title, severity, status, service, site, team, owner, start, end, depends }, i) => ({
    id,
    kind,
    title,
    severity,
    status,
    service,
    site,
    team,
    owner,
    source,
    start,
    end,
    depends: [...depends],
    facts: { ...facts[i] },
  }))
}
