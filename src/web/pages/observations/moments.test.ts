import { expect, test } from 'vitest'
import type { ObservationRow, Related } from '#contract/observations.ts'
import type { Run } from '#contract/run.ts'
import { momentsOf } from './moments.ts'

const row = (it: Partial<ObservationRow>): ObservationRow => ({
  id: 'incident:x:1',
  kind: 'incident',
  title: 'Checkout is down',
  severity: 'critical',
  status: 'open',
  service: 'checkout',
  site: null,
  team: null,
  owner: null,
  source: 'Events',
  start: 1000,
  end: null,
  depends: [],
  facts: {},
  ...it,
})
const whats = (...args: Parameters<typeof momentsOf>): readonly (readonly [number, string])[] => momentsOf(...args).map((it) => [it.at, it.what])

test('what a source tells of moments stands where it belongs, earliest first', () => {
  expect(whats(row({ end: 9000, facts: { acknowledgedAt: '3000', detectedAt: '2000', cause: 'link', dueAt: 'soon' } }), [], [])).toEqual([
    [1000, 'began'],
    [2000, 'detectedAt'],
    [3000, 'acknowledgedAt'],
    [9000, 'ended'],
  ])
})

test('a change that begins and ends as planned says so once; where it was otherwise, what was planned is told too', () => {
  const planned = { kind: 'change', start: 1000, end: 2000 } as const
  expect(whats(row({ ...planned, facts: { plannedStart: '1000', plannedEnd: '2000' } }), [], [])).toEqual([
    [1000, 'began'],
    [2000, 'ended'],
  ])
  expect(whats(row({ ...planned, facts: { plannedStart: '900', plannedEnd: '2000' } }), [], [])).toEqual([
    [900, 'plannedStart'],
    [1000, 'began'],
    [2000, 'ended'],
  ])
})

test('what goes on has no end, and what else happened has its own', () => {
  const change: Related = { row: row({ id: 'change:x:7', kind: 'change', start: 500, end: 800 }), why: 'from' }
  const alert: Related = { row: row({ id: 'alert:x:a', kind: 'alert', start: 1100, end: 1200 }), why: 'to' }
  expect(whats(row({}), [change, alert], [])).toEqual([
    [500, 'otherBegan'],
    [800, 'otherEnded'],
    [1000, 'began'],
    [1100, 'otherBegan'],
  ])
})

test('work about it stands with its steps', () => {
  const run = {
    id: 'r',
    state: 'done',
    createdAt: 2000,
    updatedAt: 5000,
    steps: [
      { id: 'pick', state: 'done', at: 2500 },
      { id: 'decide', state: 'skipped' },
      { id: 'close', state: 'done', at: 4900 },
    ],
  } as unknown as Run // Only what the line reads of a run.
  expect(whats(row({}), [], [run])).toEqual([
    [1000, 'began'],
    [2000, 'runBegan'],
    [2500, 'runStep'],
    [4900, 'runStep'],
    [5000, 'runOver'],
  ])
})
