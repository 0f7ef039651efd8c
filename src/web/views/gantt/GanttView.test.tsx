import { fireEvent, render, screen, within } from '@testing-library/react'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import type { ViewProps } from '../view.ts'
import GanttView from './GanttView.tsx'
import { GanttOptions } from './options.ts'

// jsdom has no canvas; what is drawn is looked at in a real browser.
beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null))
afterAll(() => void vi.restoreAllMocks())

const minute = 60_000
const now = Date.UTC(2026, 10, 21, 9, 58)
const range = { from: now - 360 * minute, to: now }
const ago = (minutes: number): number => now - minutes * minute

const alerts: Frame = {
  fields: [
    { name: 'id', type: 'string', role: 'id', values: ['1', '2', '3'] },
    { name: 'service', type: 'string', role: 'lane', values: ['payment-router', 'payment-router', 'edge-cache'] },
    { name: 'alert', type: 'string', role: 'title', values: ['Timeouts', 'Retries', 'CHG-2038'] },
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'warning', null] },
    { name: 'startsAt', type: 'time', role: 'start', values: [ago(74), ago(200), ago(90)] },
    { name: 'endsAt', type: 'time', role: 'end', values: [null, ago(150), ago(90)] },
    { name: 'owner', type: 'string', role: 'owner', values: ['MA', null, null] },
    { name: 'site', type: 'string', values: ['FRA', 'FRA', 'PNQ'] },
  ],
}

const show = (more: Partial<ViewProps<GanttOptions>> = {}) =>
  render(
    <Announcer>
      <GanttView
        frame={alerts}
        options={GanttOptions.parse({})}
        size={{ width: 600, height: 240 }}
        range={range}
        now={now}
        zone="UTC"
        title="Firing intervals"
        thresholds={[]}
        mode="full"
        {...more}
      />
    </Announcer>,
  )
const timeline = (): HTMLElement => screen.getByRole('application', { name: 'Firing intervals' })
const plain = (words: string | null): string => (words ?? '').replaceAll('\u00a0', ' ')
const said = (): string => plain(screen.getByRole('status').textContent)

