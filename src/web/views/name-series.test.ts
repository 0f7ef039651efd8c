import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from '#contract/frame.ts'
import { nameSeries } from './name-series.ts'

const series = (name: string, labels?: Record<string, string>): Field => ({ name, type: 'number', values: [], labels })

test('one series is called by its name', () => {
  expect(nameSeries([series('rate', { job: 'node' })])).toEqual(['rate'])
})

test('series are told apart by the labels that differ', () => {
  expect(nameSeries([series('cpu', { job: 'node', instance: 'a:9100' }), series('cpu', { job: 'node', instance: 'b:9100' })])).toEqual(['a:9100', 'b:9100'])
})

test('names tell series without labels apart', () => {
  expect(nameSeries([series('median'), series('p90')])).toEqual(['median', 'p90'])
})

test('the name joins in where labels alone do not tell', () => {
  const names = nameSeries([series('in', { device: 'eth0' }), series('out', { device: 'eth0' }), series('in', { device: 'eth1' })])
  expect(names).toEqual(['in eth0', 'out eth0', 'in eth1'])
})

test('no two series have one name', () => {
  const label = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('cpu', 'mem'), label)), (all) => {
      const names = nameSeries(all.map(([name, labels]) => series(name, labels)))
      expect(new Set(names).size).toBe(all.length)
    }),
  )
})
