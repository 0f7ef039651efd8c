import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createQueryClient } from '#web/api/client.ts'
import { writePreference } from '#web/ui/preference.ts'
import { fetchAhead } from './index.ts'

const realFetch = globalThis.fetch
const unheard: unknown[] = []
const hear = (error: unknown): void => void unheard.push(error)

beforeEach(() => process.on('unhandledRejection', hear))
afterEach(() => {
  process.off('unhandledRejection', hear)
  globalThis.fetch = realFetch
  localStorage.clear()
})

test('what fails ahead fails once, also where the other answer fails after it: nothing is left that nobody hears', async () => {
  writePreference('landing', 'gone')
  let fail = (): void => undefined
  const later = new Promise<void>((resolve) => (fail = resolve))
  globalThis.fetch = async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, 'http://localhost')
    if (pathname === '/api/dashboards/gone') return Response.json({ code: 'not_found' }, { status: 404 })
    if (pathname !== '/api/landing') return Response.json({ code: 'forbidden' }, { status: 403 })
    await later
    return Response.json({ code: 'forbidden' }, { status: 403 })
  }
  const client = createQueryClient()
  await expect(fetchAhead(client)).rejects.toMatchObject({ code: 'not_found' })
  fail()
  await vi.waitFor(() => expect(client.isFetching()).toBe(0), { timeout: 15_000 })
  await new Promise((done) => setTimeout(done))
  expect(unheard).toEqual([])
})
