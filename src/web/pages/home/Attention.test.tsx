import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AttentionRow, Landing } from '#contract/landing.ts'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { phone } from '#web/ui/use-media.ts'
import { Attention } from './Attention.tsx'

const realMatchMedia = window.matchMedia
const rows = Array.from({ length: 5 }, (_, i): AttentionRow => ({
  id: `a${i}`,
  kind: 'alert',
  title: `Disk full ${i}`,
  mark: 'warning',
  service: 'pay',
  site: null,
  owner: null,
  count: 1,
  since: 0,
  why: 'team',
  href: '/alerts',
  triage: '/runs/new/triage',
}))
const attention: Landing['attention'] = { state: 'known', scope: 'own', rows, total: 9, all: '/alerts?open=yes' }
const show = (isPhone: boolean): void => {
  window.matchMedia = (query) => Object.assign(realMatchMedia(query), { matches: isPhone && query === phone })
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Attention attention={attention} />
    </QueryClientProvider>,
  )
}

beforeAll(() => openChapter('home'))
beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  window.matchMedia = realMatchMedia
})

test.each([
  { device: 'a phone the way to the rest is the last row of the list, where it has room', isPhone: true },
  { device: 'a desk it stands in the head', isPhone: false },
])('on $device, once', async ({ isPhone }) => {
  show(isPhone)
  const list = screen.getByRole('list')
  const whole = screen.getByRole('button', { name: 'Show all 5' })
  expect(list.contains(whole)).toBe(isPhone)
  expect(within(list).queryAllByText(/^Disk full/)).toHaveLength(3)
  await userEvent.setup().click(whole)
  expect(within(list).queryAllByText(/^Disk full/)).toHaveLength(5)
  expect(list.contains(screen.getByRole('link', { name: 'Open all 9' }))).toBe(isPhone)
})
