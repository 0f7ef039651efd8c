import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { RunPage } from './RunPage.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('runs'))

const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

test('work that is gone, or nobody’s to see, is said to be so, with a way on', async () => {
  globalThis.fetch = async () => Response.json({ code: 'not_found' }, { status: 404 })
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Toaster>
        <RunPage id="gone" />
      </Toaster>
    </QueryClientProvider>,
  )
  expect(await screen.findByRole('heading', { level: 2, name: 'This work is not here' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Landing' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})
