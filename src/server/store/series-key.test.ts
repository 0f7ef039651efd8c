import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeSeriesKey, encodeSeriesKey } from './series-key.ts'

const word = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('%', '|', ',', '=', '%7C', '/', 'é'))
// An own `__proto__` cannot be told from a prototype in a plain record, and label names never are that.
const labels = fc.dictionary(word, word, { noNullPrototype: true }).filter((l) => !Object.hasOwn(l, '__proto__'))

test('the same labels in any order give the same key', () => {
  expect(encodeSeriesKey('host.disk', { mount: '/', instance: 'a' })).toBe('host.disk|instance=a,mount=/')
  expect(encodeSeriesKey('host.disk', { instance: 'a', mount: '/' })).toBe('host.disk|instance=a,mount=/')
})

test('a measure without labels is its own key', () => {
  expect(encodeSeriesKey('host.cpu')).toBe('host.cpu')
  expect(decodeSeriesKey('host.cpu')).toEqual({ measure: 'host.cpu', labels: {} })
})

test('whatever is encoded comes back', () => {
  fc.assert(
    fc.property(word, labels, (measure, given) => {
      expect(decodeSeriesKey(encodeSeriesKey(measure, given))).toEqual({ measure, labels: given })
    }),
  )
})
