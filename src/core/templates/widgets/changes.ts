import { template } from '../template.ts'

/** Planned and running changes, what they wait for, and how they went. */
export const changes = [
  template('changes', 'changeCalendar', {
    ask: { measure: 'events.change', ahead: '7d' },
    view: 'gantt',
    options: { order: 'next' },
    sub: 'arrows show what waits for what',
    size: { w: 12, h: 8 },
  }),
  template('changes', 'changeList', {
    ask: { measure: 'events.change' },
    view: 'grid',
    options: { sort: [{ field: 'start', desc: true }], hidden: ['site', 'team', 'end', 'kind', 'id', 'depends', 'link', 'plannedStart', 'plannedEnd'] },
    sub: 'latest first',
    size: { w: 7, h: 7 },
  }),
  template('changes', 'changeCount', {
    ask: { measure: 'events.change' },
    view: 'stat',
    lenses: [{ lens: 'reduce', params: { how: 'count' } }],
    sub: 'in the range',
    size: { w: 3, h: 3 },
  }),
  template('changes', 'changesPerWeek', {
    ask: { measure: 'events.change' },
    view: 'chart',
    lenses: [{ lens: 'countOverTime', params: { time: 'start', by: 'status', bucket: '1w' } }],
    options: { type: 'stackedBar' },
    sub: 'weeks begin on Monday',
    size: { w: 5, h: 7 },
  }),
  template('changes', 'changesByStatus', {
    ask: { measure: 'events.change' },
    view: 'chart',
    lenses: [{ lens: 'countBy', params: { field: 'status' } }],
    options: { type: 'bar' },
    size: { w: 4, h: 6 },
  }),
]
