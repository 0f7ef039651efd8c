import 'fake-indexeddb/auto'
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSignedWorld } from '#tests/support/signed-world.ts'
import type { SignedWorld } from '#tests/support/signed-world.ts'
import { createQueryClient } from '#web/api/client.ts'
import { App } from '#web/app/App.tsx'

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
  for (const [login, role] of [
    ['mateo', 'noc-operator'],
    ['eva', 'executive'],
  ] as const)
    await world.ask('POST', '/api/people', { name: login, login, password, roles: [role] }, { 'idempotency-key': login.padEnd(32, 'x') })
  admin = world.session
})
afterEach(() => {
  globalThis.fetch = realFetch
  world.close()
})

const signInAs = async (login: string): Promise<void> => {
  world.session = undefined
  await world.ask('POST', '/api/door/sign-in', { login, password })
}
const open = (path: string): void => {
  history.replaceState(null, '', path)
  render(<App client={createQueryClient()} />)
}
const accessOf = async (kind: 'dashboards' | 'sources', id: string): Promise<unknown> => (await world.ask('GET', `/api/${kind}/${id}/access`)).body

test('a dashboard is shared with a role to edit, with a team to look, and made the dashboard of a role', async () => {
  open('/d/this-machine')
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Share' }))
  const dialog = await screen.findByRole('dialog', { name: 'Share This machine' })
  const role = await within(dialog).findByLabelText('A role')
  await within(role).findByRole('option', { name: 'NOC operator' })
  await user.selectOptions(role, 'NOC operator')
  await user.click(within(dialog).getByRole('button', { name: 'Add' }))
  await user.selectOptions(within(dialog).getByLabelText('What NOC operator, everyone of this role may do'), 'May edit')
  await user.selectOptions(within(dialog).getByLabelText('Share with'), 'A team')
  await user.type(within(dialog).getByLabelText('A team'), 'SRE-Core{Enter}')
  await user.click(within(dialog).getByRole('button', { name: 'Stop sharing with Everyone who is signed in' }))
  await user.selectOptions(within(dialog).getByLabelText('Dashboard of a role'), 'Helpdesk')
  expect(within(dialog).getByText('Looked after by Nora Klein')).toBeVisible()
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Sharing of This machine is saved')
  expect(await accessOf('dashboards', 'this-machine')).toMatchObject({
    shares: [
      { to: { kind: 'role', id: 'noc-operator' }, as: 'edit' },
      { to: { kind: 'team', id: 'SRE-Core' }, as: 'view' },
    ],
    template: { role: 'helpdesk' },
  })
})

test('whoever may only look sees no Edit, no Share, no Remove, and why, where they would look for it', async () => {
  await signInAs('eva')
  open('/d/this-machine')
  const user = userEvent.setup({ pointerEventsCheck: 0 })
  await user.click(await screen.findByRole('button', { name: 'View only' }))
  expect(await screen.findByText('Your role looks at dashboards and does not change them.')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Share' })).toBeNull()
  await user.keyboard('{Escape}')
  await user.keyboard('e')
  expect(screen.queryByRole('button', { name: 'Review and publish' })).toBeNull()
})

test('the list of dashboards offers a person what they may do with each', async () => {
  await signInAs('mateo')
  open('/dashboards')
  const user = userEvent.setup({ pointerEventsCheck: 0 })
  expect(await screen.findByRole('button', { name: 'New dashboard' })).toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'More for This machine' }))
  const remove = await screen.findByRole('menuitem', { name: /^Remove/, hidden: true })
  expect(remove).toHaveAttribute('aria-disabled', 'true')
  expect(remove).toHaveTextContent('Only its owner and administrators remove it')
})

