import 'fake-indexeddb/auto'
import type { QueryClient } from '@tanstack/react-query'
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { takeSetupCode } from '#web/api/door-query.ts'
import { dashboardsQuery } from '#web/api/dashboard-query.ts'
import { tellLapse } from '#web/api/lapse.ts'
import { meQuery } from '#web/api/me-query.ts'
import { App } from './App.tsx'

// Pages and dialogs load as they are needed.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 60_000 })

const realFetch = globalThis.fetch
const password = 'harbour flag house signal'
let world: SignedWorld

beforeEach(() => {
  localStorage.clear()
  world = createSignedWorld()
  globalThis.fetch = world.fetch
  history.replaceState(null, '', '/dashboards')
})
afterEach(() => {
  globalThis.fetch = realFetch
  world.close()
})

const open = (setupCode?: string) => {
  const client = createQueryClient()
  render(<App client={client} setupCode={setupCode} />)
  return client
}
const signInAs = async (login: string, secret: string): Promise<void> => {
  const user = userEvent.setup()
  const name = await screen.findByLabelText('Login')
  await user.clear(name)
  await user.type(name, login)
  await user.type(screen.getByLabelText('Password'), secret)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('the one-time code leaves the address at once and stays out of it', () => {
  history.replaceState(null, '', '/dashboards?from=now-1h#setup=abc-DEF_123')
  expect(takeSetupCode()).toBe('abc-DEF_123')
  expect(location.href).toBe('http://localhost:3000/dashboards?from=now-1h')
  expect(takeSetupCode()).toBeUndefined()
})

test('the first person names themselves, chooses a role and is in, at the address they opened', async () => {
  const user = userEvent.setup()
  open(await world.api.accounts.setupCode())
  await screen.findByRole('heading', { level: 1, name: 'Name yourself and choose a role' })
  expect(screen.getAllByRole('radio')).toHaveLength(9)
  await user.click(screen.getByRole('button', { name: 'Open Homeport' }))
  expect(screen.getByText('Type the name others see')).toBeVisible()
  expect(screen.getByText('Choose the one nearest to your work')).toBeVisible()
  await user.type(screen.getByLabelText('Your name'), 'Nora Klein')
  await user.click(screen.getByRole('radio', { name: /^SRE/ }))
  await user.click(screen.getByRole('button', { name: 'Open Homeport' }))
  await screen.findByRole('heading', { level: 1, name: 'Dashboards' })
  expect(screen.getByRole('button', { name: /Nora Klein/ })).toBeVisible()
  expect((await world.ask('GET', '/api/me')).body).toMatchObject({ name: 'Nora Klein', active: 'sre', level: 'admin', hasPassword: false })
})

test('without its code a new installation says where the code is, and takes the whole address too', async () => {
  const user = userEvent.setup()
  const code = await world.api.accounts.setupCode()
  open()
  await user.type(await screen.findByLabelText('Set-up code'), `http://127.0.0.1:4600/#setup=${code}`)
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  await user.type(await screen.findByLabelText('Your name'), 'Nora')
  await user.click(screen.getByRole('radio', { name: /^NOC operator/ }))
  await user.click(screen.getByRole('button', { name: 'Open Homeport' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible()
})

test('a code that is not good any more is told, and nothing typed is lost', async () => {
  const user = userEvent.setup()
  open('an-old-code')
  await user.type(await screen.findByLabelText('Your name'), 'Nora')
  await user.click(screen.getByRole('radio', { name: /^SRE/ }))
  await user.click(screen.getByRole('button', { name: 'Open Homeport' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('This code does not work any more')
  expect(screen.getByLabelText('Your name')).toHaveValue('Nora')
})

test('a wrong password keeps the login, the right one opens the address asked for', async () => {
  await world.begin()
  world.session = undefined
  history.replaceState(null, '', '/administration/roles')
  open()
  await screen.findByRole('heading', { level: 1, name: 'Sign in' })
  await signInAs('nora', 'not the one at all, sorry')
  expect(await screen.findByRole('alert')).toHaveTextContent('Login and password do not belong together.')
  expect(screen.getByLabelText('Login')).toHaveValue('nora')
  expect(screen.getByLabelText('Password')).toHaveValue('')
  await signInAs('nora', password)
  await screen.findByRole('heading', { level: 1, name: 'Roles' })
  expect(location.pathname).toBe('/administration/roles')
})

test('too many guesses are held up with the time that is left, and the button waits', async () => {
  await world.begin()
  world.session = undefined
  for (let i = 0; i < 30; i += 1) {
    const { status } = await world.ask('POST', '/api/door/sign-in', { login: 'nora', password: 'a guess that is wrong' })
    if (status === 429) break
  }
  open()
  await signInAs('nora', password)
  expect(await screen.findByRole('alert')).toHaveTextContent(/^Too many tries\. The next one is possible in \d/)
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeDisabled()
})

test('ways through identity providers lead back to where the person wanted to go', async () => {
  world.close()
  world = createSignedWorld({
    door: { ways: [{ kind: 'oidc', id: 'corp', name: 'Harbour SSO', start: '/auth/corp/start' }], look: { message: 'Freeze until Monday', links: [] } },
  })
  globalThis.fetch = world.fetch
  await world.begin()
  world.session = undefined
  history.replaceState(null, '', '/d/this-machine?from=now-6h&to=now')
  open()
  const way = await screen.findByRole('link', { name: 'Sign in with Harbour SSO' })
  expect(way).toHaveAttribute('href', '/auth/corp/start?to=%2Fd%2Fthis-machine%3Ffrom%3Dnow-6h%26to%3Dnow')
  expect(screen.getByText('Freeze until Monday')).toBeVisible()
})

test('a refusal is heard while an older answer to who is there is still on its way', async () => {
  await world.begin()
  const client = open()
  await screen.findByRole('heading', { level: 1, name: 'Dashboards' })
  const released = Promise.withResolvers<undefined>()
  let held = false
  globalThis.fetch = async (input, init) => {
    const reply = await world.fetch(input, init)
    const url = input instanceof Request ? input.url : String(input)
    if (held || !url.endsWith('/api/me')) return reply
    held = true
    await released.promise
    return reply
  }
  tellLapse()
  await vi.waitFor(() => expect(held).toBe(true), { timeout: 15_000 })
  // An answer still on its way would be waited for instead of asking anew.
  await waitFor(() => expect(client.getQueryState(dashboardsQuery.queryKey)?.status).toBe('success'))
  world.session = undefined
  await client.refetchQueries({ queryKey: dashboardsQuery.queryKey })
  released.resolve(undefined)
  expect(await screen.findByRole('dialog', { name: 'Sign in again' })).toBeInTheDocument()
})

test('a session that ends in mid-work leaves the screen, asks over it, and goes on', async () => {
  await world.begin()
  const client = open()
  await screen.findByRole('heading', { level: 1, name: 'Dashboards' })
  // An answer still on its way would be waited for instead of asking anew.
  await waitFor(() => expect(client.getQueryState(dashboardsQuery.queryKey)?.status).toBe('success'))
  world.session = undefined
  await client.refetchQueries({ queryKey: dashboardsQuery.queryKey })
  const dialog = await screen.findByRole('dialog', { name: 'Sign in again' })
  expect(screen.getByRole('heading', { level: 1, name: 'Dashboards', hidden: true })).toBeInTheDocument()
  expect(within(dialog).getByLabelText('Login')).toHaveValue('nora')
  const user = userEvent.setup()
  await user.type(within(dialog).getByLabelText('Password'), password)
  await user.click(within(dialog).getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(client.getQueryState(meQuery.queryKey)?.status).toBe('success')
})

test('B8: after signing out nothing is left in memory, and Back shows the door', async () => {
  await world.begin()
  const client = open()
  await screen.findByRole('heading', { level: 1, name: 'Dashboards' })
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: /Nora Klein/ }))
  await user.click(await screen.findByRole('menuitem', { name: /Sign out/, hidden: true }))
  await screen.findByRole('heading', { level: 1, name: 'Sign in' })
  // Going back takes a moment, and what comes after must not be taken along.
  const gone = new Promise((back) => addEventListener('popstate', back, { once: true }))
  history.back()
  await Promise.race([gone, new Promise((later) => setTimeout(later, 500))])
  await screen.findByRole('heading', { level: 1, name: 'Sign in' })
  const kept = client
    .getQueryCache()
    .getAll()
    .filter((q) => q.state.data !== undefined)
    .map((q) => q.queryKey[0])
  expect(kept.filter((key) => key !== 'door' && key !== 'status')).toEqual([])
  expect(world.session).toBeUndefined()
})

/** Somebody signed in, on the list of dashboards, which has come. */
async function openDashboards(): Promise<QueryClient> {
  await world.begin()
  const client = open()
  await screen.findByRole('heading', { level: 1, name: 'Dashboards' })
  await waitFor(() => expect(client.getQueryState(dashboardsQuery.queryKey)?.status).toBe('success'))
  return client
}

test('a page out of the browser’s memory shows nothing until it is known who is there: the door when nobody is, itself when somebody is', async () => {
  await openDashboards()
  const comeBack = (): void => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  comeBack()
  expect(document.body).not.toBeVisible()
  await waitFor(() => expect(document.body).toBeVisible())
  expect(screen.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible()
  world.session = undefined
  comeBack()
  expect(document.body).not.toBeVisible()
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('where the server does not say who is there, the page stays away, that is told, and the next answer brings it back or shows the door', async () => {
  await openDashboards()
  let isMute = true
  globalThis.fetch = (input, init) => {
    if (!String(input instanceof Request ? input.url : input).endsWith('/api/me') || !isMute) return world.fetch(input, init)
    // A line that is there and says nothing.
    return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
  }
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(document.body).not.toBeVisible()
  const told = await screen.findByRole('alert')
  expect(document.body).toBeVisible()
  expect(within(told).getByText(/until it is known who is signed in/)).toBeVisible()
  // What hides all else of the page (Unsure.module.css).
  expect(document.body).toHaveAttribute('data-unsure')
  expect(told.parentElement).toBe(document.body)

  isMute = false
  await userEvent.setup().click(within(told).getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(document.body).not.toHaveAttribute('data-unsure')
  expect(screen.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible()

  isMute = true
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await screen.findByRole('alert')
  world.session = undefined
  isMute = false
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a page that comes back twice while nobody says who is there stays away all the time', async () => {
  await openDashboards()
  let say = (): void => undefined
  const told = new Promise<void>((resolve) => (say = resolve))
  globalThis.fetch = async (input, init) => {
    if (String(input instanceof Request ? input.url : input).endsWith('/api/me')) await told
    return world.fetch(input, init)
  }
  for (const _ of ['once', 'again']) dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  // Whatever the first one still has to do is done by then.
  await new Promise((done) => setTimeout(done))
  expect(document.body).not.toBeVisible()
  say()
  await waitFor(() => expect(document.body).toBeVisible())
  expect(screen.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible()
})

test('signing out in one tab shows the door in the other', async () => {
  await openDashboards()
  world.session = undefined
  const other = new BroadcastChannel('homeport.session')
  other.postMessage('out')
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  other.close()
})

test('the active role is switched at once and announced', async () => {
  await world.begin()
  open()
  // Without a layout the menu believes its button to be out of sight.
  const user = userEvent.setup({ pointerEventsCheck: 0 })
  await user.click(await screen.findByRole('button', { name: /Nora Klein/ }))
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Administrator', hidden: true }))
  expect(await screen.findByText('You are now here as Administrator')).toBeInTheDocument()
  await waitFor(async () => expect((await world.ask('GET', '/api/me')).body).toMatchObject({ active: 'administrator' }))
})
