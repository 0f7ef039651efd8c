import { renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { paceOf, timedChain, useDrawTime } from './pace.ts'

const context = { now: 0, range: { from: 0, to: 1 }, zone: 'UTC' }
const fresh = (): Frame => ({ fields: [{ name: 'v', type: 'number', values: [1] }] })
const draw = (widget: string, answered: Frame, shown = answered) => renderHook(({ it }) => useDrawTime(widget, answered, it), { initialProps: { it: shown } })

afterEach(() => {
  vi.restoreAllMocks()
})

test('of one answer in two widgets each has its own times', async () => {
  const answered = fresh()
  timedChain('a', answered, [], context)
  const before = paceOf('a', answered)
  timedChain('b', answered, [], context)
  draw('b', answered)
  await vi.waitFor(() => expect(paceOf('b', answered).drawMs).toBeGreaterThanOrEqual(0), { timeout: 15_000 })
  expect(paceOf('a', answered)).toEqual(before)
})

test('another look of the same answer is timed anew', async () => {
  const answered = fresh()
  timedChain('a', answered, [], context)
  const { rerender } = draw('a', answered)
  await vi.waitFor(() => expect(paceOf('a', answered).drawMs).toBeGreaterThanOrEqual(0), { timeout: 15_000 })
  timedChain('a', answered, [], context)
  expect(paceOf('a', answered).drawMs).toBeUndefined()
  rerender({ it: fresh() })
  await vi.waitFor(() => expect(paceOf('a', answered).drawMs).toBeGreaterThanOrEqual(0), { timeout: 15_000 })
})

test('the time a page is not seen is no time of drawing', async () => {
  const [hidden, left, seen] = [fresh(), fresh(), fresh()]
  for (const answered of [hidden, left, seen]) timedChain('a', answered, [], context)
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  draw('a', hidden)
  state.mockReturnValue('visible')
  draw('a', left)
  document.dispatchEvent(new Event('visibilitychange'))
  draw('a', seen)
  await vi.waitFor(() => expect(paceOf('a', seen).drawMs).toBeGreaterThanOrEqual(0), { timeout: 15_000 })
  expect([paceOf('a', hidden).drawMs, paceOf('a', left).drawMs]).toEqual([undefined, undefined])
})
