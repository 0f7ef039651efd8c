import { describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { alertsFrame, column, hour, lastSixHours, noon, seriesFrame } from '#tests/support/frames.ts'
import { offersFor } from './offers.ts'
import type { OfferView } from './offers.ts'
import { fieldWithRole, numberFields, rowCount, shapesOf, timeField } from './shapes.ts'

/** Views of the same form as the real ones. */
const views: readonly OfferView[] = [
  { kind: 'grid', accepts: (f) => (f.fields.length > 0 ? { score: shapesOf(f)[0] === 'series' ? 0.45 : 0.85 } : { refused: 'needsRows' }) },
  {
    kind: 'chart',
    accepts: (f) => {
      if (numberFields(f).length === 0) return { refused: 'needsNumber' }
      return timeField(f) ? { score: 0.95 } : f.fields.some((x) => x.type === 'string') ? { score: 0.65 } : { refused: 'needsLabel' }
    },
  },
  { kind: 'gantt', accepts: (f) => (fieldWithRole(f, 'start') ? { score: 0.9 } : { refused: 'needsStart' }) },
  { kind: 'graph', accepts: (f) => (fieldWithRole(f, 'source') && fieldWithRole(f, 'target') ? { score: 0.9 } : { refused: 'needsEdges' }) },
  { kind: 'stat', accepts: (f) => (numberFields(f).length === 1 && rowCount(f) === 1 ? { score: 1 } : { refused: 'needsScalar' }) },
]

const waysTo = (frame: Frame, context = lastSixHours): readonly string[] =>
  offersFor(frame, views, context).offers.map((o) => `${o.view} ${o.how ?? 'as it is'}`)

const alerts = alertsFrame([
  ['Latency', 'warning', 'shop', 10, null],
  ['Errors', 'critical', 'shop', 70, 30],
  ['Latency', 'warning', 'pay', 75, null],
])

describe('what is offered', () => {
  test('for alerts: grid, bars by severity, count over time, Gantt of firing intervals, graph of services and alerts', () => {
    expect(waysTo(alerts)).toEqual(
      expect.arrayContaining([
        'grid as it is',
        'chart offer.countBy',
        'chart offer.countOverTime',
        'gantt as it is',
        'graph offer.edgesFrom',
        'stat offer.reduce',
      ]),
    )
  })
  test('for CPU over time: chart, grid of latest values, Gantt of time above a limit, stat', () => {
    const all = waysTo(seriesFrame({ a: [10, 90, 20], b: [30, 40, 50] }))
    expect(all).toEqual(expect.arrayContaining(['chart as it is', 'grid offer.latest', 'gantt offer.stateTimeline', 'stat offer.reduce']))
    expect(all[0]).toBe('chart as it is')
    expect(all.indexOf('grid offer.latest')).toBeLessThan(all.indexOf('grid as it is'))
  })
  test('for links between services: graph, grid of links, bars', () => {
    const calls: Frame = {
      fields: [
        column('source', 'string', 'source', ['web', 'web']),
        column('target', 'string', 'target', ['shop', 'pay']),
        column('calls', 'number', 'value', [5, 2]),
      ],
    }
    expect(waysTo(calls)).toEqual(expect.arrayContaining(['graph as it is', 'grid as it is', 'chart as it is']))
    expect(waysTo(calls)[0]).toBe('graph as it is')
  })
  test('for changes: Gantt with its dependencies, grid, count per week', () => {
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
    const quarter = { now: noon, range: { from: noon - 90 * 24 * hour, to: noon }, zone: 'UTC' }
    const { offers } = offersFor(changes, views, quarter)
    expect(offers.find((o) => o.view === 'gantt')?.frame).toBe(changes)
    expect(waysTo(changes, quarter)).toEqual(expect.arrayContaining(['grid as it is', 'chart offer.countOverTime']))
    const perWeek = offers.find((o) => o.view === 'chart' && o.how === 'offer.countOverTime')?.frame
    const [monday, next] = perWeek?.fields[0]?.values ?? []
    expect([new Date(Number(monday)).getUTCDay(), Number(next) - Number(monday)]).toEqual([1, 7 * 24 * hour])
  })
})

test('an offer can be kept: its lenses give the same frame again', () => {
  for (const offer of offersFor(alerts, views, lastSixHours).offers) {
    expect(JSON.parse(JSON.stringify(offer.lenses))).toEqual(offer.lenses)
    expect(offer.score).toBeGreaterThan(0)
  }
})

test('views nothing leads to are refused with their own reason, or with the missing rows if those are to blame', () => {
  const words: Frame = { fields: [column('note', 'string', undefined, ['x', 'y'])] }
  expect(offersFor(words, views, lastSixHours).refused).toEqual([
    { view: 'gantt', refusal: 'needsStart' },
    { view: 'graph', refusal: 'needsEdges' },
  ])
  const cut = { ...alerts, meta: { truncated: { what: 'rows' as const, kept: 3, total: 10 } } }
  expect(offersFor(cut, views, lastSixHours).refused).toEqual([
    { view: 'chart', refusal: 'needsEveryRow' },
    { view: 'graph', refusal: 'needsEveryRow' },
    { view: 'stat', refusal: 'needsEveryRow' },
  ])
})

test('an empty answer offers what its columns allow', () => {
  expect(waysTo(alertsFrame([]))).toEqual(expect.arrayContaining(['grid as it is', 'gantt as it is', 'chart offer.countOverTime']))
  expect(offersFor({ fields: [] }, views, lastSixHours).offers.map((o) => o.view)).toEqual(['stat', 'grid'])
})
