import 'fake-indexeddb/auto'
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Person } from '#contract/identity.ts'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { App } from '#web/app/App.tsx'
import { found } from '#web/pages/people/find-people.ts'

// Pages and dialogs load as they are needed.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 60_000 })

const realFetch = globalThis.fetch
const password = 'harbour flag house signal'
let world: SignedWorld
let admin: string | undefined

beforeEach(async () => {
  localStorage.clear()
  world = createSignedWorld()
  globalThis.fetch = world.fetch
  await world.begin()
  admin = world.session
})
afterEach(() => {
  globalThis.fetch = realFetch
  world.close()
})

const open = (path: string): void => {
  history.replaceState(null, '', path)
  render(<App client={createQueryClient()} />)
}
const key = { 'idempotency-key': 'a'.repeat(32) }
const add = async (login: string, roles: readonly string[]): Promise<Person> => {
  const { body } = await world.ask('POST', '/api/people', { name: login, login, password, roles }, { 'idempotency-key': login.padEnd(32, 'x') })
  // The contract's Person.
  return body as Person
}
const people = async (): Promise<readonly Person[]> => (await world.ask('GET', '/api/people')).body as readonly Person[]

describe('people', () => {
  test('a person is added with login, first password, roles and teams, and can then sign in', async () => {
    open('/administration/people')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Add a person' }))
    const dialog = await screen.findByRole('dialog', { name: 'Add a person' })
    await user.type(within(dialog).getByLabelText('Name'), 'Mateo Alvarez')
    await user.type(within(dialog).getByLabelText('Login'), 'nora')
    await user.type(within(dialog).getByLabelText('First password'), 'too short')
    await user.click(within(dialog).getByRole('button', { name: 'Add' }))
    expect(within(dialog).getByText('Somebody has this login already')).toBeVisible()
    expect(within(dialog).getByText('At least 15 characters, at most 128')).toBeVisible()
    await user.clear(within(dialog).getByLabelText('Login'))
    await user.type(within(dialog).getByLabelText('Login'), 'mateo')
    await user.clear(within(dialog).getByLabelText('First password'))
    await user.type(within(dialog).getByLabelText('First password'), password)
    await user.click(within(dialog).getByRole('checkbox', { name: 'NOC operator' }))
    await user.type(within(dialog).getByLabelText(/^Teams/), 'SRE-Core,Payments{Enter}')
    await user.click(within(dialog).getByRole('button', { name: 'Add' }))
    expect(await screen.findByText('Mateo Alvarez can sign in now')).toBeVisible()
    expect(await screen.findByRole('button', { name: 'Mateo Alvarez' })).toBeVisible()
    expect((await people()).find((p) => p.login === 'mateo')).toMatchObject({
      teams: ['SRE-Core', 'Payments'],
      roles: [{ role: 'noc-operator', from: 'local' }],
    })
    const { status } = await world.ask('POST', '/api/door/sign-in', { login: 'mateo', password })
    expect(status).toBe(200)
  })

  test('roles are given and taken, and the list tells', async () => {
    await add('mateo', ['noc-operator'])
    open('/administration/people')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'mateo' }))
    const dialog = await screen.findByRole('dialog', { name: 'mateo' })
    await user.click(within(dialog).getByRole('checkbox', { name: 'NOC operator' }))
    await user.click(within(dialog).getByRole('checkbox', { name: 'Helpdesk' }))
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    await screen.findByText('mateo is saved')
    expect((await people()).find((p) => p.login === 'mateo')?.roles).toEqual([{ role: 'helpdesk', from: 'local' }])
  })

  test('somebody is shut out at once, and let in again', async () => {
    await add('mateo', ['noc-operator'])
    open('/administration/people')
    const user = userEvent.setup({ pointerEventsCheck: 0 })
    await user.click(await screen.findByRole('button', { name: 'Actions for mateo' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Shut out', hidden: true }))
    const dialog = await screen.findByRole('dialog', { name: 'Shut mateo out?' })
    await user.click(within(dialog).getByRole('button', { name: 'Shut out' }))
    await screen.findByText('mateo is shut out')
    expect((await people()).find((p) => p.login === 'mateo')?.disabled).toBe(true)
  })

  test('whoever may not see people reads which right is missing and who gives it, and the rail does not offer it', async () => {
    await add('tom', ['helpdesk'])
    await world.ask('POST', '/api/door/sign-in', { login: 'tom', password })
    expect(world.session).not.toBe(admin)
    open('/administration/people')
    expect(await screen.findByText('You need the right to manage people')).toBeVisible()
    expect(screen.getByText(/Ask an administrator/)).toBeVisible()
    expect(screen.queryByText('Administration')).toBeNull()
    expect(screen.queryByRole('link', { name: 'Audit' })).toBeNull()
  })

  test('a search needs every word, in any of name, role, team and site, and shows the shut out last', () => {
    const one = (name: string, part: Partial<Person> = {}): Person => ({
      id: name,
      rev: 1,
      name,
      login: null,
      email: null,
      roles: [],
      teams: [],
      sites: [],
      disabled: false,
      via: [],
      createdAt: 0,
      lastSeenAt: null,
      ...part,
    })
    const roles = [{ id: 'sre', rev: 1, name: 'SRE', level: 'editor' as const, capabilities: [], landing: null, preset: true, parent: null, shared: false }]
    const all = [
      one('Zoe', { teams: ['Core'] }),
      one('Ada', { roles: [{ role: 'sre', from: 'local' }], teams: ['Core'], disabled: true }),
      one('Bo', { sites: ['FRA'] }),
    ]
    expect(found(all, roles, '').map((p) => p.name)).toEqual(['Bo', 'Zoe', 'Ada'])
    expect(found(all, roles, 'core').map((p) => p.name)).toEqual(['Zoe', 'Ada'])
    expect(found(all, roles, 'sre core').map((p) => p.name)).toEqual(['Ada'])
  })
})

test('a role is added with level, rights and landing, and removed with what it means', async () => {
  open('/administration/roles')
  const user = userEvent.setup({ pointerEventsCheck: 0 })
  await user.click(await screen.findByRole('button', { name: 'Add a role' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add a role' })
  await user.click(within(dialog).getByRole('button', { name: 'Add' }))
  expect(within(dialog).getByText('Name the role')).toBeVisible()
  await user.type(within(dialog).getByLabelText('Name'), 'Data centre hand')
  await user.click(within(dialog).getByRole('checkbox', { name: /^read the audit/ }))
  await user.selectOptions(within(dialog).getByLabelText('Lands on'), 'This machine')
  await user.click(within(dialog).getByRole('button', { name: 'Add' }))
  await screen.findByText('Data centre hand is added')
  const { body } = await world.ask('GET', '/api/roles')
  expect(body).toContainEqual(expect.objectContaining({ name: 'Data centre hand', level: 'viewer', capabilities: ['audit.read'], landing: 'this-machine' }))
  await user.click(await screen.findByRole('button', { name: 'Actions for Data centre hand' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Remove', hidden: true }))
  const asking = await screen.findByRole('dialog', { name: 'Remove the role Data centre hand?' })
  expect(asking).toHaveTextContent('Nobody holds it.')
  await user.click(within(asking).getByRole('button', { name: 'Remove' }))
  await screen.findByText('Data centre hand is removed')
})

test('a service token is shown once, not in any cache, and lets in only for what it may', async () => {
  const client = createQueryClient()
  history.replaceState(null, '', '/administration/tokens')
  render(<App client={client} />)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Add a token' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add a token' })
  await user.type(within(dialog).getByLabelText('Name'), 'Backup')
  await user.click(within(dialog).getByRole('button', { name: 'Make the token' }))
  expect(within(dialog).getByText('Choose at least one')).toBeVisible()
  await user.click(within(dialog).getByRole('checkbox', { name: 'read dashboards' }))
  await user.click(within(dialog).getByRole('button', { name: 'Make the token' }))
  const shown = await screen.findByLabelText<HTMLInputElement>('Token')
  const token = shown.value
  const bearer = { authorization: `Bearer ${token}` }
  expect((await world.ask('GET', '/api/dashboards', undefined, bearer)).status).toBe(200)
  expect((await world.ask('GET', '/api/people', undefined, bearer)).status).toBe(403)
  await user.keyboard('{Escape}')
  expect(screen.getByLabelText('Token')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'I have stored it' }))
  await waitFor(() => expect(screen.queryByLabelText('Token')).toBeNull())
  expect(await screen.findByRole('cell', { name: 'Backup' })).toBeVisible()
  expect(
    JSON.stringify(
      client
        .getQueryCache()
        .getAll()
        .map((q) => q.state.data),
    ),
  ).not.toContain(token)
  expect(document.body.innerHTML).not.toContain(token)
})

test('the audit tells who did what, opens a line, and is exported by its own address', async () => {
  await world.ask('POST', '/api/tokens', { name: 'CI', scopes: ['queries:run'], days: 7 }, key)
  await world.api.tick(Date.now())
  open('/administration/audit')
  expect((await screen.findAllByText('token.create')).length).toBeGreaterThan(0)
  expect(screen.getByRole('link', { name: 'Export' })).toHaveAttribute('href', '/api/audit/export')
  const user = userEvent.setup()
  await user.click(screen.getAllByRole('button', { name: /^Details of line/ })[0] ?? document.body)
  expect(screen.getByText('Seal')).toBeVisible()
  await user.type(screen.getByLabelText('Action'), 'nothing.like.this')
  expect(await screen.findByText('No line fits')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Export these' })).toHaveAttribute('href', '/api/audit/export?action=nothing.like.this')
})

describe('your account', () => {
  test('teams follow the person, and another session is ended from here', async () => {
    // Another browser of the same person.
    world.session = undefined
    await world.ask('POST', '/api/door/sign-in', { login: 'nora', password })
    open('/account')
    const user = userEvent.setup()
    const rows = await screen.findAllByRole('row')
    expect(rows).toHaveLength(3)
    await user.click(screen.getByRole('button', { name: 'End' }))
    await screen.findByText('Session ended')
    expect((await world.ask('GET', '/api/me/sessions')).body).toHaveLength(1)
    await user.type(screen.getByLabelText('Teams'), 'SRE-Core{Enter}')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Your account is saved')
    expect((await world.ask('GET', '/api/me')).body).toMatchObject({ teams: ['SRE-Core'] })
  })

  test('a password is changed only with the one before', async () => {
    open('/account')
    const user = userEvent.setup()
    await user.type(await screen.findByLabelText('Password now'), 'not my password at all')
    await user.type(screen.getByLabelText('New password'), 'another long harbour phrase')
    await user.click(screen.getByRole('button', { name: 'Change password' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('That is not your password now.')
    await user.clear(screen.getByLabelText('Password now'))
    await user.type(screen.getByLabelText('Password now'), password)
    await user.click(screen.getByRole('button', { name: 'Change password' }))
    await screen.findByText('Your password is set')
    expect((await world.ask('POST', '/api/door/sign-in', { login: 'nora', password: 'another long harbour phrase' })).status).toBe(200)
  })
})

test('the first words about this machine stand over the dashboard that shows it, and over no other', async () => {
  open('/d/this-machine')
  expect(await screen.findByRole('heading', { name: 'This machine, live' })).toBeVisible()
  cleanup()
  open('/d/landing-sre')
  expect(await screen.findByRole('heading', { name: 'Nothing to show here yet' })).toBeVisible()
  expect(screen.queryByRole('heading', { name: 'This machine, live' })).toBeNull()
})
