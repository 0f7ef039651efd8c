import { limits, template } from '../template.ts'

const stat = { w: 3, h: 3 }
const chart = { w: 6, h: 6 }
const failing = limits(0.01, 0.05)
const service = ['service']

/** The golden signals of services, how they depend on each other, and what is watched at all. */
export const services = [
  template('services', 'requestsNow', { ask: { measure: 'service.requestRate' }, view: 'stat', size: stat }),
  template('services', 'errorsNow', { ask: { measure: 'service.errorRatio' }, view: 'stat', thresholds: failing, options: { better: 'lower' }, size: stat }),
  template('services', 'latencyNow', {
    ask: { measure: 'service.latencyP95' },
    view: 'stat',
    options: { better: 'lower' },
    sub: '95th percentile',
    size: stat,
  }),
  template('services', 'saturationNow', {
    ask: { measure: 'service.saturation' },
    view: 'stat',
    thresholds: limits(0.8, 0.95),
    options: { better: 'lower' },
    sub: 'fullest service',
    size: stat,
  }),
  template('services', 'requests', {
    ask: { measure: 'service.requestRate', by: service },
    view: 'chart',
    options: { min: 0 },
    sub: 'requests per second',
    size: chart,
  }),
  template('services', 'errors', {
    ask: { measure: 'service.errorRatio', by: service },
    view: 'chart',
    thresholds: failing,
    options: { min: 0 },
    sub: 'share of requests',
    size: chart,
  }),
  template('services', 'latency', {
    ask: { measure: 'service.latencyP95', by: service },
    view: 'chart',
    options: { min: 0 },
    sub: '95th percentile',
    size: chart,
  }),
  template('services', 'saturation', {
    ask: { measure: 'service.saturation', by: service },
    view: 'chart',
    thresholds: limits(0.8, 0.95),
    options: { min: 0 },
    sub: 'share of capacity',
    size: chart,
  }),
  template('services', 'busiestServices', {
    ask: { measure: 'service.requestRate', mode: 'instant', by: service },
    view: 'chart',
    lenses: [{ lens: 'topN', params: { by: 'value', n: 10 } }],
    options: { type: 'bar' },
    sub: 'requests per second',
    size: chart,
  }),
  template('services', 'serviceGraph', { ask: { measure: 'service.calls', mode: 'instant' }, view: 'graph', sub: 'calls per second', size: { w: 7, h: 9 } }),
  template('services', 'serviceErrors', {
    ask: { measure: 'service.errorRatio', mode: 'instant', by: service },
    view: 'grid',
    thresholds: failing,
    options: { bars: true, columns: [{ field: 'value', title: 'Errors' }], sort: [{ field: 'value', desc: true }] },
    sub: 'worst first',
    size: { w: 5, h: 9 },
  }),
  template('services', 'targets', {
    ask: { measure: 'targets.up', mode: 'instant', by: ['instance'] },
    view: 'grid',
    options: { columns: [{ field: 'value', title: 'Up' }], sort: [{ field: 'value' }] },
    thresholds: [{ value: 0, when: 'below', mark: 'critical' }],
    sub: '1 is up, 0 is down',
    size: { w: 4, h: 6 },
  }),
  template('services', 'targetOutages', {
    ask: { measure: 'targets.up', by: ['instance'] },
    view: 'gantt',
    lenses: [{ lens: 'stateTimeline', params: { when: 'below', value: 0 } }],
    sub: 'times without an answer',
    size: { w: 5, h: 6 },
  }),
  template('services', 'sourceFreshness', {
    ask: { measure: 'source.freshness', mode: 'instant', by: ['source'] },
    view: 'grid',
    options: { columns: [{ field: 'value', title: 'Since last answer' }], sort: [{ field: 'value', desc: true }] },
    thresholds: [
      { value: 300, when: 'above', mark: 'warning' },
      { value: 900, when: 'above', mark: 'critical' },
    ],
    sub: 'longest silent first',
    size: { w: 4, h: 6 },
  }),
  template('services', 'sourceOutages', {
    ask: { measure: 'source.up', by: ['source'] },
    view: 'gantt',
    lenses: [{ lens: 'stateTimeline', params: { when: 'below', value: 0 } }],
    sub: 'times a source did not answer',
    size: { w: 5, h: 6 },
  }),
]
