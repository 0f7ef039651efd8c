import { expect, test } from 'vitest'
import { tableFrame, wideFrame } from './series-frame.ts'

const shown = { cap: 100, meta: {} }

test('samples stand on the moments asked for, gaps are null', () => {
  const series = [
    { labels: { a: '1' }, samples: [[2000, 5]] as const },
    {
      labels: { a: '2' },
      samples: [
        [1000, 1],
        [3000, 3],
      ] as const,
    },
  ]
  const frame = wideFrame(series, { from: 1000, to: 4000, stepMs: 1000 }, shown)
  expect(frame.fields.map((f) => f.values)).toEqual([
    [1000, 2000, 3000],
    [null, 5, null],
    [1, null, 3],
  ])
})

test('an answer beside the moments asked for keeps its own', () => {
  const frame = wideFrame(
    [
      {
        labels: {},
        samples: [
          [1500, 5],
          [2700, 6],
        ],
      },
    ],
    { from: 1000, to: 4000, stepMs: 1000 },
    shown,
  )
  expect(frame.fields.map((f) => f.values)).toEqual([
    [1500, 2700],
    [5, 6],
  ])
})

test('a table names every column once, whatever the labels are called', () => {
  const labels = { value: 'v', name: 'n', metric: 'm', __name__: 'up' }
  const frame = tableFrame([{ labels, samples: [[0, 1]] }], { ...shown, legend: '{{name}}' })
  const names = frame.fields.map((f) => f.name)
  expect(new Set(names).size).toBe(names.length)
  expect(frame.fields.at(-1)).toMatchObject({ name: 'value', role: 'value', values: [1] })
})

test('series and rows beyond the cap are counted', () => {
  const series = Array.from({ length: 5 }, (_, i) => ({ labels: { i: String(i) }, samples: [[0, i]] as const }))
  expect(wideFrame(series, undefined, { ...shown, cap: 2 }).meta?.truncated).toEqual({ what: 'series', kept: 2, total: 5 })
  expect(tableFrame(series, { ...shown, cap: 2 }).meta?.truncated).toEqual({ what: 'rows', kept: 2, total: 5 })
})
