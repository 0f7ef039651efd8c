/**
 * Named quantities templates ask for. A connector maps those it knows to its own language; `by` lists the dimensions a
 * row or series may be split by. Units as in contract/frame.ts.
 */
export interface Measure {
  readonly unit: string
  readonly by: readonly string[]
  /** What comes back: samples over time, events with start and end, or links between services. */
  readonly gives: 'series' | 'events' | 'edges'
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
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
