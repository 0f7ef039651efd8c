import type { Frame } from '#contract/frame.ts'
import type { ServiceRow } from '#contract/services.ts'

/**
 * A service with what it needs and who needs it, as links. A row without a target speaks of its source alone: that is how
 * each service brings its state. Trouble flows from what is needed to who needs it.
 */
export function dependencyFrame(service: ServiceRow, needs: readonly ServiceRow[], neededBy: readonly ServiceRow[]): Frame {
  const known = new Map([service, ...needs, ...neededBy].map((row) => [row.id, row]))
  const unknown = (service.depends ?? []).filter((id) => !known.has(id))
  const nodes = [...known.values()].map((row) => ({ source: row.id, target: null, severity: row.mark, title: row.name ?? row.id }))
  const strangers = unknown.map((id) => ({ source: id, target: null, severity: 'unknown', title: id }))
  const links = [
    ...(service.depends ?? []).map((id) => ({ source: service.id, target: id, severity: 'ok', title: null })),
    ...neededBy.map((row) => ({ source: row.id, target: service.id, severity: 'ok', title: null })),
  ]
  const rows = [...nodes, ...strangers, ...links]
  return {
    fields: [
      { name: 'source', type: 'string', role: 'source', values: rows.map((row) => row.source) },
      { name: 'target', type: 'string', role: 'target', values: rows.map((row) => row.target) },
      { name: 'severity', type: 'string', role: 'severity', values: rows.map((row) => row.severity) },
      { name: 'title', type: 'string', role: 'title', values: rows.map((row) => row.title) },
    ],
  }
}
