import 'fake-indexeddb/auto'
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createGateway } from '#server/node/gateway.ts'
import { silentLog } from '#tests/support/faults.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'
import type { FakeClock } from '#tests/support/fake-clock.ts'
import { serveLoopback } from '#tests/support/hostile-server.ts'
import type { LoopbackServer } from '#tests/support/hostile-server.ts'
import { hasPrometheus, startPrometheus } from '#tests/support/prometheus.ts'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { App } from '#web/app/App.tsx'

// Pages and dialogs load as they are needed.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

const realFetch = globalThis.fetch
const password = 'harbour flag house signal'
const token = 'canary-token-4711'
const guarded = (to: string, proof: string): Promise<LoopbackServer> =>
  serveLoopback((request, response) => {
    if (request.headers.authorization !== proof) return void response.writeHead(401).end()
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = 'GET' } = request
      const headers = { 'content-type': request.headers['content-type'] ?? 'text/plain' }
      void realFetch(`${to}${request.url ?? ''}`, { method, headers, ...(method === 'POST' && { body: Buffer.concat(parts) }) }).then(async (reply) => {
        response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' })
        response.end(Buffer.from(await reply.arrayBuffer()))
      })
    })
  })

let world: SignedWorld
let clock: FakeClock
const gateway = createGateway({ allow: ['127.0.0.0/8'], ownPorts: () => [], log: silentLog })

beforeEach(async () => {
  localStorage.clear()
  clock = createFakeClock(Date.now())
  world = createSignedWorld({}, { net: gateway, clock })
  globalThis.fetch = world.fetch
  await world.begin()
})
afterEach(() => {
  globalThis.fetch = realFetch
  world.close()
})

const open = (path: string) => {
  history.replaceState(null, '', path)
  const client = createQueryClient()
  return { client, ...render(<App client={client} />) }
}
const sources = async () => (await world.ask('GET', '/api/sources')).body as readonly { readonly id: string; readonly secrets?: object; readonly rev: number }[]
const kept = async () => (await sources()).find((s) => s.id === 'metrics')?.secrets

test('whoever signed in too long ago is asked once more, and then gets what they asked for with nothing typed again', async () => {
  await clock.advance(6 * 60_000)
  open('/administration/tokens')
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Add a token' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add a token' })
  await user.type(within(dialog).getByLabelText('Name'), 'CI')
  const scope = within(dialog).getAllByRole('checkbox')[0]
  if (scope) await user.click(scope)
  await user.click(within(dialog).getByRole('button', { name: 'Make the token' }))
  const prove = await screen.findByRole('dialog', { name: 'Confirm it is you' })
  await user.type(within(prove).getByLabelText('Password'), 'not it{Enter}')
  expect(await within(prove).findByText('Not your password')).toBeInTheDocument()
  await user.type(within(prove).getByLabelText('Password'), password)
  await user.click(within(prove).getByRole('button', { name: 'Go on' }))
  await waitFor(async () => expect((await world.ask('GET', '/api/tokens')).body).toMatchObject([{ name: 'CI' }]))
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Confirm it is you' })).not.toBeInTheDocument())
})

test('who would rather not is back where they were, with what they typed', async () => {
  await clock.advance(6 * 60_000)
  open('/administration/tokens')
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Add a token' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add a token' })
  await user.type(within(dialog).getByLabelText('Name'), 'CI')
  const scope = within(dialog).getAllByRole('checkbox')[0]
  if (scope) await user.click(scope)
  await user.click(within(dialog).getByRole('button', { name: 'Make the token' }))
  await screen.findByRole('dialog', { name: 'Confirm it is you' })
  await user.keyboard('{Escape}')
  expect(await within(dialog).findByText('Sign in again to do this.')).toBeInTheDocument()
  expect(within(dialog).getByLabelText('Name')).toHaveValue('CI')
  expect((await world.ask('GET', '/api/tokens')).body).toEqual([])
})

describe.runIf(hasPrometheus)('a real Prometheus that lets in only who proves themselves', () => {
  test('is asked with the token from the form, which nobody sees again and which goes nowhere else', async () => {
    globalThis.fetch = realFetch
    const prometheus = await startPrometheus({ scrape: [] })
    const door = await guarded(prometheus.url, `Bearer ${token}`)
    const elsewhere = await serveLoopback((_request, response) => void response.writeHead(401).end())
    globalThis.fetch = world.fetch
    try {
      const { unmount } = open('/sources/new/prometheus')
      const user = userEvent.setup()
      const name = await screen.findByLabelText('Name')
      await user.clear(name)
      await user.type(name, 'Metrics')
      await user.type(screen.getByLabelText(/^Address/), door.url)
      await user.type(screen.getByLabelText(/^Bearer token/), token)
      await user.click(screen.getByRole('button', { name: 'Test the connection' }))
      expect(await screen.findByText(/Metrics answers/)).toBeInTheDocument()
      await user.click(screen.getByRole('button', { name: 'Add' }))
      await waitFor(async () => expect(await kept()).toEqual({ bearer: { setAt: clock.now() } }))
      expect(JSON.stringify(await sources())).not.toContain(token)
      unmount()

      const page = open('/sources/at/metrics')
      expect(await screen.findByText(/^Kept, set on/)).toBeInTheDocument()
      await user.click(screen.getByRole('button', { name: 'Test the connection' }))
      expect(await screen.findByText(/Metrics answers/)).toBeInTheDocument()
      const address = screen.getByLabelText(/^Address/)
      await user.clear(address)
      await user.type(address, elsewhere.url)
      expect(screen.getByText(/What is kept goes away when you save/)).toBeInTheDocument()
      await user.click(screen.getByRole('button', { name: 'Test the connection' }))
      expect(await screen.findByText(/does not answer/)).toBeInTheDocument()
      await user.click(screen.getByRole('button', { name: 'Save' }))
      await waitFor(async () => expect(await kept()).toBeUndefined())
      expect(elsewhere.seen.map((it) => it.headers.authorization).filter((it) => it !== undefined)).toEqual([])
      expect(
        document.body.innerHTML +
          JSON.stringify(
            page.client
              .getQueryCache()
              .getAll()
              .map((q) => q.state.data),
          ),
      ).not.toContain(token)
    } finally {
      globalThis.fetch = realFetch
      await Promise.all([prometheus.stop(), door.stop(), elsewhere.stop()])
    }
  })
})
