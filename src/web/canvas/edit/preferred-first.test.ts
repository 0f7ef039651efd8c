import { expect, test } from 'vitest'
import { preferredFirst } from './preferred-first.ts'

const offers = ['chart', 'grid', 'gantt', 'stat'].map((view) => ({ view }))
const order = (views: Parameters<typeof preferredFirst>[2], shapes: readonly string[] = ['series']): readonly string[] =>
  preferredFirst(offers, shapes, views).map((o) => o.view)

test('the view somebody keeps switching such data to is offered first, the others as they were', () => {
  expect(order([{ shape: 'series', view: 'gantt', weight: 3 }])).toEqual(['gantt', 'chart', 'grid', 'stat'])
  expect(
    order([
      { shape: 'series', view: 'grid', weight: 3 },
      { shape: 'series', view: 'stat', weight: 9 },
    ]),
  ).toEqual(['stat', 'chart', 'grid', 'gantt'])
})

test('a look or two, other data, and a view that does not fit change nothing', () => {
  const usual = ['chart', 'grid', 'gantt', 'stat']
  expect(order([{ shape: 'series', view: 'gantt', weight: 2 }])).toEqual(usual)
  expect(order([{ shape: 'intervals', view: 'gantt', weight: 9 }])).toEqual(usual)
  expect(order([{ shape: 'series', view: 'graph', weight: 9 }])).toEqual(usual)
  expect(order([])).toEqual(usual)
})
