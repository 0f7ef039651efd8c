import { describe, expect, test } from 'vitest'
import type { Field, Frame } from '#contract/frame.ts'
import { acceptsGrid } from './accepts-grid.ts'
import { GridOptions } from './options.ts'
import { shapeGrid, titleOf } from './shape.ts'

const options = GridOptions.parse({})
const alerts: Frame = {
  fields: [
    { name: 'fingerprint', type: 'string', role: 'id', values: ['f1', 'f2'] },
    { name: 'service', type: 'string', role: 'label', values: ['checkout-api', 'search'] },
    { name: 'summary', type: 'string', role: 'title', values: ['Errors', 'Disk'] },
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'low'] },
    { name: 'alerts', type: 'number', role: 'value', values: [23, 2] },
    { name: 'startsAt', type: 'time', role: 'start', values: [1000, 2000] },
    { name: 'endsAt', type: 'time', role: 'end', values: [null, 3000] },
    { name: 'generatorURL', type: 'string', role: 'link', values: ['https://prom.example/g', null] },
  ],
}
const shown = (frame: Frame, o = options): readonly string[] => shapeGrid(frame, o).columns.flatMap((c) => (c.hidden ? [] : [c.id]))

describe('an answer of alerts', () => {
  test('starts with what the row is called, and hides what only machines read', () => {
    expect(shown(alerts)).toEqual(['summary', 'service', 'alerts', 'startsAt'])
  })

  test('shows a kind only where rows are of several', () => {
    const kinds = (...values: string[]): Frame => ({
      fields: [
        { name: 'title', type: 'string', role: 'title', values: ['a', 'b'] },
        { name: 'kind', type: 'string', role: 'kind', values },
      ],
    })
    expect(shown(kinds('change', 'change'))).toEqual(['title'])
    expect(shown(kinds('change', 'alert'))).toEqual(['title', 'kind'])
  })

  test('turns severity into the mark of the row, unless the reader wants the column', () => {
    expect(shapeGrid(alerts, options).mark?.name).toBe('severity')
    const unfolded = { ...options, foldMark: false }
    expect(shapeGrid(alerts, unfolded).mark).toBeUndefined()
    expect(shown(alerts, unfolded)).toContain('severity')
  })

  test('shows how long it has lasted instead of two times', () => {
    const column = shapeGrid(alerts, options).columns.find((c) => c.id === 'startsAt')
    expect(column).toMatchObject({ as: 'lasting', end: true, title: 'Starts at' })
    expect(column?.until?.name).toBe('endsAt')
  })

  test('leads to its origin from the first column', () => {
    expect(shapeGrid(alerts, options).columns[0]?.href?.name).toBe('generatorURL')
  })

  test('hides exactly what the reader chose, once they chose', () => {
    expect(shown(alerts, { ...options, hidden: ['service'] })).toEqual(['summary', 'fingerprint', 'alerts', 'startsAt', 'endsAt', 'generatorURL'])
  })
})

describe('columns', () => {
  const one = (field: Field, o = options) => shapeGrid({ fields: [field] }, o).columns[0]

  test('ratios get bars only when asked', () => {
    const ratio: Field = { name: 'success', type: 'number', unit: 'ratio', values: [0.9] }
    expect(one(ratio)?.as).toBe('number')
    expect(one(ratio, { ...options, bars: true })?.as).toBe('bar')
  })

  test('addresses become links only when they are safe to follow', () => {
    expect(one({ name: 'run', type: 'string', values: [null, 'https://runs.example/1'] })?.as).toBe('link')
    expect(one({ name: 'run', type: 'string', values: ['javascript:alert(1)'] })?.as).toBe('text')
  })

  test('a choice that does not fit the type is passed over', () => {
    const name: Field = { name: 'service', type: 'string', values: ['a'] }
    expect(one(name, GridOptions.parse({ columns: [{ field: 'service', as: 'lasting', title: 'Service name' }] }))).toMatchObject({
      as: 'text',
      title: 'Service name',
    })
  })

  test('of one name are told apart, and series by their labels', () => {
    const series = (instance: string): Field => ({ name: 'cpu', type: 'number', labels: { instance }, values: [1] })
    const { columns } = shapeGrid({ fields: [series('a:9100'), series('b:9100')] }, options)
    expect(columns.map((c) => [c.id, c.title])).toEqual([
      ['cpu', 'a:9100'],
      ['cpu#2', 'b:9100'],
    ])
  })

  test.each([
    ['startsAt', 'Starts at'],
    ['queue_age', 'Queue age'],
    ['service', 'Service'],
    ['generatorURL', 'GeneratorURL'],
    ['a:9100', 'a:9100'],
    ['{job="x"}', '{job="x"}'],
  ])('%s is headed %s', (name, title) => {
    expect(titleOf(name)).toBe(title)
  })
})

test('any answer with columns is a grid; things with a start fit best', () => {
  expect(acceptsGrid(alerts)).toEqual({ score: 0.9 })
  expect(acceptsGrid({ fields: [] })).toEqual({ refused: 'needsRows' })
  expect(shapeGrid({ fields: [] }, options)).toMatchObject({ columns: [], rows: 0 })
})
