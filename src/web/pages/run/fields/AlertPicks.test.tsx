import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, expect, test, vi } from 'vitest'
import type { AlertPick, Look } from '#contract/run.ts'
import type { Json } from '#contract/json.ts'
import { openChapter } from '#web/i18n/words.ts'
import { AlertPicks } from './AlertPicks.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 40_000 })
beforeAll(() => openChapter('runs'))

const alert = (i: number, service: string): AlertPick => ({ id: `a${i}`, title: `Alert ${i}`, severity: 'warning', status: 'firing', startedAt: i, service })
const all = Array.from({ length: 30 }, (_, i) => alert(i, i % 10 === 0 ? 'wan' : 'cart'))
const lookAt = (alerts: readonly AlertPick[]): Look => ({
  alerts: [...alerts],
  total: alerts.length,
  conflicts: [],
  related: [],
  sources: [],
  services: [],
  sites: [],
  failed: [],
})

function Picking({ start }: { readonly start: readonly AlertPick[] }) {
  const [alerts, setAlerts] = useState<Json>(JSON.parse(JSON.stringify(start)) as Json)
  const [find, setFind] = useState('')
  const found = all.filter(({ service }) => service?.includes(find))
  // The answer is kept as JSON, as a run keeps it.
  const values = { alerts: JSON.parse(JSON.stringify(alerts)) as never }
  return <AlertPicks label="Alerts" values={values} look={lookAt(found)} find={find} onFind={setFind} isAsking={false} error={undefined} onChange={setAlerts} />
}

const boxes = () => screen.getAllByRole('checkbox')
const ticked = () => boxes().filter((box) => box instanceof HTMLInputElement && box.checked).length

test('of many alerts a few are shown, and the rest when asked for', async () => {
  const user = userEvent.setup()
  render(<Picking start={[]} />)
  expect(boxes()).toHaveLength(10)
  await user.click(screen.getByRole('button', { name: 'Show 20 more' }))
  expect(boxes()).toHaveLength(30)
  await user.click(screen.getByRole('checkbox', { name: /Alert 25/ }))
  expect(screen.getByText('1 picked')).toBeInTheDocument()
})

test('what is searched for is picked at once; what was picked stays in sight beside it', async () => {
  const user = userEvent.setup()
  render(<Picking start={[alert(3, 'cart')]} />)
  await user.type(screen.getByRole('searchbox', { name: 'Find by title, service, site' }), 'wan')
  await screen.findByRole('button', { name: 'Pick all 3' })
  expect(within(screen.getByRole('group', { name: 'Alerts' })).getByRole('checkbox', { name: /Alert 3cart|Alert 3/ })).toBeChecked()
  await user.click(screen.getByRole('button', { name: 'Pick all 3' }))
  expect([ticked(), boxes().length]).toEqual([4, 4])
  expect(screen.queryByRole('button', { name: /^Pick all/ })).toBeNull()
})

test('a search nothing fits says so, and does not say that nothing goes on', async () => {
  const user = userEvent.setup()
  render(<Picking start={[]} />)
  await user.type(screen.getByRole('searchbox'), 'zzz')
  expect(await screen.findByText('Nothing that goes on says “zzz”')).toBeInTheDocument()
  expect(screen.getByRole('searchbox')).toHaveValue('zzz')
})

test('while what was searched for is not known yet, nothing is said of it and nothing is picked by it', () => {
  const nothing = () => undefined
  const asking = (look: Look) => <AlertPicks label="Alerts" values={{}} look={look} find="wan" onFind={nothing} isAsking error={undefined} onChange={nothing} />
  const { rerender } = render(asking(lookAt(all)))
  expect(screen.queryByRole('button', { name: /^Pick all/ })).toBeNull()
  rerender(asking(lookAt([])))
  expect(screen.queryByText(/^Nothing that goes on/)).toBeNull()
})
