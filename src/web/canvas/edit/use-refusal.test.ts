import { expect, test } from 'vitest'
import type { Fault } from '#contract/fault.ts'
import { refusalOf } from './use-refusal.ts'

const query = { source: 'base', spec: { kind: 'sql', sql: 'select nme', columns: [] } }
const fault: Fault = { code: 'source_query', detail: 'no nme', field: 'query.spec.sql', at: 7 }
const said = (detail: string): string => `says ${detail}`

test('a fault with a place belongs to the text it was found in', () => {
  expect(refusalOf(query, fault, said)).toEqual({ text: 'select nme', at: 7, words: 'says no nme' })
})

test.each<Fault | undefined>([
  undefined,
  { code: 'source_query', detail: 'no nme' },
  { code: 'source_query', at: 7 },
  { ...fault, field: 'query.spec.columns' },
  { ...fault, field: 'query.spec.expr' },
])('without a place in a text there is none: %o', (other) => {
  expect(refusalOf(query, other, said)).toBeUndefined()
})
