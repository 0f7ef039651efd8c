import { cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import type { ViewProps } from '../view.ts'
import { StatOptions } from './options.ts'
import { previousField } from './shape.ts'
import StatView from './StatView.tsx'
import '#web/ui/tokens.css'
import '#web/ui/theme/base.css'

const number = (name: string, values: readonly Cell[], unit = ''): Field => ({ name, type: 'number', unit, values })
const time = (n: number): Field => ({ name: 'time', type: 'time', role: 'time', values: Array.from({ length: n }, (_, i) => i * 1000) })
const one = (value: Cell, unit = '', previous?: number): Frame => ({
  fields: [number('value', [value], unit), ...(previous === undefined ? [] : [number(previousField, [previous])])],
})
const table: Frame = {
  fields: [
    { name: 'severity', type: 'string', role: 'severity', values: ['critical', 'warning', 'info'] },
    { name: 'service', type: 'string', role: 'label', values: ['Checkout', 'Payments', 'Search'] },
    number('alerts', [23, 6, 3]),
  ],
}
type Shown = Omit<Partial<ViewProps<StatOptions>>, 'options'> & { readonly options?: Partial<StatOptions> }
const show = ({ options, ...more }: Shown) =>
  render(
    <main>
      <h1>Test</h1>
      <div style={{ inlineSize: more.size?.width ?? 230, blockSize: more.size?.height ?? 82, overflow: 'hidden', position: 'relative' }}>
        <StatView
          frame={one(1)}
          options={{ ...StatOptions.parse({}), ...options }}
          size={{ width: 230, height: 82 }}
          range={{ from: 0, to: 1000 }}
          now={1000}
          zone="UTC"
          title="Gateway p99"
          thresholds={[]}
          mode="full"
          {...more}
        />
      </div>
    </main>,
  )
const group = (): HTMLElement => page.getByRole('group', { name: 'Gateway p99' }).element() as HTMLElement
const numbers = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[class*=number]')]

afterEach(cleanup)

describe('one number', () => {
  test('has its unit at half its size', () => {
    show({ frame: one(8.4, 's') })
    expect(numbers()[0]?.textContent).toBe('8.4s')
    const unit = document.querySelector('small')
    expect(Number.parseFloat(getComputedStyle(unit ?? document.body).fontSize) * 2).toBe(
      Number.parseFloat(getComputedStyle(numbers()[0] ?? document.body).fontSize),
    )
  })

  test('beyond a limit says so by mark and word', () => {
    show({ frame: one(8.4, 's'), thresholds: [{ value: 2, when: 'above', mark: 'critical' }] })
    const line = page.getByText('Above 2\u00a0s').element()
    expect(line.parentElement?.querySelector('svg')).not.toBeNull()
    expect(getComputedStyle(line).color).not.toBe(getComputedStyle(group()).color)
  })

  test('says how it differs from the period before, in a word that fits its unit', () => {
    show({ frame: one(0.982, 'ratio', 0.993), options: { better: 'higher', compare: true } })
    expect(page.getByText('↓ 1.1 points').element().parentElement?.dataset['meaning']).toBe('bad')
    cleanup()
    show({ frame: one(38, '', 50), options: { better: 'lower', compare: true } })
    expect(page.getByText('↓ 12 fewer').element().parentElement?.dataset['meaning']).toBe('good')
    cleanup()
    show({ frame: one(38, '', 38), options: { compare: true } })
    expect(page.getByText('No change').elements()).toHaveLength(1)
  })

  test('of a series has a spark and its facts', () => {
    show({ frame: { fields: [time(5), number('cpu', [1, 2, null, 4, 3], 'percent')] }, options: { target: 5 } })
    expect(page.getByText('Last · n 4 · target 5\u00a0%').elements()).toHaveLength(1)
    expect(document.querySelectorAll('svg path')).toHaveLength(2)
  })

  test('that is missing is a hyphen', () => {
    show({ frame: one(Number.NaN) })
    expect(numbers()[0]?.textContent).toBe('-')
    cleanup()
    show({ frame: { fields: [] } })
    expect(numbers()[0]?.textContent).toBe('-')
  })
})

test('a few stand side by side, each with its name and mark, all of one size', () => {
  show({ frame: table, size: { width: 700, height: 120 } })
  expect(numbers().map((n) => n.textContent)).toEqual(['23', '6', '3'])
  expect(new Set(numbers().map((n) => n.getBoundingClientRect().top)).size).toBe(1)
  expect(page.getByRole('img', { name: 'Critical' }).elements()).toHaveLength(1)
})

test('where they wrap, every row begins in line with the title', () => {
  show({ frame: table, size: { width: 300, height: 260 } })
  const cells = [...document.querySelectorAll<HTMLElement>('[class*=cell]')]
  const left = (cell: HTMLElement | undefined): number => cell?.querySelector('[class*=number]')?.getBoundingClientRect().left ?? -1
  expect(cells).toHaveLength(3)
  expect(left(cells[2])).toBe(left(cells[0]))
  expect(left(cells[1])).toBeGreaterThan(left(cells[0]))
})

test('a unit makes no line taller: what stands below is at one height', () => {
  const units: Frame = {
    fields: [number('a', [8], 'percent'), number('b', [3])],
    meta: {
      said: [
        { of: 'a', name: 'a', line: 'n 4', full: '' },
        { of: 'b', name: 'b', line: 'n 5', full: '' },
      ],
    },
  }
  show({ frame: units, size: { width: 500, height: 100 } })
  const tops = [...document.querySelectorAll('[class*=facts]')].map((it) => it.getBoundingClientRect().top)
  expect(tops).toHaveLength(2)
  expect(new Set(tops).size).toBe(1)
})

test('small print is whole whatever the height: the spark stands below it where there is room for both, and else is not drawn', () => {
  const frame: Frame = {
    fields: [
      time(30),
      number(
        'a',
        Array.from({ length: 30 }, (_, i) => i % 7),
        'percent',
      ),
    ],
  }
  const factsAt = (height: number): readonly [facts: number, spark: boolean] => {
    show({ frame, size: { width: 104, height }, options: { target: 12_345 } })
    expect(group().scrollHeight).toBeLessThanOrEqual(height)
    const spark = document.querySelector('svg[class*=spark]')?.getBoundingClientRect()
    expect(spark?.bottom ?? 0).toBeLessThanOrEqual(group().getBoundingClientRect().bottom + 0.5)
    const tall = document.querySelector('[class*=facts]')?.getBoundingClientRect().height ?? 0
    cleanup()
    return [tall, spark !== undefined]
  }
  const all = Array.from({ length: 31 }, (_, i) => factsAt(100 + i * 4))
  // One line would be cut, two are all of it.
  expect(new Set(all.map(([facts]) => facts))).toEqual(new Set([30]))
  expect([all[0]?.[1], all.at(-1)?.[1]]).toEqual([false, true])
})

test('nothing is cut, from the smallest widget to a wall', () => {
  const series: Frame = {
    fields: [
      time(60),
      number(
        'rate',
        Array.from({ length: 60 }, (_, i) => 1e6 + i * 977),
        'bytes/s',
      ),
    ],
  }
  for (const size of [
    { width: 190, height: 82 },
    { width: 230, height: 82 },
    { width: 420, height: 160 },
    { width: 700, height: 300 },
  ]) {
    show({ frame: series, size, thresholds: [{ value: 1, when: 'above', mark: 'warning' }], options: { target: 5 } })
    expect(group().scrollHeight).toBeLessThanOrEqual(size.height)
    const box = group().getBoundingClientRect()
    const shown = numbers()[0]?.getBoundingClientRect()
    expect(shown?.right).toBeLessThanOrEqual(box.right)
    const spark = document.querySelector('svg[class*=spark]')?.getBoundingClientRect()
    if (spark) expect(spark.right).toBeLessThanOrEqual(box.right + 0.5)
    cleanup()
  }
})

test('the next value does not make the number jump', () => {
  const size = (value: number): string => {
    show({ frame: one(value) })
    const px = getComputedStyle(numbers()[0] ?? document.body).fontSize
    cleanup()
    return px
  }
  expect(new Set([9, 10, 99, 100, 99.5].map(size)).size).toBe(1)
})

test.each([['light'], ['dark']])('axe finds nothing, %s', async (scheme) => {
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
  show({ frame: table, size: { width: 700, height: 120 }, thresholds: [{ value: 5, when: 'above', mark: 'critical' }] })
  const { violations } = await axe.run(document.body)
  document.documentElement.removeAttribute('data-mantine-color-scheme')
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([])
})
