import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import type { ComponentType } from 'react'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Widget } from '#contract/dashboard.ts'
import type { Frame } from '#contract/frame.ts'
import type { Me } from '#contract/identity.ts'
import { createQueryClient } from '../../api/client.ts'
import { meQuery } from '../../api/me-query.ts'
import { Announcer } from '../../ui/Announcer.tsx'
import type { ViewProps } from '../../views/view.ts'
import GanttView from '../../views/gantt/GanttView.tsx'
import { GanttOptions } from '../../views/gantt/options.ts'
import GraphView from '../../views/graph/GraphView.tsx'
import { GraphOptions } from '../../views/graph/options.ts'
import GridView from '../../views/grid/GridView.tsx'
import { GridOptions } from '../../views/grid/options.ts'
import { Acting } from './Acting.tsx'
import '../../ui/tokens.css'
import '../../ui/theme/base.css'

const minute = 60_000
const now = Date.UTC(2026, 10, 21, 9, 58)
const home = location.href

const alerts: Frame = {
  fields: [
    { name: 'title', type: 'string', role: 'title', values: ['Queue age', 'Replica lag'] },
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'warning'] },
    { name: 'service', type: 'string', role: 'lane', values: ['orders', 'catalog-db'] },
    { name: 'start', type: 'time', role: 'start', values: [now - 74 * minute, now - 200 * minute] },
    { name: 'end', type: 'time', role: 'end', values: [null, now - 100 * minute] },
    { name: 'id', type: 'string', role: 'id', values: ['alert:am:1', 'alert:am:2'] },
    { name: 'link', type: 'string', role: 'link', values: [null, '/d/told'] },
  ],
}
const calls: Frame = {
  fields: [
    { name: 'source', type: 'string', role: 'source', values: ['storefront'] },
    { name: 'target', type: 'string', role: 'target', values: ['orders'] },
    { name: 'calls', type: 'number', role: 'value', unit: '/s', values: [12] },
  ],
}
const measured = (measure: string): Pick<Widget, 'query' | 'lenses'> => ({ query: { source: 'am', spec: { measure } }, lenses: [] })

