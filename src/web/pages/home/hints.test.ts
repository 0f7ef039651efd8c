import { expect, test } from 'vitest'
import { hintOf, hints, nextHint } from './hints.ts'

const world = { hasWidgets: true, hasTriage: true, hasRuns: false }

test('the first minute is told in order, one at a time, and never again', () => {
  expect(nextHint(new Set(), world)).toBe('drag')
  expect(nextHint(new Set(['drag']), world)).toBe('view')
  expect(nextHint(new Set(['drag', 'view']), world)).toBe('triage')
  expect(nextHint(new Set(hints), { ...world, hasRuns: true })).toBeUndefined()
})

test('no hint points at what is not there', () => {
  expect(nextHint(new Set(), { hasWidgets: false, hasTriage: false, hasRuns: false })).toBeUndefined()
  expect(nextHint(new Set(['drag', 'view']), { ...world, hasTriage: false })).toBeUndefined()
})

test('coming back is told once there is something to come back to', () => {
  expect(nextHint(new Set(['drag', 'view']), { ...world, hasRuns: true })).toBe('close')
  expect(nextHint(new Set(['drag', 'view', 'close']), { ...world, hasRuns: true })).toBe('continue')
})

test('who did it by themselves need not be told', () => {
  expect(hintOf({ kind: 'edit' })).toBe('drag')
  expect(hintOf({ kind: 'switch' })).toBe('view')
  expect(hintOf({ kind: 'interact' })).toBeUndefined()
})
