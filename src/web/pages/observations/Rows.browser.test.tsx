import { cleanup, render } from '@testing-library/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ObservationRow } from '#contract/observations.ts'
import { createQueryClient } from '#web/api/client.ts'
import { openChapter } from '#web/i18n/words.ts'
import { listKinds } from './kinds.ts'
import type { ListPageName } from './kinds.ts'
import { readLook } from './list-address.ts'
import type { ListContentProps } from './list-props.ts'
import { Rows } from './Rows.tsx'
import '../../ui/tokens.css'
import '../../ui/theme/base.css'

beforeAll(() => openChapter('observing'))
afterEach(cleanup)

const title = 'CHG-96824 Change routing policy, payment-router'
const row = (kind: ObservationRow['kind']): ObservationRow => ({
  id: `${kind}:demo:1`,
  kind,
  title,
  severity: 'warning',
  status: 'scheduled',
  service: 'payment-router',
  site: 'fra',
  team: 'payments',
  owner: 'payments-3',
  source: 'Demo',
  start: Date.UTC(2026, 10, 21, 9, 58),
  end: null,
  depends: [],
  facts: {},
})

/** The list as wide as told, in a window that could give it more. */
async function show(name: ListPageName, width: number, window = 1300): Promise<HTMLElement> {
  await page.viewport(window, 700)
  const own = listKinds[name]
  const list = { kept: undefined, limit: 200, hasMore: false, more: () => undefined, rows: { rows: [row(own.kind)], gone: new Set<string>() } }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <div style={{ inlineSize: width }}>
        {/* Only what the rows read of a list. */}
        <Rows name={name} look={readLook('', own)} change={() => undefined} list={list as unknown as ListContentProps['list']} onFind={() => undefined} />
      </div>
    </QueryClientProvider>,
  )
  await expect.element(page.getByRole('link', { name: title })).toBeInTheDocument()
  const link = document.querySelector<HTMLElement>('[data-row] [data-open]')
  if (!link) throw new Error('no row is drawn')
  return link
}
const cell = (name: string): number => document.querySelector<HTMLElement>(`[data-row] [data-col="${name}"]`)?.offsetWidth ?? 0
const isCut = (link: HTMLElement): boolean => link.scrollWidth > link.clientWidth

test('the name of a change has the room that is there, whatever stands beside the list', async () => {
  expect(isCut(await show('changes', 960))).toBe(false)
  expect(cell('status')).toBeGreaterThan(0)
})

test.each([860, 800, 720])('in a list %d pixels wide everything else gives way before the name of a change', async (width) => {
  expect(isCut(await show('changes', width))).toBe(false)
})

test.each([940, 840, 760, 620])('a name keeps more room than anything else in a list %d pixels wide', async (width) => {
  await show('alerts', width)
  for (const name of ['severity', 'service', 'site', 'owner', 'status', 'start']) expect(cell('title')).toBeGreaterThan(cell(name))
})

test('a name that is cut is whole while it has the focus', async () => {
  const link = await show('alerts', 620)
  expect(isCut(link)).toBe(true)
  await userEvent.keyboard('j')
  await expect.poll(() => document.activeElement).toBe(link)
  expect(isCut(link)).toBe(false)
})

test('on a phone a card has its service, its owner and its state, and nothing in pieces', async () => {
  await show('changes', 360, 390)
  expect(cell('site')).toBe(0)
  for (const name of ['service', 'owner', 'status', 'start']) expect(cell(name)).toBeGreaterThan(40)
})
