import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useAsked, useDrawn } from './moment.ts'
import type { Moment } from './moment.ts'

const hour = { from: 'now-1h', to: 'now' }
const day = { from: 'now-24h', to: 'now' }
const at = (now: number, spec = hour): Moment => ({ spec, range: { from: now - 60, to: now }, now })

const asking = (first: Moment) =>
  renderHook(
    ({ latest, fetching }) => {
      const { moment, follow } = useAsked(latest)
      follow(fetching)
      return moment
    },
    { initialProps: { latest: first, fetching: false } },
  )

test('a refresh is asked for at once when nothing is on its way', () => {
  const [first, second] = [at(100), at(200)]
  const { result, rerender } = asking(first)
  rerender({ latest: second, fetching: false })
  expect(result.current).toBe(second)
})

test('a refresh waits for the answer to the one before, then the newest is asked for', () => {
  const [first, second, third] = [at(100), at(200), at(300)]
  const { result, rerender } = asking(first)
  rerender({ latest: first, fetching: true })
  rerender({ latest: second, fetching: true })
  rerender({ latest: third, fetching: true })
  expect(result.current).toBe(first)
  rerender({ latest: third, fetching: false })
  expect(result.current).toBe(third)
})

test('another span is asked for at once, whatever is on its way', () => {
  const { result, rerender } = asking(at(100))
  const other = at(200, day)
  rerender({ latest: other, fetching: true })
  expect(result.current).toBe(other)
})

test('what is drawn stays at its moment until the next answer is there, and moves at once to another span', () => {
  const [first, second, other] = [at(100), at(200), at(300, day)]
  const { result, rerender } = renderHook(({ asked, waits }) => useDrawn(asked, waits), { initialProps: { asked: first, waits: false } })
  rerender({ asked: second, waits: true })
  expect(result.current).toBe(first)
  rerender({ asked: second, waits: false })
  expect(result.current).toBe(second)
  rerender({ asked: other, waits: true })
  expect(result.current).toBe(other)
})
