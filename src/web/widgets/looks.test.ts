import { expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import type { Widget } from '#contract/dashboard.ts'
import { lookFrom, shelfOf } from './looks.ts'
import { allViews } from './view-of.ts'

const hour = 3_600_000
const alerts: Frame = {
  fields: [
    { name: 'id', type: 'string', role: 'id', values: ['1', '2', '3'] },
    { name: 'title', type: 'string', role: 'title', values: ['Disk full', 'Errors', 'Errors'] },
    { name: 'severity', type: 'string', role: 'severity', values: ['warning', 'critical', 'critical'] },
    { name: 'service', type: 'string', role: 'lane', values: ['db', 'web', 'api'] },
    { name: 'start', type: 'time', role: 'start', values: [hour, 2 * hour, 3 * hour] },
    { name: 'end', type: 'time', role: 'end', values: [null, null, 4 * hour] },
  ],
}
const context = { now: 5 * hour, range: { from: 0, to: 5 * hour }, zone: 'UTC' }
const look = (kind: string, lenses: Widget['lenses'] = []): Pick<Widget, 'view' | 'lenses'> => ({ view: { kind, options: {} }, lenses })

test('alerts can be looked at as table, chart, Gantt, graph and number, each once before there are second ways', () => {
  const { looks } = shelfOf(alerts, look('grid'), allViews, context)
  const firsts = looks.slice(0, new Set(looks.map((l) => l.view)).size).map((l) => l.view)
  expect(firsts.toSorted()).toEqual(['chart', 'gantt', 'graph', 'grid', 'stat'])
})

test('the look the widget has is ticked, also when its lens left its parameters to the frame', () => {
  const { looks } = shelfOf(alerts, look('chart', [{ lens: 'countOverTime', params: {} }]), allViews, context)
  expect(looks.filter((l) => l.current).map((l) => [l.view, l.lenses[0]?.lens])).toEqual([['chart', 'countOverTime']])
})

test('a chain made by hand stands first as it is', () => {
  const own: Widget['lenses'] = [
    { lens: 'countBy', params: { field: 'service' } },
    { lens: 'topN', params: { by: 'count', n: 1 } },
  ]
  const [first] = shelfOf(alerts, look('chart', own), allViews, context).looks
  expect(first).toMatchObject({ view: 'chart', current: true, lenses: own })
})

test('every view that cannot be reached says why', () => {
  const one: Frame = { fields: [{ name: 'n', type: 'number', role: 'value', values: [3] }] }
  const { looks, refused } = shelfOf(one, look('stat'), allViews, context)
  expect([...new Set([...looks.map((l) => l.view), ...refused.map((r) => r.view)])].toSorted()).toEqual(['chart', 'gantt', 'graph', 'grid', 'stat'])
  expect(refused.find((r) => r.view === 'gantt')?.refusal).toBeDefined()
})

test('options stay with their view and are left behind with it', () => {
  const widget = { view: { kind: 'chart', options: { type: 'bar' } } }
  const offers = shelfOf(alerts, look('grid'), allViews, context).looks
  const chart = offers.find((o) => o.view === 'chart')
  const gantt = offers.find((o) => o.view === 'gantt')
  expect(chart && lookFrom(chart, widget).view.options).toEqual({ type: 'bar' })
  expect(gantt && lookFrom(gantt, widget).view.options).toEqual({})
})
