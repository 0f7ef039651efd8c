import { expect, test } from 'vitest'
import { markFor } from './words.ts'

test('what ran and failed is not marked as well, and what ran and went well is', () => {
  const over = { kind: 'run', severity: 'warning', end: 1 } as const
  expect([markFor({ ...over, status: 'failed' }, 2), markFor({ ...over, status: 'succeeded' }, 2)]).toEqual(['warning', 'ok'])
  expect(markFor({ kind: 'ticket', severity: 'high', status: 'open', end: null }, 2)).toBe('critical')
})
