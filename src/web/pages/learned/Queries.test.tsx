import { QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { Queries } from './Queries.tsx'

vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('learning'))

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

test('a query that could not be forgotten is still there, and why is said', async () => {
  globalThis.fetch = async () => Response.json({ code: 'storage_full' }, { status: 507 })
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Toaster>
        <Queries queries={[{ source: 'prom', title: 'Prometheus', recent: 0, named: ['Error share'] }]} />
      </Toaster>
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button'))
  expect(await screen.findByText(/storage|space|disk/i, undefined, { timeout: 15_000 })).toBeVisible()
  expect(screen.getByText(/Error share/)).toBeVisible()
})