function show<O>(View: ComponentType<ViewProps<O>>, frame: Frame, options: O, who?: Partial<Me>) {
  const client = createQueryClient()
  // Only what rights are read from.
  if (who) client.setQueryData(meQuery.queryKey, { id: 'ada', level: 'viewer', capabilities: [], ...who } as unknown as Me)
  return render(
    <QueryClientProvider client={client}>
      <Announcer>
        <main>
          <h1>Test</h1>
          <Acting widget={measured(frame === calls ? 'service.calls' : 'alerts.active')} frame={frame}>
            {(acts) => (
              <View
                frame={frame}
                options={options}
                size={{ width: 640, height: 240 }}
                range={{ from: now - 360 * minute, to: now }}
                now={now}
                zone="UTC"
                title="Now firing"
                thresholds={[]}
                mode="full"
                acts={acts}
              />
            )}
          </Acting>
        </main>
      </Announcer>
    </QueryClientProvider>,
  )
}
const grid = (who?: Partial<Me>) => show(GridView, alerts, GridOptions.parse({}), who)
const items = (): readonly string[] => [...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent.trim())
const shown = async (): Promise<readonly string[]> => {
  await expect.element(page.getByRole('menu')).toBeVisible()
  // Focus follows a frame later; keys before that are the picture's.
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('menuitem')
  return items()
}
/** Where the app was led, with the subject in words. */
const led = (): { readonly to: string; readonly about: unknown } => {
  const [, to = '', about = 'null'] = /^\/runs\/new\/([^/]+)\/(.+)$/.exec(location.pathname) ?? []
  return { to, about: JSON.parse(decodeURIComponent(about)) }
}
const cell = (at: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-cell="${at}"]`)
  if (!found) throw new Error(`no cell ${at}`)
  return found
}
const whole = { kind: 'alert', id: 'alert:am:1', title: 'Queue age', severity: 'critical', source: 'am', service: 'orders' }

beforeAll(() => page.viewport(900, 700))
beforeEach(() => history.replaceState(null, '', home))
afterEach(() => {
  cleanup()
  history.replaceState(null, '', home)
})

test('a row shows a button at its end when the pointer is on it, and its menu starts work about the alert', async () => {
  grid()
  const button = page.getByRole('button', { name: 'What to do about Queue age' })
  await userEvent.hover(cell('0:0'))
  await expect.poll(() => getComputedStyle(button.element()).opacity).toBe('1')
  await button.click()
  expect(await shown()).toEqual(['Start triage', 'Plan a change', 'Open'])
  await page.getByRole('menuitem', { name: 'Start triage' }).click()
  expect(led()).toEqual({ to: 'triage', about: whole })
})

test('the menu key, Shift and F10, and Enter open it on the row in focus, and Escape leads back to the cell', async () => {
  grid()
  for (const keys of ['{ContextMenu}', '{Shift>}{F10}{/Shift}', '{Enter}']) {
    cell('0:2').focus()
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await userEvent.keyboard(keys)
    // oxlint-disable-next-line no-await-in-loop
    expect(await shown()).toContain('Start triage')
    // oxlint-disable-next-line no-await-in-loop
    await userEvent.keyboard('{Escape}')
    // oxlint-disable-next-line no-await-in-loop
    await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('0:2')
    // oxlint-disable-next-line no-await-in-loop
    await expect.poll(items).toEqual([])
  }
})

test('the second button opens it where the pointer is', async () => {
  grid()
  await userEvent.click(cell('0:2'), { button: 'right' })
  expect(await shown()).toContain('Plan a change')
})

test('a finger on the row opens it', async () => {
  grid()
  cell('0:2').dispatchEvent(new PointerEvent('click', { bubbles: true, pointerType: 'touch', clientX: 200, clientY: 60 }))
  expect(await shown()).toContain('Start triage')
})

test('what is over is no longer triaged; where its link leads is offered', async () => {
  grid()
  await userEvent.click(cell('1:2'), { button: 'right' })
  expect(await shown()).toEqual(['Plan a change', 'Open', 'Open where it came from'])
})

test('who may start nothing is offered only what they may, and what tells of it', async () => {
  grid({ level: 'viewer' })
  // Rows have their button once one is at them.
  for (const at of ['0:0', '1:0']) await userEvent.hover(cell(at)) // oxlint-disable-line no-await-in-loop -- one after the other
  await expect.poll(() => document.querySelectorAll('[aria-haspopup="menu"][aria-label^="What to do"]').length).toBe(2)
  await userEvent.click(cell('1:2'), { button: 'right' })
  expect(await shown()).toEqual(['Open', 'Open where it came from'])
})

test('a bar of the timeline tells it on its card, by the second button and by keys', async () => {
  show(GanttView, alerts, GanttOptions.parse({}))
  const timeline = page.getByRole('application', { name: 'Now firing' })
  const element = timeline.element()
  if (!(element instanceof HTMLElement)) throw new Error('no timeline')
  element.focus()
  await userEvent.keyboard('{ArrowDown}')
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  const offered = await shown()
  expect(offered).toContain('Plan a change')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.activeElement === element).toBe(true)
  await userEvent.keyboard('{Enter}')
  expect(await shown()).toEqual(offered)
  await page.getByRole('menuitem', { name: 'Plan a change' }).click()
  expect(led()).toMatchObject({ to: 'change', about: { kind: 'alert' } })
})

test('a bar that is pressed shows what can be done on its card', async () => {
  show(GanttView, alerts, GanttOptions.parse({}))
  const box = document.querySelector('figure')?.getBoundingClientRect()
  const plot = page.getByRole('application', { name: 'Now firing' })
  // 108 px of names, 10 px of room, 12 percent after now.
  const x = 108 + ((360 - 30) / (360 * 1.12)) * (640 - 118)
  for (const y of [10, 14, 18]) {
    const at = { bubbles: true, clientX: (box?.left ?? 0) + x, clientY: plot.element().getBoundingClientRect().top + y, button: 0, pointerId: 1 }
    plot.element().dispatchEvent(new PointerEvent('pointerdown', at))
    plot.element().dispatchEvent(new PointerEvent('pointerup', at))
  }
  await page.getByRole('dialog', { name: 'Queue age' }).getByRole('button', { name: 'Start triage' }).click()
  expect(led()).toEqual({ to: 'triage', about: whole })
})

test('a node of the graph tells it at the foot, by the second button and by keys', async () => {
  show(GraphView, calls, GraphOptions.parse({}))
  const node = page.getByRole('button', { name: /^orders/ })
  await node.click()
  await expect.element(page.getByRole('button', { name: 'Plan a change' })).toBeVisible()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  expect(await shown()).toEqual(['Start triage', 'Plan a change', 'Open'])
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Now firing')
  await userEvent.keyboard('{Enter}')
  expect(await shown()).toEqual(['Start triage', 'Plan a change', 'Open'])
  await page.getByRole('menuitem', { name: 'Start triage' }).click()
  expect(led()).toEqual({ to: 'triage', about: { kind: 'service', id: 'orders', title: 'orders', service: 'orders' } })
})

test.each(['light', 'dark'])('axe finds nothing in a grid with its menu open, %s', async (scheme) => {
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
  grid()
  await userEvent.click(cell('0:2'), { button: 'right' })
  await shown()
  // Menus hang at the end of the page, outside its parts.
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  document.documentElement.removeAttribute('data-mantine-color-scheme')
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
})
