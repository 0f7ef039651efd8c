import { template } from '../template.ts'

const bySeverity = { lens: 'countBy', params: { field: 'severity' } }
const overTime = { lens: 'countOverTime', params: { time: 'start', by: 'severity' } }
const worstFirst = {
  sort: [
    { field: 'severity', desc: true },
    { field: 'start', desc: false },
  ],
}

/** What is firing, since when, how much, and what it has to do with what. */
export const alerts = [
  template('alerts', 'alertGroups', {
    ask: { measure: 'alerts.groups', mode: 'instant' },
    view: 'grid',
    options: worstFirst,
    sub: 'worst first',
    size: { w: 7, h: 8 },
  }),
  template('alerts', 'firingAlerts', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'grid',
    options: worstFirst,
    sub: 'worst first',
    size: { w: 7, h: 8 },
  }),
  template('alerts', 'firingNow', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'stat',
    lenses: [{ lens: 'reduce', params: { how: 'count' } }],
    options: { better: 'lower' },
    size: { w: 3, h: 3 },
  }),
  template('alerts', 'criticalsNow', {
    ask: { measure: 'alerts.active', mode: 'instant', match: { severity: 'critical' } },
    view: 'stat',
    lenses: [{ lens: 'reduce', params: { how: 'count' } }],
    thresholds: [{ value: 1, when: 'above', mark: 'critical' }],
    options: { better: 'lower' },
    size: { w: 3, h: 3 },
  }),
  template('alerts', 'alertsBySeverity', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'chart',
    lenses: [bySeverity],
    options: { type: 'bar' },
    size: { w: 4, h: 6 },
  }),
  template('alerts', 'alertsByService', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'chart',
    lenses: [
      { lens: 'countBy', params: { field: 'service' } },
      { lens: 'topN', params: { by: 'count', n: 12 } },
    ],
    options: { type: 'bar' },
    sub: 'most alerts first',
    size: { w: 4, h: 6 },
  }),
  template('alerts', 'firingTimeline', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'gantt',
    options: { order: 'worst' },
    sub: 'since when',
    size: { w: 5, h: 8 },
  }),
  template('alerts', 'alertsOverTime', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'chart',
    lenses: [overTime],
    options: { type: 'stackedBar' },
    sub: 'by when they began',
    size: { w: 6, h: 6 },
  }),
  template('alerts', 'alertHistory', {
    ask: { measure: 'events.alert' },
    view: 'chart',
    lenses: [overTime],
    options: { type: 'stackedBar' },
    sub: 'episodes by start',
    size: { w: 6, h: 6 },
  }),
  template('alerts', 'alertEpisodes', {
    ask: { measure: 'events.alert' },
    view: 'gantt',
    options: { order: 'worst' },
    sub: 'firing and over',
    size: { w: 7, h: 8 },
  }),
  template('alerts', 'noisyRules', {
    ask: { measure: 'events.alert' },
    view: 'chart',
    lenses: [
      { lens: 'countBy', params: { field: 'title' } },
      { lens: 'topN', params: { by: 'count', n: 10 } },
    ],
    options: { type: 'bar' },
    sub: 'episodes per rule',
    size: { w: 6, h: 6 },
  }),
  template('alerts', 'alertLinks', {
    ask: { measure: 'alerts.active', mode: 'instant' },
    view: 'graph',
    lenses: [{ lens: 'edgesFrom', params: { source: 'service', target: 'title' } }],
    sub: 'services and what fires on them',
    size: { w: 6, h: 8 },
  }),
  template('alerts', 'alertsTogether', {
    ask: { measure: 'events.alert' },
    view: 'graph',
    lenses: [{ lens: 'cooccurrence', params: { field: 'service', within: '5m', most: 9 } }],
    sub: 'services whose alerts begin within five minutes',
    size: { w: 6, h: 8 },
  }),
  template('alerts', 'silences', { ask: { measure: 'alerts.silences', mode: 'instant' }, view: 'gantt', sub: 'active and planned', size: { w: 6, h: 6 } }),
]
