import 'fake-indexeddb/auto'
import { cleanup, configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMockApi } from '#mocks/mock-api.ts'
import type { MockApi } from '#mocks/mock-api.ts'
import { scenarios } from '#mocks/scenarios/registry.ts'
import { createQueryClient } from '#web/api/client.ts'
import { App } from '#web/app/App.tsx'

// Parts of the app load as they are needed.
configure({ asyncUtilTimeout: 20_000 })
vi.setConfig({ testTimeout: 120_000 })

const realFetch = globalThis.fetch
let api: MockApi

beforeEach(async () => {
  localStorage.clear()
  api = await createMockApi({ scenario: scenarios.calm })
  globalThis.fetch = async (input, init) => api.fetch(new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init))
  history.replaceState(null, '', '/d/this-machine')
})
afterEach(() => {
  globalThis.fetch = realFetch
  api.close()
})

const titleOf = async (id: string): Promise<string> => {
  const reply = await api.fetch(new Request('http://localhost/api/dashboards/this-machine'))
  // The contract's DashboardRecord.
  const { doc } = (await reply.json()) as { doc: { sections: { widgets: { id: string; title: string }[] }[] } }
  return doc.sections.flatMap((s) => s.widgets).find((w) => w.id === id)?.title ?? ''
}

test('a person renames a widget, loses the page, finds the change again, takes a second one back and publishes the first', async () => {
  const user = userEvent.setup()
  render(<App client={createQueryClient()} />)
  await screen.findAllByRole('article')
  await user.click(screen.getByRole('button', { name: 'Edit' }))
  await screen.findByRole('button', { name: 'Review and publish' })
  const [first] = screen.getAllByRole('article')
  const id = first?.closest('[data-widget]')?.getAttribute('data-widget') ?? ''
  first?.focus()
  await user.keyboard('{Enter}')
  const title = await screen.findByRole('textbox', { name: 'Title' })
  await user.clear(title)
  await user.type(title, 'My processor')
  await screen.findByText('Saved on this device')
  expect(await titleOf(id)).not.toBe('My processor')

  cleanup()
  render(<App client={createQueryClient()} />)
  await user.click(await screen.findByRole('button', { name: 'Continue editing' }))
  expect(await screen.findByRole('article', { name: 'My processor' })).toBeVisible()
  const [, second] = screen.getAllByRole('article')
  const secondName = second?.querySelector('h3')?.textContent ?? ''
  second?.focus()
  await user.keyboard('{Delete}')
  expect(screen.getByText('Draft, 2 changes')).toBeVisible()
  await user.click(screen.getAllByRole('button', { name: 'Undo' })[0] ?? document.body)
  expect((await screen.findAllByRole('article', { name: secondName })).length).toBeGreaterThan(0)

  await user.click(screen.getByRole('button', { name: 'Review and publish' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/^Renamed .* to My processor$/)).toBeVisible()
  await user.click(within(dialog).getByRole('button', { name: 'Publish' }))
  await screen.findByRole('button', { name: 'Edit' })
  expect(await titleOf(id)).toBe('My processor')
})
