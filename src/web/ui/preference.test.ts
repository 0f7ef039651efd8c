import { afterEach, expect, test } from 'vitest'
import { readPreference, writePreference } from './preference.ts'

afterEach(() => localStorage.clear())

test('a choice is kept', () => {
  writePreference('scheme', 'dark')
  expect(readPreference('scheme')).toBe('dark')
})

test('a word nobody knows counts as no choice', () => {
  localStorage.setItem('homeport.scheme', 'neon')
  expect(readPreference('scheme')).toBe('auto')
})

test('a choice lasts as long as the page when storage is full', () => {
  const real = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem')
  Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  writePreference('density', 'compact')
  expect(readPreference('density')).toBe('compact')
  if (real) Object.defineProperty(Storage.prototype, 'setItem', real)
  writePreference('density', 'comfortable')
})
