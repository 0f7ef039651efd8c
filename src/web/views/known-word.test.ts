import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { loadWhole } from '#locales/registry.ts'
import { createFormat } from '#web/i18n/format.ts'
import { createText } from '#web/i18n/text.ts'
import { openChapter } from '#web/i18n/words.ts'
import { knownName, knownWord } from './known-word.ts'

await openChapter('views')
const [english, arabic] = [createText('en', en), createText('ar', await loadWhole('ar'))]

test('states, sorts of change and causes are told in the language of the reader', () => {
  expect([knownWord('state', 'closed', arabic), knownWord('type', 'emergency', arabic), knownWord('cause', 'network', arabic)]).toEqual([
    'مغلق',
    'طارئ',
    'الشبكة',
  ])
  expect(knownWord('type', 'emergency', english)).toBe('Emergency')
})

test('any other word stays as its source wrote it', () => {
  for (const word of ['toString', 'constructor', 'payments', 'In Review', ''])
    expect([knownWord('state', word, arabic), knownName(word, arabic)]).toEqual([undefined, undefined])
  // A team may be called as a cause is.
  expect(knownName('network', arabic)).toBeUndefined()
})

test('ages and windows carry the units of the language', () => {
  expect(['< 1 h', '1–4 h', '> 30 d', '6h'].map((name) => knownName(name, arabic))).toEqual(['< 1\u00a0س', '1–4\u00a0س', '> 30\u00a0ي', '6\u00a0س'])
  expect([knownName('0–2 d', english), knownName('h1', english), knownName('1 km', english)]).toEqual(['0–2\u00a0d', undefined, undefined])
})

test('what is counted over time is called as it is elsewhere', () => {
  expect(['median', 'p90', 'opened', 'resolved'].map((name) => knownName(name, arabic))).not.toContain(undefined)
})

test('amounts carry the units of time of the language', () => {
  const format = createFormat('ar', arabic)
  expect([format.value(387, 'min'), format.value(530, 'h'), format.amount(3, 'd').unit]).toEqual([`387\u00a0د`, `530\u00a0س`, 'ي'])
})
