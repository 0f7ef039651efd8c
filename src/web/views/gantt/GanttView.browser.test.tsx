import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Frame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import type { ViewProps } from '../view.ts'
import GanttView from './GanttView.tsx'
import { GanttOptions } from './options.ts'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

const minute = 60_000
const now = Date.UTC(2026, 10, 21, 9, 58)
const range = { from: now - 360 * minute, to: now }
const ago = (minutes: number): number => now - minutes * minute
const size = { width: 600, height: 240 }
/** Plot of a 600 px wide drawing: 108 px of names, 10 px of room, 12 percent after now. */
const xAt = (at: number): number => 108 + ((at - range.from) / (360 * 1.12 * minute)) * (600 - 118)

const alerts: Frame = {
  fields: [
    { name: 'id', type: 'string', role: 'id', values: ['1', '2', '3', '4'] },
    { name: 'service', type: 'string', role: 'lane', values: ['router', 'router', 'cache', 'core'] },
    { name: 'alert', type: 'string', role: 'title', values: ['Timeouts', 'Retries', 'CHG-2038', 'Window'] },
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'warning', null, null] },
    { name: 'kind', type: 'string', role: 'kind', values: ['alert', 'alert', 'change', 'maintenance'] },
    { name: 'startsAt', type: 'time', role: 'start', values: [ago(74), ago(200), ago(90), ago(120)] },
    { name: 'endsAt', type: 'time', role: 'end', values: [null, ago(150), ago(90), ago(-30)] },
    { name: 'owner', type: 'string', role: 'owner', values: [null, 'MA', null, null] },
    { name: 'depends', type: 'string', role: 'depends', values: ['3', null, null, null] },
    { name: 'url', type: 'string', role: 'link', values: ['#opened', null, null, 'javascript:alert(1)'] },
  ],
}

const show = (more: Partial<ViewProps<GanttOptions>> = {}) =>
  render(
    <Announcer>
      <main>
        <h1>Test</h1>
        <GanttView
          frame={alerts}
          options={GanttOptions.parse({})}
          size={size}
          range={range}
          now={now}
          zone="UTC"
          title="Firing intervals"
          thresholds={[]}
          mode="full"
          {...more}
        />
      </main>
    </Announcer>,
  )

const element = <T extends Element>(selector: string): T => {
  const found = document.querySelector<T>(selector)
  if (!found) throw new Error(`no ${selector}`)
  return found
}
const canvas = (): HTMLCanvasElement => element('canvas')
const box = (): DOMRect => element('figure').getBoundingClientRect()
const frame = (): Promise<void> => new Promise((done) => void requestAnimationFrame(() => requestAnimationFrame(() => done())))

/** Colour at a place of the drawing, in CSS pixels from the canvas's corner. */
function colorAt(x: number, y: number): readonly [number, number, number, number] {
  const ratio = canvas().width / canvas().getBoundingClientRect().width
  const [r = 0, g = 0, b = 0, a = 0] =
    canvas()
      .getContext('2d')
      ?.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data ?? []
  return [r, g, b, a]
}
const token = (name: string): readonly number[] => {
  const hex = getComputedStyle(document.documentElement).getPropertyValue(`--hp-${name}`).trim()
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16))
}
const isColor = (x: number, y: number, name: string): boolean => token(name).every((part, i) => Math.abs(part - (colorAt(x, y)[i] ?? 0)) <= 8)
/** Heights in a column that have the colour of a token. */
const heightOf = (x: number, from: number, to: number, name: string): number =>
  Array.from({ length: to - from }, (_, i) => isColor(x, from + i, name)).filter(Boolean).length

