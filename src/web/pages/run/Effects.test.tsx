import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import type { Effect } from '#contract/run.ts'
import { createQueryClient } from '#web/api/client.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { openChapter } from '#web/i18n/words.ts'
import { Effects } from './Effects.tsx'

beforeAll(() => openChapter('runs'))

const effect = (it: Partial<Effect>): Effect => ({ key: it.kind ?? '', kind: '', step: 's', op: 'do', state: 'done', earlier: [], at: 1, ...it })

test('sources are called by their names, and a record is one click away', () => {
  const client = createQueryClient()
  // Of the sources only this is read here.
  client.setQueryData(sourcesQuery.queryKey, [{ id: 'am', name: 'Alertmanager FRA', health: { state: 'ok' } }] as never)
  const silence = effect({ kind: 'alertmanager.silence', label: 'am', ref: 'x' })
  const record = effect({ kind: 'change.record', label: 'CHG-1', ref: 'CHG-1' })
  render(
    <QueryClientProvider client={client}>
      <Effects run={{ effects: [silence, record] }} />
    </QueryClientProvider>,
  )
  expect(screen.getByText('At Alertmanager FRA')).toBeInTheDocument()
  // Done on another day: then its date is said.
  expect(document.querySelector('time')?.textContent).toMatch(/Jan 1/)
  expect(screen.getAllByRole('link').map((it) => [it.textContent, it.getAttribute('href')])).toEqual([['CHG-1', '/observations/change%3Ahomeport%3ACHG-1']])
})

test('an incident of another system is told as named only: nothing was written there', () => {
  const elsewhere = { label: 'INC-9', ref: 'incident:demo:INC-9' }
  const ours = { label: 'INC-1', ref: 'incident:homeport:INC-1' }
  const shown = (of: Partial<Effect>) => {
    const effects = ['incident.attach', 'incident.note'].map((kind) => effect({ kind, ...of }))
    const { container, unmount } = render(
      <QueryClientProvider client={createQueryClient()}>
        <Effects run={{ effects }} />
      </QueryClientProvider>,
    )
    const told = container.textContent
    unmount()
    return told
  }
  expect(shown(elsewhere)).toMatch(/Incident named.*INC-9 is kept by another system.*Update kept in this triage only/)
  expect(shown(elsewhere)).not.toMatch(/Update written|Attached/)
  expect(shown(ours)).toMatch(/Attached to an incident.*Update written/)
})

test('what went wrong is told by its own words, else by what its code means', () => {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Effects
        run={{
          effects: [
            effect({ key: 'a', kind: 'alertmanager.silence', state: 'failed', fault: { code: 'source_timeout' } }),
            effect({ key: 'b', kind: 'alertmanager.silence', state: 'failed', fault: { code: 'source_refused', detail: 'no such receiver' } }),
          ],
        }}
      />
    </QueryClientProvider>,
  )
  expect(screen.getByText('The source took too long.')).toBeInTheDocument()
  expect(screen.getByText('no such receiver')).toBeInTheDocument()
})
