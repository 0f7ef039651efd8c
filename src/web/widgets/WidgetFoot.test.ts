import { expect, test } from 'vitest'
import { en } from '#locales/en/whole.ts'
import { createText } from '../i18n/text.ts'
import { noteOf } from './WidgetFoot.tsx'

const text = createText('en', en)
const late = { source: 'Catalogue', fault: { code: 'source_timeout' as const, detail: '3000 ms' } }
const down = { source: 'Lab', fault: { code: 'source_down' as const } }

test('who is missing from an answer is said in words, by name; what it told of itself stands in the whole', () => {
  expect(noteOf({ silent: [late] }, text)).toEqual({
    words: 'Without Catalogue: The source took too long.',
    full: 'Without Catalogue: The source took too long. 3000 ms',
  })
})

test('several are counted, and each is named in the whole, before what the source itself warns of', () => {
  const note = noteOf({ silent: [late, down], notices: ['partial'] }, text)
  expect(note?.words).toBe('Without 2 sources that did not answer')
  expect(note?.full.split('\n')).toEqual(['Without Catalogue: The source took too long. 3000 ms', 'Without Lab: The source does not answer.', 'partial'])
})

test('an answer that was cut does not hide who is missing from it', () => {
  const note = noteOf({ truncated: { what: 'rows', kept: 200, total: 500 }, silent: [down] }, text)
  expect([note?.words, note?.full.split('\n')]).toEqual(['First 200 of 500 rows', ['First 200 of 500 rows', 'Without Lab: The source does not answer.']])
  expect(noteOf({ silent: [] }, text)).toBeUndefined()
})
