import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useCalm } from './use-calm.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const calm = (value: number, of = 'a') => renderHook((props) => useCalm(props.value, props.of), { initialProps: { value, of } })
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))

test('what changes every second is told every ten, and then the newest', () => {
  const { result, rerender } = calm(0)
  for (let second = 1; second <= 9; second += 1) {
    rerender({ value: second, of: 'a' })
    pass(1000)
  }
  expect(result.current).toBe(0)
  rerender({ value: 10, of: 'a' })
  pass(1000)
  expect(result.current).toBe(10)
})

test('after a long rest a change is told at once', () => {
  const { result, rerender } = calm(0)
  pass(20_000)
  rerender({ value: 1, of: 'a' })
  pass(0)
  expect(result.current).toBe(1)
})

test('what belongs to something else is told in the same drawing', () => {
  const { result, rerender } = calm(0)
  rerender({ value: 1, of: 'b' })
  expect(result.current).toBe(1)
})
