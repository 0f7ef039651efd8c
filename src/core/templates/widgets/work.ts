import { template } from '../template.ts'

/** Automation, tickets and security findings. */
export const work = [
  template('work', 'automationRuns', {
    ask: { measure: 'events.run' },
    view: 'grid',
    options: { sort: [{ field: 'start', desc: true }] },
    sub: 'latest first',
    size: { w: 7, h: 6 },
  }),
  template('work', 'automationTimeline', { ask: { measure: 'events.run' }, view: 'gantt', sub: 'by service', size: { w: 6, h: 6 } }),
  template('work', 'automationResults', {
    ask: { measure: 'events.run' },
    view: 'chart',
    lenses: [{ lens: 'countOverTime', params: { time: 'start', by: 'status' } }],
    options: { type: 'stackedBar' },
    sub: 'runs by start',
    size: { w: 6, h: 6 },
  }),
  template('work', 'ticketVolume', {
    ask: { measure: 'events.ticket' },
    view: 'chart',
    lenses: [{ lens: 'countOverTime', params: { time: 'start', by: 'severity' } }],
    options: { type: 'stackedBar' },
    sub: 'opened',
    size: { w: 6, h: 6 },
  }),
  template('work', 'ticketTopics', {
    ask: { measure: 'events.ticket', window: '7d' },
    view: 'chart',
    lenses: [
      { lens: 'countBy', params: { field: 'title' } },
      { lens: 'topN', params: { by: 'count', n: 8 } },
    ],
    // Nearly every topic has an urgent one among its tickets: the colour would say nothing.
    options: { type: 'bar', status: false },
    sub: 'tickets of 7 days',
    size: { w: 5, h: 6 },
  }),
  template('work', 'ticketList', {
    ask: { measure: 'events.ticket' },
    view: 'grid',
    options: { sort: [{ field: 'start', desc: true }] },
    sub: 'latest first',
    size: { w: 7, h: 6 },
  }),
  template('work', 'findingsBySeverity', {
    ask: { measure: 'events.finding' },
    view: 'chart',
    lenses: [{ lens: 'countBy', params: { field: 'severity' } }],
    options: { type: 'bar' },
    size: { w: 4, h: 6 },
  }),
  template('work', 'findingsByService', {
    ask: { measure: 'events.finding', window: '30d' },
    view: 'chart',
    lenses: [
      { lens: 'countBy', params: { field: 'service' } },
      { lens: 'topN', params: { by: 'count', n: 10 } },
    ],
    options: { type: 'bar', unit: '', status: false },
    sub: 'findings of 30 days',
    size: { w: 5, h: 7 },
  }),
  template('work', 'findingList', {
    ask: { measure: 'events.finding' },
    view: 'grid',
    options: {
      sort: [
        { field: 'severity', desc: true },
        { field: 'start', desc: false },
      ],
    },
    sub: 'worst first',
    size: { w: 7, h: 6 },
  }),
  template('work', 'usualPaths', { ask: { measure: 'usage.paths', source: 'events' }, view: 'graph', sub: 'five people or more each', size: { w: 6, h: 8 } }),
]