const wheel = async (x: number, y: number, more: WheelEventInit): Promise<boolean> => {
  const event = new WheelEvent('wheel', { clientX: box().left + x, clientY: box().top + y, bubbles: true, cancelable: true, ...more })
  element('[role=application]').dispatchEvent(event)
  await frame()
  return event.defaultPrevented
}
const pointer = (type: string, x: number, y: number, more: PointerEventInit = {}): void => {
  const at = { clientX: box().left + x, clientY: box().top + y, bubbles: true, pointerId: 1, isPrimary: true, button: 0, ...more }
  const target = document.elementFromPoint(at.clientX, at.clientY) ?? element('[role=application]')
  target.dispatchEvent(new PointerEvent(type, at))
}
const drag = async (from: readonly [number, number], to: readonly [number, number], more: PointerEventInit = {}): Promise<void> => {
  pointer('pointerdown', ...from, more)
  for (let i = 1; i <= 4; i += 1) pointer('pointermove', from[0] + ((to[0] - from[0]) * i) / 4, from[1] + ((to[1] - from[1]) * i) / 4, more)
  pointer('pointerup', ...to, more)
  await frame()
}
const ticks = (): readonly string[] => [...document.querySelectorAll('[class*=tick]')].map((t) => t.textContent ?? '')

beforeAll(async () => {
  document.documentElement.lang = 'en'
  document.title = 'Gantt'
  document.documentElement.dataset['mantineColorScheme'] = 'light'
  await page.viewport(900, 600)
})
afterEach(() => {
  cleanup()
  document.documentElement.dataset['mantineColorScheme'] = 'light'
  delete document.documentElement.dataset['density']
})

describe('the drawing', () => {
  test('shows severity by height and ownership by fill', async () => {
    show()
    await frame()
    const open = xAt(ago(10))
    await expect.poll(() => heightOf(open, 0, 26, 'critical-fill')).toBeGreaterThanOrEqual(13)
    const owned = xAt(ago(175))
    await expect.poll(() => isColor(owned, 13, 'warning-soft')).toBe(true)
    await expect.poll(() => heightOf(owned, 0, 26, 'warning-soft')).toBeLessThanOrEqual(9)
  })

  test('hatches maintenance and leaves a change as an open diamond', async () => {
    show()
    await frame()
    const middle = 26 * 2 + 13
    const row = Array.from({ length: 40 }, (_, i) => xAt(ago(60)) + i)
    expect(row.some((x) => isColor(x, middle, 'maintenance-fill'))).toBe(true)
    expect(row.some((x) => isColor(x, middle, 'maintenance-soft'))).toBe(true)
    await expect.poll(() => isColor(xAt(ago(90)), 26 + 13, 'surface')).toBe(true)
    const edge = Array.from({ length: 5 }, (_, i) => colorAt(xAt(ago(90)) - 8 + i, 26 + 13))
    expect(edge.some(([r, , , a]) => a > 100 && r < 140)).toBe(true)
  })

  test('runs an arrow from the change up to the alert that waits for it', async () => {
    show()
    await frame()
    const column = Array.from({ length: 14 }, (_, i) => 15 + i)
    const x = Math.round(xAt(ago(90)))
    expect(column.some((y) => [x - 1, x, x + 1].some((at) => colorAt(at, y)[3] > 80))).toBe(true)
  })

  test('follows the theme and the density at once', async () => {
    show()
    await frame()
    const before = colorAt(xAt(ago(10)), 13)
    document.documentElement.dataset['mantineColorScheme'] = 'dark'
    await frame()
    await expect.poll(() => isColor(xAt(ago(10)), 13, 'critical-fill')).toBe(true)
    expect(colorAt(xAt(ago(10)), 13)).not.toEqual(before)
    document.documentElement.dataset['density'] = 'compact'
    await expect.poll(() => isColor(xAt(ago(10)), 10, 'critical-fill') && heightOf(xAt(ago(10)), 0, 20, 'critical-fill') <= 12).toBe(true)
  })

  test('is sharp on dense screens', async () => {
    show()
    await frame()
    expect(canvas().width).toBe(Math.round(size.width * window.devicePixelRatio))
  })
})

