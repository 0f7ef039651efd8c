import { describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { offersFor } from '#core/frame/offers.ts'
import { alertsFrame, column, hour, lastSixHours, noon, seriesFrame } from '#tests/support/frames.ts'
import { english } from '#web/i18n/text.ts'
import { views } from '#web/views/registry.ts'

/** What the switcher would say for each offer, by the real views and the real words. */
const said = (frame: Frame, context = lastSixHours): readonly string[] =>
  offersFor(frame, Object.values(views), context).offers.map((o) => `${o.view}: ${o.how ? english.text(o.how, o.args) : 'as it is'}`)

const alerts = alertsFrame([
  ['Latency', 'warning', 'shop', 10, null],
  ['Errors', 'critical', 'shop', 70, 30],
  ['Latency', 'warning', 'pay', 75, null],
])
const changes: Frame = {
  fields: [
    column('title', 'string', 'title', ['CHG1', 'CHG2', 'CHG3']),
    column('status', 'string', 'status', ['scheduled', 'implement', 'closed']),
    column('service', 'string', 'lane', ['shop', 'pay', 'shop']),
    column('start', 'time', 'start', [noon - 30 * 24 * hour, noon - 9 * 24 * hour, noon - hour]),
    column('end', 'time', 'end', [noon - 29 * 24 * hour, null, noon]),
    column('id', 'string', 'id', ['1', '2', '3']),
    column('depends', 'string', 'depends', ['', '1', '1,2']),
  ],
}
const calls: Frame = {
  fields: [
    column('source', 'string', 'source', ['web', 'web']),
    column('target', 'string', 'target', ['shop', 'pay']),
    column('calls', 'number', 'value', [5, 2]),
  ],
}

describe('the five views on one answer', () => {
  test('alerts are a grid, bars by severity, a count over time, a Gantt, a graph and a number', () => {
    expect(said(alerts)).toEqual(
      expect.arrayContaining([
        'grid: as it is',
        'gantt: as it is',
        'chart: Count by severity',
        'chart: Count over time by severity',
        'graph: Links from service to title',
        'stat: Count as one number',
      ]),
    )
  })
  test('processor samples are a chart first, then a grid of latest values, a Gantt of busy times, a number', () => {
    const all = said(seriesFrame({ a: [10, 90, 20], b: [30, 40, 50] }))
    expect(all[0]).toBe('chart: as it is')
    expect(all).toEqual(expect.arrayContaining(['grid: Latest of each series', 'gantt: Time at or above 80', 'stat: Latest as one number']))
  })
  test('calls between services are a graph, a grid and bars', () => {
    expect(said(calls)).toEqual(expect.arrayContaining(['graph: as it is', 'grid: as it is', 'chart: as it is']))
  })
  test('changes are a Gantt, a grid and a count over time', () => {
    const quarter = { ...lastSixHours, range: { from: noon - 90 * 24 * hour, to: noon } }
    expect(said(changes, quarter)).toEqual(expect.arrayContaining(['gantt: as it is', 'grid: as it is', 'chart: Count over time']))
  })
})
