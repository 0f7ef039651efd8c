import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { Id } from '#contract/json.ts'
import { english } from '#web/i18n/text.ts'
import { addressWords, idOf, kindHint, kindWords } from './source-words.ts'

test('an id reads like the name it is made of', () => {
  expect(idOf('Prometheus FRA', [])).toBe('prometheus-fra')
  expect(idOf('Überwachung Köln', [])).toBe('uberwachung-koln')
})

test('a taken id gets the next free number', () => {
  expect(idOf('Prometheus', ['prometheus', 'prometheus-2'])).toBe('prometheus-3')
})

test('whatever a name holds, its id is one the contract accepts and nobody has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, taken) => {
      const id = idOf(name, taken)
      expect(z.safeParse(Id, id).success).toBe(true)
      expect(taken).not.toContain(id)
    }),
  )
})

test('a kind nobody wrote words for still has a name', () => {
  expect(kindWords('prometheus', english.text)).toBe('Prometheus')
  expect(kindWords('http_json', english.text)).toBe('Http json')
  expect(kindHint('http_json', english.text)).toBeUndefined()
})

test('an address is asked for with an example of its own kind, where it has one', () => {
  expect(addressWords('loki', 'url', 'hint', english.text)).toContain(':3100')
  expect(addressWords('csv', 'url', 'hint', english.text)).toContain('.csv')
  expect(addressWords('prometheus', 'url', 'hint', english.text)).toBeUndefined()
  expect(addressWords('loki', 'user', 'hint', english.text)).toBeUndefined()
})
