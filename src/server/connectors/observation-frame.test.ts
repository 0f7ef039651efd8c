import { expect, test } from 'vitest'
import type { Observation } from '#contract/observation.ts'
import { observationFrame } from './observation-frame.ts'

const finding = (id: string, labels: Readonly<Record<string, string>>): Observation => ({
  id,
  kind: 'finding',
  source: 'scanner',
  title: id,
  severity: 'warning',
  status: 'open',
  startedAt: 1,
  endedAt: null,
  updatedAt: 1,
  depends: [],
  labels,
})
const cellsOf = (rows: readonly Observation[], name: string) =>
  observationFrame(rows, rows.length)
    .fields.filter((f) => f.name === name)
    .map((f) => f.values)

test('a label called kind says what sort it is, and does not get lost behind the kind of observation', () => {
  const rows = [finding('a', { kind: 'certificate' }), finding('b', { kind: 'sign-in' })]
  expect(cellsOf(rows, 'kind')).toEqual([['finding', 'finding']])
  expect(cellsOf(rows, 'type')).toEqual([['certificate', 'sign-in']])
})

test('whoever tells both keeps their type', () => {
  expect(cellsOf([finding('a', { kind: 'x', type: 'certificate' })], 'type')).toEqual([['certificate']])
})

test('what has no service is at its site, and is not said to be a service', () => {
  const rows = [
    { ...finding('a', {}), site: 'waw' },
    { ...finding('b', {}), service: 'wan', site: 'waw' },
  ]
  expect(cellsOf(rows, 'service')).toEqual([[null, 'wan']])
  expect(cellsOf(rows, 'site')).toEqual([['waw', 'waw']])
})
