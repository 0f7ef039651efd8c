import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Look, Run, Workflow } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { StepPart } from './StepPart.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('runs'))

const runAt = (step: string, fields: Run['fields'] = {}): Run => ({
  id: 'r1', rev: 3, workflow: 'triage', version: 1, title: 'Queue age', subject: { kind: 'alert', id: 'a1', title: 'Queue age' }, owner: { id: 'nora', name: 'Nora' }, mine: 'own', state: 'open', step,
  steps: [{ id: step, state: 'current' }, { id: 'update', state: 'ahead' }],
  fields, kept: {}, effects: [], approvals: [], lease: null, place: {}, notices: [], createdAt: 1, updatedAt: 1, expiresAt: 2,
}) // prettier-ignore
const workflow: Workflow = {
  id: 'triage',
  version: 1,
  from: ['nothing'],
  steps: [
    { id: 'pick', fields: [{ name: 'alerts', kind: 'alerts', required: true }] },
    {
      id: 'impact',
      fields: [
        { name: 'users', kind: 'choice', required: true, options: ['none', 'all'] },
        { name: 'businessService', kind: 'text', required: false },
        { name: 'impact', kind: 'long', required: true },
      ],
    },
    { id: 'correlate', fields: [{ name: 'related', kind: 'words', required: false }] },
    {
      id: 'decide',
      fields: [
        { name: 'decision', kind: 'choice', required: true, options: ['attach', 'dismiss'] },
        { name: 'attachTo', kind: 'text', required: true },
      ],
    },
  ],
}
const alert = (id: string) => ({ id, title: `Alert ${id}`, severity: 'critical' as const, status: 'firing', startedAt: 1 })
const look: Look = {
  alerts: [alert('a0'), alert('a1')],
  total: 2,
  conflicts: [],
  related: [
    { id: 'incident:demo:INC-9', kind: 'incident', title: 'INC-9 Link is down', severity: 'critical', startedAt: 1, endedAt: null },
    { id: 'change:demo:CHG-1', kind: 'change', title: 'CHG-1', startedAt: 1, endedAt: null },
  ],
  sources: [],
  services: [],
  sites: [],
  failed: [],
}

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

/** The step, and every request it makes but the looks. */
function open(run: Run): { readonly method: string; readonly body: unknown }[] {
  const sent: { method: string; body: unknown }[] = []
  globalThis.fetch = async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, 'http://localhost'), init)
    if (request.url.endsWith('/look')) return Response.json(look)
    const body: unknown = await request.json().catch(() => undefined)
    sent.push({ method: request.method, body })
    return Response.json(run, { headers: { etag: '"4"' } })
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Toaster>
        <StepPart run={run} workflow={workflow} canWork isNext={false} />
      </Toaster>
    </QueryClientProvider>,
  )
  return sent
}

test('everything that is missing is said at once, the first of it has the focus, and nothing is sent', async () => {
  const user = userEvent.setup()
  const sent = open(runAt('impact'))
  await user.click(screen.getByRole('button', { name: 'Complete step 1' }))
  expect(await screen.findAllByText('This is needed')).toHaveLength(2)
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'People affected' })).toHaveFocus())
  expect(sent).toEqual([])
  await user.selectOptions(screen.getByRole('combobox', { name: 'People affected' }), 'all')
  expect(screen.getAllByText('This is needed')).toHaveLength(1)
})

test('the alert a run is about is picked from the start, and stays out once it was taken out', async () => {
  const user = userEvent.setup()
  const sent = open(runAt('pick'))
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /Alert a1/ })).toBeChecked())
  expect(screen.getByRole('checkbox', { name: /Alert a0/ })).not.toBeChecked()
  await user.click(screen.getByRole('checkbox', { name: /Alert a1/ }))
  expect(screen.getByRole('checkbox', { name: /Alert a1/ })).not.toBeChecked()
  // Nothing is an answer too: it is what keeps it out.
  await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ fields: { alerts: [] } }))
})

test('an incident to attach to is chosen among those near it, or named', async () => {
  const user = userEvent.setup()
  const sent = open(runAt('decide'))
  await user.click(await screen.findByRole('radio', { name: /INC-9 Link is down/ }))
  await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ fields: { attachTo: 'incident:demo:INC-9' } }))
  expect(screen.queryByRole('radio', { name: /CHG-1/ })).toBeNull()
  await user.type(screen.getByRole('textbox', { name: 'Another incident, by its number' }), 'INC-4')
  await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ fields: { attachTo: 'INC-4' } }))
  expect(screen.getByRole('radio', { name: /INC-9/ })).not.toBeChecked()
})

test('the button says what a decision does as soon as it is chosen, before it is saved', async () => {
  const user = userEvent.setup()
  open({ ...runAt('decide'), steps: [{ id: 'decide', state: 'current' }, { id: 'update', state: 'skipped' }] }) // prettier-ignore
  expect(screen.getByRole('button', { name: 'Complete step 1' })).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Decision' }), 'attach')
  expect(screen.getByRole('button', { name: 'Attach to the incident' })).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Decision' }), 'dismiss')
  expect(screen.getByRole('button', { name: 'Finish' })).toBeVisible()
})

test('what else happened is marked as bad as it is', async () => {
  open(runAt('correlate'))
  const incident = await screen.findByRole('checkbox', { name: /INC-9/ })
  expect(incident.closest('label')?.querySelector('svg')?.innerHTML).toContain('--hp-critical-fill')
})
