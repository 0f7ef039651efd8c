import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Brief, Run } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { BriefDialog } from './BriefDialog.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('runs'))

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

const run: Run = {
  id: 'r1', rev: 3, workflow: 'triage', version: 1, title: 'Queue age', subject: null, owner: { id: 'nora', name: 'Nora' }, mine: 'own', state: 'open', step: 'pick',
  steps: [{ id: 'pick', state: 'current' }], fields: {}, kept: {}, effects: [], approvals: [], lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2,
} // prettier-ignore

function open(fields: Run['fields']): void {
  const brief: Brief = {
    run: { ...run, fields }, number: 1, of: 8, left: { at: 1, device: 'x', here: true }, where: [], changed: [], done: [], expires: [], next: { do: 'continue', step: 'pick' },
  } // prettier-ignore
  globalThis.fetch = async () => Response.json(brief)
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Toaster>
        <BriefDialog run={{ ...run, fields }} onContinue={() => undefined} />
      </Toaster>
    </QueryClientProvider>,
  )
}

test('the brief begins a sentence of its own where nothing is known yet that it is about', async () => {
  open({})
  expect(await screen.findByText(/^You left at step 1 of 8/)).toBeInTheDocument()
})

test('what is known of it comes first', async () => {
  open({ site: 'FRA' })
  expect(await screen.findByText(/^FRA · you left at step 1 of 8/)).toBeInTheDocument()
})
