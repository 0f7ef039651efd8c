import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { JsonRecord } from '#contract/json.ts'
import { createQueryClient } from '#web/api/client.ts'
import { ThemeProvider } from '#web/ui/theme/ThemeProvider.tsx'
import { MeasureForm } from './MeasureForm.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

vi.setConfig({ testTimeout: 60_000 })

beforeAll(() => {
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(new Request(input, init).url)
    if (pathname === '/api/sources/prom/labels') return Response.json(['__name__', 'job', 'service', 'zone'])
    if (pathname === '/api/sources/prom/labels/service') return Response.json(['checkout', 'search'])
    return pathname.startsWith('/api/') ? Response.json({ code: 'not_found' }, { status: 404 }) : network(input, init)
  }
})
afterEach(cleanup)

const held: { spec: JsonRecord } = { spec: {} }

function Held({ first, source }: { readonly first: JsonRecord; readonly source: string | undefined }) {
  const [spec, setSpec] = useState(first)
  held.spec = spec
  return <MeasureForm spec={spec} known={['host.cpu', 'service.requestRate', 'service.errorRatio']} source={source} onChange={setSpec} />
}

const open = (first: JsonRecord, source?: string) =>
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ThemeProvider>
        <main>
          <Held first={first} source={source} />
        </main>
      </ThemeProvider>
    </QueryClientProvider>,
  )
const cpu = { measure: 'host.cpu', mode: 'range', by: [], match: {} }

test('a query comes together by keyboard, without a word of a query language', async () => {
  open(cpu, 'prom')
  const measure = page.getByRole('button', { name: /^Measure: / }).element()
  if (measure instanceof HTMLElement) measure.focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('combobox', { name: 'Find a measure' })).toBeVisible()
  await userEvent.keyboard('errorR{Enter}')
  await expect.poll(() => held.spec['measure']).toBe('service.errorRatio')
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Gives' }), 'instant')
  await userEvent.click(page.getByRole('checkbox', { name: 'service' }))
  await expect.element(page.getByRole('option', { name: 'zone' })).toBeInTheDocument()
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Add a condition' }), 'service')
  const values = page.getByRole('combobox', { name: 'service' })
  await userEvent.click(values)
  await userEvent.keyboard('checkout{Enter}search{Enter}')
  await expect.poll(() => held.spec).toEqual({ measure: 'service.errorRatio', mode: 'instant', by: ['service'], match: { service: ['checkout', 'search'] } })
  expect([...document.querySelectorAll('datalist option')].map((o) => o.getAttribute('value'))).toEqual([])
  await userEvent.click(page.getByRole('button', { name: 'Remove search' }))
  await expect.poll(() => held.spec['match']).toEqual({ service: 'checkout' })
  await userEvent.click(page.getByRole('button', { name: 'Remove service' }))
  await expect.poll(() => held.spec['match']).toEqual({})
  const { violations } = await axe.run(document.querySelector('main') ?? document.body)
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join('; ')}`)).toEqual([])
})

test('what a query is narrowed to already can be seen and taken away, also where no source tells labels', async () => {
  open({ ...cpu, match: { instance: 'a', team: ['x', 'y'] } })
  await expect.element(page.getByRole('button', { name: 'Remove x' })).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Remove instance' }))
  await expect.poll(() => held.spec['match']).toEqual({ team: ['x', 'y'] })
  await expect.element(page.getByRole('option', { name: 'site' })).toBeInTheDocument()
})

test('a condition stays in its place while its values change', async () => {
  open({ ...cpu, match: { service: 'search', zone: 'a' } }, 'prom')
  await userEvent.click(page.getByRole('combobox', { name: 'service' }))
  await userEvent.keyboard('checkout{Enter}')
  await expect.poll(() => held.spec['match']).toEqual({ service: ['search', 'checkout'], zone: 'a' })
  const labels = (): readonly string[] =>
    page
      .getByRole('button', { name: /^Remove (service|zone)$/ })
      .elements()
      .map((it) => it.getAttribute('aria-label') ?? '')
  expect(labels()).toEqual(['Remove service', 'Remove zone'])
  await userEvent.click(page.getByRole('button', { name: 'Remove search' }))
  await userEvent.click(page.getByRole('button', { name: 'Remove checkout' }))
  expect(held.spec['match']).toEqual({ zone: 'a' })
  expect(labels()).toEqual(['Remove service', 'Remove zone'])
})

test('a window it was given stays', async () => {
  open({ ...cpu, window: '30d' })
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Gives' }), 'instant')
  expect(held.spec).toEqual({ ...cpu, mode: 'instant', window: '30d' })
})
