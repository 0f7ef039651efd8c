import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { RunCard } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { runsQuery } from '#web/api/run-query.ts'
import { Continue } from './Continue.tsx'

const run: RunCard = {
  id: 'r1',
  workflow: 'triage',
  title: '',
  about: '',
  state: 'open',
  step: 'pick',
  number: 1,
  of: 8,
  mine: 'own',
  updatedAt: 1,
  expiresAt: 2,
  reason: { key: 'run.did.gone', args: {} },
}

test('work that has no name yet is called by its workflow', () => {
  const client = createQueryClient()
  client.setQueryData(runsQuery.queryKey, [run, { ...run, id: 'r2', title: 'Checkout is slow' }])
  render(
    <QueryClientProvider client={client}>
      <Continue />
    </QueryClientProvider>,
  )
  expect(screen.getByRole('link', { name: /^Incident triage/ })).toHaveAttribute('href', '/runs/r1')
  expect(screen.getByRole('link', { name: /^Checkout is slow/ })).toHaveAttribute('href', '/runs/r2')
})
