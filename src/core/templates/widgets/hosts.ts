import { limits, template } from '../template.ts'

const stat = { w: 3, h: 3 }
const chart = { w: 4, h: 6 }
const busy = limits(80, 95)
const full = limits(0.8, 0.95)

/** This machine and others: processor, memory, load, disk, network, and the portal's own process. */
export const hosts = [
  template('hosts', 'hostCpuNow', { ask: { measure: 'host.cpu' }, view: 'stat', thresholds: busy, options: { better: 'lower' }, size: stat }),
  template('hosts', 'hostMemoryNow', { ask: { measure: 'host.memory' }, view: 'stat', thresholds: full, options: { better: 'lower' }, size: stat }),
  template('hosts', 'hostLoadNow', {
    ask: { measure: 'host.load', match: { over: '1m' } },
    view: 'stat',
    options: { better: 'lower' },
    sub: 'last minute',
    size: stat,
  }),
  template('hosts', 'hostUptime', { ask: { measure: 'host.uptime' }, view: 'stat', options: { spark: false }, size: stat }),
  template('hosts', 'hostCpu', {
    ask: { measure: 'host.cpu', by: ['instance'] },
    view: 'chart',
    thresholds: busy,
    options: { min: 0, max: 100 },
    sub: 'busy',
    size: chart,
  }),
  template('hosts', 'hostMemory', {
    ask: { measure: 'host.memory', by: ['instance'] },
    view: 'chart',
    thresholds: full,
    options: { min: 0, max: 1 },
    sub: 'in use',
    size: chart,
  }),
  template('hosts', 'hostLoad', { ask: { measure: 'host.load', by: ['over'] }, view: 'chart', options: { min: 0 }, sub: 'processes waiting', size: chart }),
  template('hosts', 'hostDisk', {
    ask: { measure: 'host.disk', mode: 'instant', by: ['mount'] },
    view: 'grid',
    thresholds: full,
    options: { bars: true, columns: [{ field: 'value', title: 'In use' }], sort: [{ field: 'value', desc: true }] },
    sub: 'fullest first',
    size: { w: 4, h: 6 },
  }),
  template('hosts', 'hostsByCpu', {
    ask: { measure: 'host.cpu', mode: 'instant', by: ['instance'] },
    view: 'grid',
    thresholds: busy,
    options: { bars: true, columns: [{ field: 'value', title: 'Processor' }], sort: [{ field: 'value', desc: true }] },
    sub: 'busiest first',
    size: { w: 4, h: 6 },
  }),
  template('hosts', 'hostBusyTimes', {
    ask: { measure: 'host.cpu', by: ['instance'] },
    view: 'gantt',
    lenses: [{ lens: 'stateTimeline', params: { when: 'above', value: 80 } }],
    sub: 'processor above 80 %',
    size: { w: 5, h: 6 },
  }),
  template('hosts', 'hostNetworkIn', { ask: { measure: 'host.networkIn', by: ['device'] }, view: 'chart', options: { min: 0 }, size: chart }),
  template('hosts', 'hostNetworkOut', { ask: { measure: 'host.networkOut', by: ['device'] }, view: 'chart', options: { min: 0 }, size: chart }),
  template('hosts', 'processMemory', { ask: { source: 'host', measure: 'process.memory' }, view: 'chart', options: { type: 'area', min: 0 }, size: chart }),
  template('hosts', 'processLoopDelay', { ask: { source: 'host', measure: 'process.loopDelay' }, view: 'chart', options: { min: 0 }, size: chart }),
  template('hosts', 'processRequests', {
    ask: { source: 'host', measure: 'service.requestRate' },
    view: 'chart',
    options: { min: 0 },
    sub: 'per second',
    size: chart,
  }),
  template('hosts', 'processLatency', {
    ask: { source: 'host', measure: 'service.latencyP95' },
    view: 'chart',
    options: { min: 0 },
    sub: '95th percentile',
    size: chart,
  }),
  template('hosts', 'processErrors', {
    ask: { source: 'host', measure: 'service.errorRatio' },
    view: 'chart',
    thresholds: limits(0.01, 0.05),
    options: { min: 0 },
    sub: 'share of requests',
    size: chart,
  }),
]
