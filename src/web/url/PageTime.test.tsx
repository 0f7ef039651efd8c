import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Variable } from '#contract/dashboard.ts'
import { frameQuery, framesAreComing } from '#web/api/frame-query.ts'
import { ClockContext } from './clock.ts'
import { PageTime } from './PageTime.tsx'
import { useRange, useRefresh } from './use-time.ts'
import { goTo, usePlace, useUrl } from './use-url.ts'
import { useVariables } from './use-variables.ts'
import { useZone } from './zone.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 21)
let now = start
const clock = { now: () => now }
const defaults = { range: { from: 'now-1h', to: 'now' }, refreshMs: 10_000 }

beforeEach(() => {
  now = start
  history.replaceState(null, '', '/d/a')
  localStorage.clear()
})
afterEach(() => vi.useRealTimers())

const page = ({ children }: { readonly children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>
    <ClockContext value={clock}>
      <PageTime defaults={defaults}>{children}</PageTime>
    </ClockContext>
  </QueryClientProvider>
)
const used = () => renderHook(() => ({ ...useRange(), refresh: useRefresh(), zone: useZone(), url: useUrl(), place: usePlace()[0] }), { wrapper: page })

test('the dashboard’s own range counts until the address says another', () => {
  const { result } = used()
  expect(result.current.range).toEqual({ from: now - 60 * minute, to: now })
  act(() => result.current.setRange({ from: 'now-5m', to: 'now' }))
  expect(location.search).toBe('?from=now-5m&to=now')
  expect(result.current.range.from).toBe(now - 5 * minute)
  act(() => result.current.setRange(null))
  expect(location.search).toBe('')
})

test('a brushed range stays where it is while the clock goes on', () => {
  const { result } = used()
  act(() => result.current.setRange({ from: start + 0.4, to: start + 4000.6 }))
  now += minute
  act(() => result.current.refresh.refresh())
  expect(result.current.range).toEqual({ from: start, to: start + 4001 })
  expect(result.current.now).toBe(now)
})

test('Back returns to the range before', () => {
  const { result } = used()
  const before = history.length
  act(() => result.current.setRange({ from: 'now-5m', to: 'now' }))
  act(() => result.current.refresh.setEvery(5000))
  expect(history.length).toBe(before + 1)
})

test('a range that cannot be read leaves the usual one and is named', () => {
  history.replaceState(null, '', '/d/a?from=whenever&to=now')
  const { result } = used()
  expect(result.current.spec).toEqual(defaults.range)
  expect(result.current.url.unread).toEqual([{ name: 'from', value: 'whenever' }])
})

test('a saved range that cannot be read does not take the page along', () => {
  const broken = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>
      <ClockContext value={clock}>
        <PageTime defaults={{ range: { from: '2026-99-99T00:00Z', to: 'now' }, refreshMs: 0 }}>{children}</PageTime>
      </ClockContext>
    </QueryClientProvider>
  )
  const { result } = renderHook(() => useRange(), { wrapper: broken })
  expect(result.current.range).toEqual({ from: now - 6 * 60 * minute, to: now })
})

test('time moves on with every refresh, and not while paused', () => {
  vi.useFakeTimers()
  const { result } = used()
  const tick = (): void => {
    now += 10_000
    act(() => void vi.advanceTimersByTime(10_000))
  }
  tick()
  expect(result.current.now).toBe(now)
  act(() => result.current.refresh.setPaused(true))
  const then = result.current.now
  tick()
  expect(result.current.now).toBe(then)
  expect(result.current.refresh.everyMs).toBe(10_000)
})

test('the first refresh waits until the page is filled, but not for ever', async () => {
  const fetched = globalThis.fetch
  globalThis.fetch = (_, init) => new Promise((__, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
  // Answers are handed over by real timers, also to whoever asks after this test.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const request = { query: { source: 'slow', spec: {} }, range: { from: 0, to: 1 }, width: 400, variables: {}, zone: 'UTC' }
  const client = new QueryClient()
  const asked = client.fetchQuery(frameQuery(request)).catch(() => 'given up')
  const tick = (ms: number): void => {
    now += ms
    act(() => void vi.advanceTimersByTime(ms))
  }
  const { result } = used()
  const opened = result.current.now
  act(() => result.current.refresh.setEvery(2000))
  tick(2000)
  tick(2000)
  expect(result.current.now).toBe(opened)
  tick(2000)
  expect(result.current.now).toBe(now)
  tick(2000)
  expect(result.current.now).toBe(now)
  await client.cancelQueries()
  await asked
  vi.useRealTimers()
  await waitFor(() => expect(framesAreComing()).toBe(false))
  globalThis.fetch = fetched
})

test('a page nobody sees asks nothing, and catches up when it is seen again', () => {
  vi.useFakeTimers()
  const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const { result } = used()
  const then = result.current.now
  now += 60_000
  act(() => void vi.advanceTimersByTime(60_000))
  expect(result.current.now).toBe(then)
  visible.mockReturnValue('visible')
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  expect(result.current.now).toBe(now)
  visible.mockRestore()
})

test('time and zone go along to another place, and the zone is remembered', () => {
  const { result } = used()
  act(() => result.current.zone[1]('Asia/Kolkata'))
  act(() => result.current.setRange({ from: 'now-5m', to: 'now' }))
  act(() => goTo({ page: 'dashboard', id: 'b' }))
  expect(result.current.place).toEqual({ page: 'dashboard', id: 'b' })
  expect(result.current.spec.from).toBe('now-5m')
  act(() => history.replaceState(null, '', '/d/b'))
  expect(result.current.zone[0]).toBe('Asia/Kolkata')
})

test('variables come from the address, else from the document, and keep to one value where only one is allowed', () => {
  const from = { source: 'p', label: 'x' }
  const variables: readonly Variable[] = [
    { name: 'service', from, multi: true, default: ['all'] },
    { name: 'site', from, multi: false, default: 'fra' },
  ]
  const { result } = renderHook(() => useVariables(variables), { wrapper: page })
  expect(result.current.values).toEqual({ service: ['all'], site: 'fra' })
  act(() => result.current.setVariable('service', ['a', 'b']))
  act(() => history.pushState(null, '', `${location.pathname}${location.search}&var-site=x&var-site=y`))
  expect(result.current.values).toEqual({ service: ['a', 'b'], site: 'x' })
  act(() => result.current.setVariable('service', null))
  expect(result.current.values['service']).toEqual(['all'])
})
