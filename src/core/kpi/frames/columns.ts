import type { Cell, Field, FieldRole } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'

export const words = (name: string, values: readonly (string | null)[], role?: FieldRole): Field => ({ name, type: 'string', ...(role && { role }), values })
export const phrases = (name: string, values: readonly string[], role: FieldRole = 'label'): Field => ({ name, type: 'string', role, phrase: true, values })
export const amounts = (name: string, unit: string, values: readonly (number | null)[], role?: FieldRole): Field => ({
  name,
  type: 'number',
  ...(role && { role }),
  unit,
  values,
})
export const moments = (name: string, values: readonly (number | null)[], role?: FieldRole): Field => ({ name, type: 'time', ...(role && { role }), values })

/** What every list of observations shows: title, severity, service, team, owner, and where it is found again. */
export const listed = (rows: readonly Observation[]): readonly Field[] => {
  const of = (pick: (o: Observation) => Cell | undefined): readonly Cell[] => rows.map((o) => pick(o) ?? null)
  const team = of((o) => o.team)
  const owner = of((o) => o.owner)
  return [
    { name: 'title', type: 'string', role: 'title', values: of((o) => o.title) },
    { name: 'severity', type: 'string', role: 'severity', values: of((o) => o.severity) },
    { name: 'service', type: 'string', role: 'lane', values: of((o) => o.service) },
    ...(team.some((v) => v !== null) ? [{ name: 'team', type: 'string', role: 'label', values: team } as const] : []),
    ...(owner.some((v) => v !== null) ? [{ name: 'owner', type: 'string', role: 'owner', values: owner } as const] : []),
    { name: 'id', type: 'string', role: 'id', values: of((o) => o.id) },
    { name: 'link', type: 'string', role: 'link', values: of((o) => o.link) },
  ]
}
