/**
 * Named quantities templates ask for. A connector maps those it knows to its own language; `by` lists the dimensions a
 * row or series may be split by. Units as in contract/frame.ts.
 */
export interface Measure {
  readonly unit: string
  readonly by: readonly string[]
  /** What comes back: samples over time, events with start and end, links between services, or rows and nothing more. */
  readonly gives: 'series' | 'events' | 'edges' | 'table'
}

export const measures = {
  'host.cpu': { unit: 'percent', by: ['instance'], gives: 'series' },
  'host.memory': { unit: 'ratio', by: ['instance'], gives: 'series' },
  'host.memoryBytes': { unit: 'bytes', by: ['instance', 'use'], gives: 'series' },
  'host.load': { unit: '', by: ['instance', 'over'], gives: 'series' },
  'host.disk': { unit: 'ratio', by: ['instance', 'mount'], gives: 'series' },
  'host.diskBytes': { unit: 'bytes', by: ['instance', 'mount'], gives: 'series' },
  'host.networkIn': { unit: 'bytes/s', by: ['instance', 'device'], gives: 'series' },
  'host.networkOut': { unit: 'bytes/s', by: ['instance', 'device'], gives: 'series' },
  'host.uptime': { unit: 's', by: ['instance'], gives: 'series' },
  'process.memory': { unit: 'bytes', by: ['instance'], gives: 'series' },
  'process.cpu': { unit: 'percent', by: ['instance'], gives: 'series' },
  'process.loopDelay': { unit: 'ms', by: ['instance'], gives: 'series' },
  /** 1 while a source answers, 0 while it does not. */
  'source.up': { unit: '', by: ['source'], gives: 'series' },
  /** Seconds since a source last answered. */
  'source.freshness': { unit: 's', by: ['source'], gives: 'series' },
  'service.requestRate': { unit: '/s', by: ['service'], gives: 'series' },
  'service.errorRatio': { unit: 'ratio', by: ['service'], gives: 'series' },
  'service.latencyP95': { unit: 's', by: ['service'], gives: 'series' },
  'service.saturation': { unit: 'ratio', by: ['service'], gives: 'series' },
  'service.calls': { unit: '/s', by: [], gives: 'edges' },
  'alerts.active': { unit: '', by: [], gives: 'events' },
  'alerts.groups': { unit: '', by: [], gives: 'events' },
  'alerts.silences': { unit: '', by: [], gives: 'events' },
  'targets.up': { unit: '', by: ['instance'], gives: 'series' },
  'events.alert': { unit: '', by: [], gives: 'events' },
  'events.incident': { unit: '', by: [], gives: 'events' },
  'events.change': { unit: '', by: [], gives: 'events' },
  'events.run': { unit: '', by: [], gives: 'events' },
  'events.ticket': { unit: '', by: [], gives: 'events' },
  'events.finding': { unit: '', by: [], gives: 'events' },
  /** What people of roles (`match.role`, all when none is named) do after what: for whoever looks after roles. */
  'usage.paths': { unit: '', by: [], gives: 'edges' },
  /** The numbers named in `match.kpi` (ids of core/kpi/definitions.ts), one field each, with what they say about themselves. */
  'kpi.numbers': { unit: '', by: [], gives: 'table' },
  /** The same, one row each, with the period before and the target. */
  'kpi.report': { unit: '', by: [], gives: 'table' },
  /** One number of `match.kpi` in stretches of the range; with `by`, as rows. */
  'kpi.trend': { unit: '', by: ['service', 'team', 'site', 'severity', 'split'], gives: 'series' },
  /** Median, 90th percentile and n of a time (`match.kpi`). */
  'kpi.times': { unit: 's', by: ['service', 'team', 'site', 'severity'], gives: 'series' },
  'kpi.openByAge': { unit: 'count', by: ['severity', 'team'], gives: 'table' },
  'kpi.backlogFlow': { unit: 'count', by: [], gives: 'series' },
  'kpi.noise': { unit: 'count', by: [], gives: 'table' },
  'kpi.automation': { unit: '', by: [], gives: 'table' },
  'kpi.changes': { unit: 'ratio', by: ['team', 'split'], gives: 'table' },
  'kpi.conflicts': { unit: '', by: [], gives: 'events' },
  'kpi.slaAtRisk': { unit: '', by: [], gives: 'events' },
  'kpi.pastDue': { unit: '', by: [], gives: 'events' },
  'kpi.certificates': { unit: '', by: [], gives: 'events' },
  'kpi.availability': { unit: 'ratio', by: ['service', 'capability', 'tier'], gives: 'series' },
  'kpi.slo': { unit: 'ratio', by: [], gives: 'table' },
  'kpi.burn': { unit: '', by: [], gives: 'table' },
  'kpi.budget': { unit: 'ratio', by: [], gives: 'series' },
  'kpi.minutesLost': { unit: 'min', by: [], gives: 'series' },
  'kpi.scorecard': { unit: '', by: [], gives: 'table' },
  'kpi.health': { unit: '', by: [], gives: 'table' },
  'kpi.dependencies': { unit: '', by: [], gives: 'table' },
  'kpi.capabilities': { unit: '', by: [], gives: 'table' },
  'kpi.majorIncidents': { unit: '', by: [], gives: 'events' },
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
