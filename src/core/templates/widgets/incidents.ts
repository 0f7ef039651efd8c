import { template } from '../template.ts'

/** Incidents as they run and as they pile up. */
export const incidents = [
  template('incidents', 'incidentTimeline', {
    ask: { measure: 'events.incident' },
    view: 'gantt',
    options: { order: 'worst' },
    sub: 'by service',
    size: { w: 7, h: 8 },
  }),
  template('incidents', 'incidentList', {
    ask: { measure: 'events.incident' },
    view: 'grid',
    options: { sort: [{ field: 'start', desc: true }], hidden: ['end', 'kind', 'id', 'depends', 'link', 'team', 'sev', 'detectedAt', 'acknowledgedAt'] },
    sub: 'latest first',
    size: { w: 7, h: 7 },
  }),
  template('incidents', 'incidentCount', {
    ask: { measure: 'events.incident' },
    view: 'stat',
    lenses: [{ lens: 'reduce', params: { how: 'count' } }],
    options: { better: 'lower' },
    sub: 'in the range',
    size: { w: 3, h: 3 },
  }),
  template('incidents', 'incidentsOverTime', {
    ask: { measure: 'events.incident' },
    view: 'chart',
    lenses: [{ lens: 'countOverTime', params: { time: 'start', by: 'severity' } }],
    options: { type: 'stackedBar' },
    sub: 'by start',
    size: { w: 6, h: 6 },
  }),
  template('incidents', 'incidentsByService', {
    ask: { measure: 'events.incident' },
    view: 'chart',
    lenses: [
      { lens: 'countBy', params: { field: 'service' } },
      { lens: 'topN', params: { by: 'count', n: 10 } },
    ],
    options: { type: 'bar' },
    sub: 'most incidents first',
    size: { w: 4, h: 6 },
  }),
  template('incidents', 'timeToResolve', {
    ask: { measure: 'events.incident' },
    view: 'chart',
    lenses: [{ lens: 'durationOverTime', params: { start: 'start', end: 'end' } }],
    options: { type: 'line' },
    sub: 'median and 90th percentile of what was resolved',
    size: { w: 6, h: 6 },
  }),
]