describe('zoom and pan', () => {
  test('Ctrl and wheel zoom where the pointer is, and keep the page from zooming', async () => {
    show()
    await frame()
    const x = xAt(ago(74))
    await expect.poll(() => isColor(x + 3, 8, 'critical-fill')).toBe(true)
    await expect.poll(() => isColor(x - 4, 8, 'critical-fill')).toBe(false)
    expect(await wheel(x + 3, 33, { ctrlKey: true, deltaY: -600 })).toBe(true)
    await expect.poll(() => isColor(x - 4, 8, 'critical-fill')).toBe(true)
    await expect.poll(() => isColor(x - 9, 8, 'critical-fill')).toBe(false)
    await expect.poll(() => ticks().some((t) => /:(15|30|45)$/.test(t))).toBe(true)
  })

  test('Shift and wheel pan, a plain wheel is the page’s', async () => {
    show()
    await frame()
    const first = ticks()
    await wheel(300, 60, { ctrlKey: true, deltaY: -400 })
    await expect.poll(ticks).not.toEqual(first)
    const before = ticks()
    expect(await wheel(300, 60, { deltaY: 80 })).toBe(false)
    expect(ticks()).toEqual(before)
    expect(await wheel(300, 60, { shiftKey: true, deltaY: 120 })).toBe(true)
    await expect.poll(ticks).not.toEqual(before)
  })

  test('dragging the plot pans, a double click fits again', async () => {
    show()
    await frame()
    const first = ticks()
    await wheel(300, 60, { ctrlKey: true, deltaY: -400 })
    await expect.poll(ticks).not.toEqual(first)
    const zoomed = ticks()
    await drag([300, 150], [120, 150])
    await expect.poll(ticks).not.toEqual(zoomed)
    pointer('dblclick', 300, 200)
    element('[role=application]').dispatchEvent(new MouseEvent('dblclick', { clientX: box().left + 300, clientY: box().top + 200, bubbles: true }))
    await expect.poll(ticks).toEqual(first)
  })

  test('dragging along the axis hands the page the range marked', async () => {
    const chosen: TimeRange[] = []
    show({ onRange: (r) => chosen.push(r) })
    await frame()
    await drag([xAt(ago(240)), 8], [xAt(ago(120)), 8])
    expect(chosen).toHaveLength(1)
    expect(Math.abs((chosen[0]?.from ?? 0) - ago(240))).toBeLessThan(2 * minute)
    expect(Math.abs((chosen[0]?.to ?? 0) - ago(120))).toBeLessThan(2 * minute)
  })

  test('Shift and drag mark a range in the plot too, Escape gives it up', async () => {
    const chosen: TimeRange[] = []
    show({ onRange: (r) => chosen.push(r) })
    await frame()
    await drag([200, 150], [300, 150], { shiftKey: true })
    expect(chosen).toHaveLength(1)
    pointer('pointerdown', 200, 8)
    pointer('pointermove', 300, 8)
    await frame()
    element<HTMLElement>('[role=application]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    pointer('pointerup', 300, 8)
    await frame()
    expect(chosen).toHaveLength(1)
  })
})

describe('pointing', () => {
  test('a bar under the pointer shows its facts, empty ground shows none', async () => {
    show()
    await frame()
    pointer('pointermove', xAt(ago(10)), 20 + 13)
    await expect.poll(() => document.querySelector('[role=tooltip]')?.textContent).toContain('Timeouts')
    await expect.poll(() => getComputedStyle(element('[role=tooltip]')).visibility).toBe('visible')
    pointer('pointermove', 300, 20 + 190)
    await expect.poll(() => document.querySelector('[role=tooltip]')).toBeNull()
  })

  test('a press pins the card with its ways on', async () => {
    const picked: unknown[] = []
    show({ onPick: (pick) => picked.push(pick) })
    await frame()
    await userEvent.click(element('[role=application]'), { position: { x: xAt(ago(10)), y: 13 } })
    await page.getByRole('button', { name: 'Show only router' }).click()
    expect(picked).toEqual([{ field: 'service', value: 'router' }])
  })

  test('never offers a link that is not an address', async () => {
    show()
    await frame()
    await userEvent.click(element('[role=application]'), { position: { x: xAt(ago(60)), y: 26 * 2 + 13 } })
    await expect.element(page.getByRole('dialog', { name: 'Window' })).toBeVisible()
    expect(page.getByRole('button', { name: 'Open', exact: true }).query()).toBeNull()
  })

  test('bars too close to part are counted, and a press goes nearer', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => i)
    const crowd: Frame = {
      fields: [
        { name: 'lane', type: 'string', role: 'lane', values: many.map(() => 'host') },
        { name: 'start', type: 'time', role: 'start', values: many.map((i) => ago(300) + i * 600) },
        { name: 'end', type: 'time', role: 'end', values: many.map((i) => ago(300) + i * 600 + 300) },
      ],
    }
    show({ frame: crowd })
    await frame()
    pointer('pointermove', xAt(ago(290)), 33)
    await frame()
    await expect.element(page.getByText(/\d+ bars too close to part/)).toBeVisible()
    const before = ticks()
    await userEvent.click(element('[role=application]'), { position: { x: xAt(ago(290)), y: 13 } })
    await expect.poll(ticks).not.toEqual(before)
  })
})

