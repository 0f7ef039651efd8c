import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Run } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { meQuery } from '#web/api/me-query.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { Approvals } from './Approvals.tsx'

beforeAll(() => openChapter('runs'))

let client: ReturnType<typeof createQueryClient>
beforeEach(() => {
  client = createQueryClient()
  // Of who is signed in only the id is read here.
  client.setQueryData(meQuery.queryKey, { id: 'nilo' } as never)
})

const open = (mine: Run['mine'], approvals: Run['approvals'], approvers: readonly object[] = [{ id: 'nilo', name: 'Nilo' }]): readonly string[] => {
  const run: Run = {
    id: 'r1', rev: 3, workflow: 'change', version: 1, title: 'Patch', subject: null, owner: { id: 'nora', name: 'Nora' }, mine, state: 'open', step: 'approvals',
    steps: [{ id: 'approvals', state: 'current' }],
    fields: { approvers: [...approvers] as never }, kept: {}, effects: [], approvals, lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2,
  } // prettier-ignore
  render(
    <QueryClientProvider client={client}>
      <Toaster>
        <Approvals run={run} />
      </Toaster>
    </QueryClientProvider>,
  )
  return screen.queryAllByRole('button').map((it) => it.textContent ?? '')
}
const said = (verdict: 'yes' | 'no', valid = true): Run['approvals'][number] => ({ by: { id: 'nilo', name: 'Nilo' }, verdict, note: '', at: 1, valid })

test('whoever is asked has two answers, and after one of them only the other', () => {
  expect(open('help', [])).toEqual(['Approve', 'Refuse'])
  document.body.replaceChildren()
  expect(open('help', [said('yes')])).toEqual(['Refuse'])
  document.body.replaceChildren()
  expect(open('help', [said('no')])).toEqual(['Approve'])
  document.body.replaceChildren()
  // What was approved is not what stands there now: it is asked anew.
  expect(open('help', [said('yes', false)])).toEqual(['Approve', 'Refuse'])
})

test('nobody waits for an approval before somebody was asked', () => {
  expect(open('own', [], [])).toEqual([])
  expect(screen.queryByText('Waits for approval')).toBeNull()
  document.body.replaceChildren()
  open('own', [])
  expect(screen.getByText('Waits for approval')).toBeInTheDocument()
})