test('access to a source is narrowed to a label, with what that means, and is in force when saved', async () => {
  open('/sources/at/host')
  const user = userEvent.setup()
  await screen.findByRole('heading', { name: 'Who may ask this source' })
  await user.click(await screen.findByRole('button', { name: 'Take access from Everyone who is signed in' }))
  expect(screen.getByText('Only administrators may ask this source.')).toBeVisible()
  await screen.findByRole('option', { name: 'SRE' })
  await user.selectOptions(screen.getByLabelText('A role'), 'SRE')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await user.click(screen.getByRole('button', { name: 'Narrow' }))
  await user.type(screen.getByLabelText('Label'), '1team')
  await user.type(screen.getByLabelText('Value'), 'payments')
  await user.click(screen.getByRole('button', { name: 'Save access' }))
  expect(screen.getByText(/A label begins with a letter/)).toBeVisible()
  await user.clear(screen.getByLabelText('Label'))
  await user.type(screen.getByLabelText('Label'), 'team')
  expect(screen.getByText(/Every question is held to team="payments"/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Save access' }))
  await screen.findByText('Access is saved and in force')
  await waitFor(async () =>
    expect(await accessOf('sources', 'host')).toMatchObject({
      grants: [{ to: { kind: 'role', id: 'sre' }, matchers: [{ label: 'team', op: '=', value: 'payments' }] }],
    }),
  )
  expect(admin).toBe(world.session)
})

test('whoever does not manage sources sees them without the ways to change them', async () => {
  await signInAs('mateo')
  open('/sources')
  expect(await screen.findByText(/needs the right to connect sources/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Add a source' })).toBeNull()
  expect(screen.queryByText('Who may ask this source')).toBeNull()
})

test('a widget is shown to a chosen role only: others do not get it, those who edit see why', async () => {
  open('/d/this-machine')
  const user = userEvent.setup({ pointerEventsCheck: 0 })
  const before = await screen.findAllByRole('article')
  await user.click(await screen.findByRole('button', { name: 'Edit' }))
  await screen.findByRole('button', { name: 'Review and publish' })
  const [first] = screen.getAllByRole('article')
  const name = first?.querySelector('h3')?.textContent ?? ''
  const id = first?.closest('[data-widget]')?.getAttribute('data-widget') ?? ''
  const widget = (): HTMLElement | null => document.querySelector<HTMLElement>(`[data-widget="${id}"]`)
  first?.focus()
  await user.keyboard('{Enter}')
  await user.click(await screen.findByRole('tab', { name: 'Who' }))
  expect(await screen.findByText('Everybody who sees its section sees this widget.')).toBeVisible()
  await user.click(await screen.findByRole('checkbox', { name: 'Executive' }))
  expect(await screen.findByText('Only people with the role Executive see it.')).toBeVisible()
  await waitFor(() => expect(widget()).toHaveTextContent('Only for Executive'))
  await user.click(screen.getByRole('button', { name: 'Review and publish' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(`Changed who sees ${name}`)).toBeVisible()
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }))
  await screen.findByRole('button', { name: 'Edit' })
  await waitFor(() => expect(widget()).toHaveTextContent('Only for Executive'))

  cleanup()
  await signInAs('mateo')
  open('/d/this-machine')
  expect(await screen.findAllByRole('article')).toHaveLength(before.length - 1)
  expect(widget()).toBeNull()
  cleanup()
  await signInAs('eva')
  open('/d/this-machine')
  expect(await screen.findAllByRole('article')).toHaveLength(before.length)
  expect(widget()).not.toBeNull()
})

test('whoever owns a dashboard names a person to share it with, without seeing the list of people', async () => {
  await signInAs('mateo')
  const doc = {
    v: 1,
    title: 'Night shift',
    sections: [{ id: 's', title: '', widgets: [], layouts: { desktop: [] } }],
    variables: [],
    time: { range: { from: 'now-1h', to: 'now' }, refreshMs: 0 },
  }
  const { body } = await world.ask('POST', '/api/dashboards', { doc }, { 'idempotency-key': 'night-shift-0123456789' })
  const { id } = body as { id: string }
  open(`/d/${id}`)
  const user = userEvent.setup({ pointerEventsCheck: 0 })
  await user.click(await screen.findByRole('button', { name: 'Share' }))
  const dialog = await screen.findByRole('dialog', { name: 'Share Night shift' })
  await user.selectOptions(within(dialog).getByLabelText('Share with'), 'A person')
  await user.type(within(dialog).getByLabelText('A person'), 'kl')
  const found = await within(dialog).findByRole('list', { name: 'People with this name' })
  await user.click(within(found).getByRole('button', { name: 'Nora Klein' }))
  expect(within(dialog).getByRole('list', { name: 'Shared with' })).toHaveTextContent('Nora Klein')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Sharing of Night shift is saved')
  expect(await accessOf('dashboards', id)).toMatchObject({ shares: [{ to: { kind: 'person' }, as: 'view' }], people: [{ name: 'Nora Klein' }] })
})