describe('the Gantt', () => {
  test('is one named stop that says what it shows and how to move in it', () => {
    show()
    expect(timeline()).toHaveAttribute('tabindex', '0')
    expect(timeline()).toHaveAccessibleDescription(/3 bars in 2 lanes, 03:58 to 10:41\. 1 is still running, 1 critical\. Arrows move/)
  })

  test('names its lanes and the hours', () => {
    show()
    expect(screen.getByTitle('payment-router')).toBeInTheDocument()
    expect(screen.getByText('06:00')).toBeInTheDocument()
    expect(screen.getByText('09:58')).toBeInTheDocument()
  })

  test('walks bars along time and between lanes, and says each', () => {
    show()
    fireEvent.keyDown(timeline(), { key: 'ArrowRight' })
    expect(said()).toBe('payment-router, Timeouts, critical, 1 h 14 min, MA has it')
    fireEvent.keyDown(timeline(), { key: 'ArrowLeft' })
    expect(said()).toBe('payment-router, Retries, warning, 50 min, nobody has it')
    fireEvent.keyDown(timeline(), { key: 'End' })
    fireEvent.keyDown(timeline(), { key: 'ArrowDown' })
    expect(said()).toBe('edge-cache, CHG-2038, Nov 21, 08:28')
  })

  test('hands Enter to the page as a filter where there is no link', () => {
    const picked: unknown[] = []
    show({ onPick: (pick) => picked.push(pick) })
    fireEvent.keyDown(timeline(), { key: 'Enter' })
    fireEvent.keyDown(timeline(), { key: 'Enter' })
    expect(picked).toEqual([{ field: 'service', value: 'payment-router' }])
  })

  test('shows the facts of the bar in hand on a card, and puts it away on Escape', () => {
    show()
    fireEvent.keyDown(timeline(), { key: 'ArrowRight' })
    const card = screen.getByRole('tooltip', { hidden: true })
    expect(card).toHaveTextContent('Timeouts')
    expect(plain(card.textContent)).toContain('1 h 14 min')
    expect(card).toHaveTextContent('SiteFRA')
    fireEvent.keyDown(timeline(), { key: 'Escape' })
    expect(screen.queryByRole('tooltip', { hidden: true })).not.toBeInTheDocument()
  })

  test('zooms by keys and by buttons, and offers the time as the page’s', () => {
    const chosen: TimeRange[] = []
    show({ onRange: (r) => chosen.push(r) })
    expect(screen.queryByRole('button', { name: 'Set the page to this time' })).not.toBeInTheDocument()
    fireEvent.keyDown(timeline(), { key: '+' })
    fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }))
    fireEvent.click(screen.getByRole('button', { name: 'Set the page to this time' }))
    const span = (range.to - range.from) * 1.12
    expect(chosen).toHaveLength(1)
    expect((chosen[0]?.to ?? 0) - (chosen[0]?.from ?? 0)).toBeCloseTo(span / 1.6 / 1.6, -2)
    fireEvent.click(screen.getByRole('button', { name: 'Show the whole range' }))
    expect(screen.queryByRole('button', { name: 'Show the whole range' })).not.toBeInTheDocument()
  })

  test('keeps the reader’s zoom when time moves on, and drops it when the page looks elsewhere', () => {
    const { rerender } = show()
    const again = (r: TimeRange): void =>
      rerender(
        <Announcer>
          <GanttView
            frame={alerts}
            options={GanttOptions.parse({})}
            size={{ width: 600, height: 240 }}
            range={r}
            now={now}
            zone="UTC"
            title="Firing intervals"
            thresholds={[]}
            mode="full"
          />
        </Announcer>,
      )
    fireEvent.keyDown(timeline(), { key: '+' })
    again({ from: range.from + 30_000, to: range.to + 30_000 })
    expect(screen.getByRole('button', { name: 'Show the whole range' })).toBeInTheDocument()
    again({ from: range.from - 1440 * minute, to: range.to })
    expect(screen.queryByRole('button', { name: 'Show the whole range' })).not.toBeInTheDocument()
  })

  test('tells its bars as a table, once the picture is there', async () => {
    show()
    const table = await screen.findByRole('table', { name: 'Firing intervals: 3 bars in sight of 3' })
    const cells = within(table)
      .getAllByRole('row')
      .map((row) => [...row.children].map((c) => plain(c.textContent)))
    expect(cells).toEqual([
      ['Lane', 'Name', 'State', 'When', 'Lasts', 'Owner'],
      ['payment-router', 'Retries', 'Warning', 'Nov 21, 06:38 to 07:28', '50 min', 'Nobody has it'],
      ['payment-router', 'Timeouts', 'Critical', 'Nov 21, 08:44 to now', '1 h 14 min', 'MA has it'],
      ['edge-cache', 'CHG-2038', '', 'Nov 21, 08:28', '', ''],
    ])
  })

  test('tells the bars of the time looked at once that rests', async () => {
    show()
    const table = await screen.findByRole('table')
    // Far enough in for the last hours only.
    for (let i = 0; i < 6; i += 1) fireEvent.keyDown(timeline(), { key: '+' })
    expect(table).toHaveAccessibleName('Firing intervals: 3 bars in sight of 3')
    expect(await screen.findByRole('table', { name: /: [0-2] bars? in sight of 3/ })).toBeInTheDocument()
  })

  test('says when everything lies outside the time shown, and leads there', () => {
    show({ range: { from: ago(9000), to: ago(8000) } })
    expect(screen.getByText('Nothing in this time. 3 bars are outside it.')).toBeInTheDocument()
    fireEvent.click(screen.getByRole('button', { name: 'Show all of it' }))
    expect(screen.queryByText(/Nothing in this time/)).not.toBeInTheDocument()
  })

  test('says which rows it could not draw', () => {
    const broken: Frame = { fields: alerts.fields.map((f) => (f.role === 'start' ? { ...f, values: [ago(10), null, null] } : f)) }
    show({ frame: broken })
    expect(screen.getByText('2 rows have no start and are not drawn')).toBeInTheDocument()
  })

  test('stands empty frames', () => {
    show({ frame: { fields: alerts.fields.map((f) => ({ ...f, values: [] })) } })
    expect(screen.getByText('No bars to show')).toBeInTheDocument()
    fireEvent.keyDown(timeline(), { key: 'ArrowRight' })
    expect(said()).toBe('')
  })

  test('is a still picture without stops in the view switcher', () => {
    show({ mode: 'preview', size: { width: 160, height: 80 } })
    expect(screen.getByRole('figure', { name: 'Firing intervals' })).toBeInTheDocument()
    expect(screen.queryByRole('application')).not.toBeInTheDocument()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
    expect(screen.queryByRole('table')).not.toBeInTheDocument()
  })
})