describe('the keyboard', () => {
  test('Tab comes in at the worst open bar with a ring around it', async () => {
    show()
    await frame()
    await userEvent.tab()
    await frame()
    const ring = element('[class*=ring]').getBoundingClientRect()
    expect(Math.abs(ring.left + 2 - box().left - xAt(ago(74)))).toBeLessThan(2)
    expect(getComputedStyle(element('[class*=ring]')).boxShadow).not.toBe('none')
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(page.getByRole('status')).toHaveTextContent('router, Retries, warning, 50 min, MA has it')
  })

  test('scrolls far lanes into sight', async () => {
    const many = Array.from({ length: 60 }, (_, i) => i)
    const lanes: Frame = {
      fields: [
        { name: 'lane', type: 'string', role: 'lane', values: many.map((i) => `host ${i}`) },
        { name: 'start', type: 'time', role: 'start', values: many.map(() => ago(100)) },
        { name: 'end', type: 'time', role: 'end', values: many.map(() => ago(50)) },
      ],
    }
    show({ frame: lanes })
    await frame()
    expect(document.body.textContent).not.toContain('host 599')
    expect(document.querySelectorAll('[title^="host"]').length).toBeLessThan(15)
    await userEvent.tab()
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await frame()
    await expect.poll(() => element('[role=application]').scrollTop).toBeGreaterThan(1000)
    await expect.element(page.getByTitle('host 59')).toBeVisible()
  })
})

describe('for everyone', () => {
  test.each(['light', 'dark'])('axe finds nothing, %s', async (scheme) => {
    document.documentElement.dataset['mantineColorScheme'] = scheme
    show({ onRange: () => {}, onPick: () => {} })
    await frame()
    await userEvent.click(element('[role=application]'), { position: { x: xAt(ago(10)), y: 13 } })
    const { violations } = await axe.run(document.body)
    expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([])
  })
})

describe('ten thousand bars', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => i)
  const crowd = (lanes: number): Frame => ({
    fields: [
      { name: 'lane', type: 'string', role: 'lane', values: many.map((i) => `host ${i % lanes}`) },
      { name: 'start', type: 'time', role: 'start', values: many.map((i) => ago(360) + ((i * 7919) % 10_000) * 2000) },
      { name: 'end', type: 'time', role: 'end', values: many.map((i) => ago(360) + ((i * 7919) % 10_000) * 2000 + (i % 50) * minute) },
    ],
  })

  test.each([1000, 20, 1])('in %i lanes stay a handful of elements and a picture at every zoom', async (lanes) => {
    show({ frame: crowd(lanes) })
    await frame()
    expect(document.querySelectorAll('figure *').length).toBeLessThan(1200)
    for (const deltaY of [-300, -300, -600, -900, 400]) {
      await wheel(300, 60, { ctrlKey: true, deltaY })
      expect(Array.from({ length: 400 }, (_, x) => colorAt(120 + x, 13)[3]).some((alpha) => alpha > 0)).toBe(true)
    }
  })
})
