import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ServerFault } from '../fault.ts'
import { readMatrix, readSample, readValue, readVector } from './sample.ts'

/** What the work throws, if it does. */
function failure(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

test('any number comes back from its text, and so do NaN and the infinities', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(readValue(String(n)) - n).toBe(0)
    }),
  )
  expect(readValue('NaN')).toBeNaN()
  expect(readValue('+Inf')).toBe(Infinity)
  expect(readValue('-Inf')).toBe(-Infinity)
  expect(readValue('1e-07')).toBe(1e-7)
})

test.each(['', ' ', 'abc', '1 2', 'Infinity', 'constructor', 5, null, undefined, [], {}])('%j is no value', (text) => {
  expect(() => readValue(text)).toThrow(ServerFault)
})

test('times are milliseconds', () => {
  expect(readSample([1_700_000_000.123, '1'])).toEqual([1_700_000_000_123, 1])
  expect(() => readSample(['1', '1'])).toThrow(ServerFault)
  expect(() => readSample([1])).toThrow(ServerFault)
})

test('native histograms are counted, not read', () => {
  const metric = { a: 'b' }
  expect(
    readMatrix([
      { metric, values: [[1, '2']] },
      { metric, histograms: [] },
    ]),
  ).toEqual({ series: [{ labels: metric, samples: [[1000, 2]] }], histograms: 1 })
  expect(readVector([{ metric, histogram: [] }])).toEqual({ series: [], histograms: 1 })
})

test('whatever else arrives is refused as invalid, never a crash', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (anything) => {
      for (const read of [readMatrix, readVector]) expect(failure(() => read(anything))).toSatisfy((e) => e === undefined || e instanceof ServerFault)
    }),
  )
})
