import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differingLabels, seriesNames } from './series-names.ts'

test('one differing label is named by its value alone, several by name and value', () => {
  expect(
    seriesNames([
      { job: 'x', cpu: '0' },
      { job: 'x', cpu: '1' },
    ]),
  ).toEqual(['0', '1'])
  expect(
    seriesNames([
      { cpu: '0', mode: 'idle' },
      { cpu: '1', mode: 'user' },
    ]),
  ).toEqual(['cpu=0, mode=idle', 'cpu=1, mode=user'])
})

test('the metric is named only where it differs or nothing else does', () => {
  expect(seriesNames([{ __name__: 'up', job: 'a' }])).toEqual(['up'])
  expect(
    seriesNames([
      { __name__: 'up', job: 'a' },
      { __name__: 'down', job: 'b' },
    ]),
  ).toEqual(['up job=a', 'down job=b'])
  expect(seriesNames([{}])).toEqual(['value'])
})

test('a legend fills in labels; the same name twice gets a number', () => {
  expect(
    seriesNames(
      [
        { a: '1', b: 'x' },
        { a: '2', b: 'x' },
      ],
      '{{b}} of {{ missing }}',
    ),
  ).toEqual(['x of', 'x of (2)'])
  expect(seriesNames([{ a: '1' }, { a: '2' }], '{{b}}')).toEqual(['1', '2'])
  expect(seriesNames([{ a: '1' }], '{{constructor}}x')).toEqual(['x'])
})

test('of many differing labels a few that tell the series apart are enough', () => {
  const pods = Array.from({ length: 20 }, (_, i) => Object.fromEntries(Array.from({ length: 40 }, (_, l) => [`label${l}`, `${l}-${i}`])))
  expect(seriesNames(pods)[3]).toBe('0-3')
})

test('every series has a name of its own, however alike they are', () => {
  const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', '__name__'), fc.constantFrom('', 'x', 'y', 'x (2)'))
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 30 }), fc.option(fc.constantFrom('{{a}}', 'fixed', '{{a}} {{b}}'), { nil: undefined }), (all, legend) => {
      const names = seriesNames(all, legend)
      expect(names.length).toBe(all.length)
      expect(new Set(names).size).toBe(all.length)
      expect(names.every((name) => name !== '')).toBe(true)
    }),
  )
})

test('a label some series lack differs from those that have it', () => {
  expect(differingLabels([{ a: '1' }, {}])).toEqual(['a'])
  expect(differingLabels([{ a: '' }, {}])).toEqual([])
})
