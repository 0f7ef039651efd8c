import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { faultOf } from '#web/api/api-fault.ts'
import { createQueryClient } from '#web/api/client.ts'
import { writePreference } from '#web/ui/preference.ts'
import { fetchAhead } from './index.ts'

const realFetch = globalThis.fetch
const unheard: unknown[] = []
const later = 'answered after the other'
// Only this one: what another file leaves behind in the same process is its own.
const hear = (error: unknown): void => void (faultOf(error).detail === later && unheard.push(error))

beforeEach(() => process.on('unhandledRejection', hear))
afterEach(() => {
  process.off('unhandledRejection', hear)
  globalThis.fetch = realFetch
  localStorage.clear()
})

test('what fails ahead fails once, also where the other answer fails after it: nothing is left that nobody hears', async () => {
  writePreference('landing', 'gone')
  let fail = (): void => undefined
  const late = new Promise<void>((resolve) => (fail = resolve))
  globalThis.fetch = async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, 'http://localhost')
    if (pathname === '/api/dashboards/gone') return Response.json({ code: 'not_found' }, { status: 404 })
    if (pathname !== '/api/landing') return Response.json({ code: 'forbidden' }, { status: 403 })
    await late
    return Response.json({ code: 'forbidden', detail: later }, { status: 403 })
  }
  const client = createQueryClient()
  await expect(fetchAhead(client)).rejects.toMatchObject({ code: 'not_found' })
  fail()
  await vi.waitFor(() => expect(client.isFetching()).toBe(0), { timeout: 15_000 })
  await new Promise((done) => setTimeout(done))
  expect(unheard).toEqual([])
})
