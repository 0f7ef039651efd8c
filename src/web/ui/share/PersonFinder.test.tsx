import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { PersonFinder } from './PersonFinder.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('sharing'))

const everybody = ['Nora Sample', 'Nora Muster', 'Nilo Model'].map((name) => ({ kind: 'person', id: name.toLowerCase().replace(' ', '-'), name }))
const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

function open() {
  globalThis.fetch = async (input) => {
    const q = new URL(input instanceof Request ? input.url : input, 'http://localhost').searchParams.get('q') ?? ''
    return Response.json(everybody.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase())))
  }
  const [picked, sent] = [vi.fn<(person: { readonly id: string }) => void>(), vi.fn<() => void>()]
  render(
    <QueryClientProvider client={createQueryClient()}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          sent()
        }}
      >
        <PersonFinder label="Person" isTaken={() => false} onPick={picked} />
        <button type="submit">Send</button>
      </form>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), picked, sent, field: screen.getByRole('searchbox', { name: 'Person' }) }
}

test('Enter takes the one who was found, and does not send the form around it', async () => {
  const { user, picked, sent, field } = open()
  await user.type(field, 'Nilo')
  await screen.findByRole('button', { name: 'Nilo Model' })
  await waitFor(() => expect(screen.queryByRole('button', { name: /Nora/ })).toBeNull())
  await user.type(field, '{Enter}')
  expect(picked.mock.calls).toEqual([[expect.objectContaining({ id: 'nilo-model' })]])
  expect([sent.mock.calls.length, (field as HTMLInputElement).value]).toEqual([0, ''])
})

test('among several Enter goes to them, and takes nobody', async () => {
  const { user, picked, sent, field } = open()
  await user.type(field, 'Nora')
  const first = await screen.findByRole('button', { name: 'Nora Sample' })
  await user.type(field, '{Enter}')
  expect(first).toHaveFocus()
  expect([picked.mock.calls.length, sent.mock.calls.length]).toEqual([0, 0])
})
