import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, expect, test } from 'vitest'
import type { Look } from '#contract/run.ts'
import type { Json } from '#contract/json.ts'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { RelatedPicks } from './RelatedPicks.tsx'

beforeAll(() => openChapter('runs'))

const look: Look = { alerts: [], total: 0, conflicts: [], related: [], sources: [], services: [], sites: [], failed: [] }
const near: Look['related'][number] = { id: 'change:demo:CHG-2', kind: 'change', title: 'New firewall', startedAt: 1, endedAt: null }

function Picking({ start, of }: { readonly start: readonly string[]; readonly of: Look | undefined }) {
  const [related, setRelated] = useState<Json>([...start])
  return (
    <QueryClientProvider client={createQueryClient()}>
      <RelatedPicks label="What else happened" values={{ related: related as never }} look={of} onChange={setRelated} />
    </QueryClientProvider>
  )
}

test('what was picked stays in sight by its number when it is not near any more, and can be taken out', async () => {
  const user = userEvent.setup()
  render(<Picking start={['incident:demo:INC-9']} of={{ ...look, related: [near] }} />)
  expect(screen.getAllByRole('checkbox')).toHaveLength(2)
  await user.click(screen.getByRole('checkbox', { name: /INC-9/, checked: true }))
  expect(screen.getAllByRole('checkbox')).toHaveLength(1)
  expect(screen.getByRole('checkbox', { name: /New firewall/, checked: false })).toBeInTheDocument()
})

test('before anything is known, what was picked is there as well', () => {
  render(<Picking start={['incident:demo:INC-9']} of={undefined} />)
  expect(screen.getByRole('checkbox', { name: 'INC-9', checked: true })).toBeInTheDocument()
})
