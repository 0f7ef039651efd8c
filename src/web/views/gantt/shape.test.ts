import { describe, expect, test } from 'vitest'
import type { Cell, Field, Frame } from '#contract/frame.ts'
import { gantt } from './index.ts'
import { GanttOptions } from './options.ts'
import { planOf, worstTone } from './shape.ts'

const now = 10_000
const standard = GanttOptions.parse({})
const column = (role: NonNullable<Field['role']>, values: readonly Cell[], type: Field['type'] = 'string'): Field => ({ name: role, type, role, values })
const times = (role: 'start' | 'end', values: readonly Cell[]): Field => column(role, values, 'time')

const alerts: Frame = {
  fields: [
    column('id', ['a', 'b', 'c', 'd']),
    column('lane', ['router', 'cache', 'router', 'cache']),
    column('title', ['Timeouts', 'CHG-1', 'Retries', 'Window']),
    column('severity', ['critical', null, 'info', null]),
    column('kind', ['alert', 'change', 'alert', 'maintenance']),
    times('start', [4000, 5000, 1000, 2000]),
    times('end', [null, 5000, 2000, 20_000]),
    column('owner', ['MA', null, '', null]),
    column('depends', ['b, nobody', null, 'c', '']),
  ],
}

describe('a plan', () => {
  const plan = planOf(alerts, standard, now)

  test('has a lane for each name in the order the rows give them', () => {
    expect(plan.lanes.map((l) => l.label)).toEqual(['router', 'cache'])
  })

  test('names a row without a lane by where it is, else by what it is', () => {
    const frame: Frame = {
      fields: [
        column('title', ['Printer', 'Wi-Fi', 'Mail']),
        column('lane', ['desk', null, '']),
        column('label', ['fra', 'waw', null]),
        times('start', [1, 2, 3]),
      ],
    }
    expect(planOf(frame, standard, now).lanes.map((l) => l.label)).toEqual(['desk', 'waw', 'Mail'])
  })

  test('sorts a lane by start and lets running bars end now', () => {
    expect(plan.lanes[0]?.order.map((i) => plan.bars[i])).toMatchObject([
      { text: 'Retries', start: 1000, end: 2000, running: false },
      { text: 'Timeouts', start: 4000, end: now, running: true },
    ])
  })

  test('reads tone from severity, and maintenance from kind', () => {
    const tones = Object.fromEntries(plan.bars.map((b) => [b.text, b.tone]))
    expect(tones).toEqual({ Retries: 'info', Timeouts: 'critical', Window: 'maintenance', 'CHG-1': 'neutral' })
    expect(worstTone(plan.bars)).toBe('critical')
  })

  test('carries severity by height, and lets rows without one be as tall as words need', () => {
    const shares = Object.fromEntries(plan.bars.map((b) => [b.text, b.share]))
    expect(shares).toEqual({ Retries: 0.45, Timeouts: 1, Window: 1, 'CHG-1': 1 })
    const runs: Frame = { fields: [times('start', [1]), column('title', ['x']), column('status', ['running'])] }
    expect(planOf(runs, standard, now).bars).toMatchObject([{ tone: 'info', share: 1 }])
  })

  test('takes an empty owner for nobody', () => {
    expect(plan.bars.map((b) => [b.text, b.owner])).toContainEqual(['Retries', undefined])
    expect(plan.bars.map((b) => [b.text, b.owner])).toContainEqual(['Timeouts', 'MA'])
  })

  test('links rows to what they wait for and passes over unknown ids and themselves', () => {
    expect(plan.links.map((l) => [plan.bars[l.from]?.text, plan.bars[l.to]?.text])).toEqual([['CHG-1', 'Timeouts']])
  })

  test('gives a moment inside a window a row of its own', () => {
    expect(plan.lanes[1]?.tracks.length).toBe(2)
    expect(planOf(alerts, { ...standard, stack: false }, now).lanes[1]?.tracks.length).toBe(1)
  })

  test('orders lanes by name, by worst and by earliest on demand', () => {
    const labels = (order: GanttOptions['order']): readonly string[] => planOf(alerts, { ...standard, order }, now).lanes.map((l) => l.label)
    expect(labels('name')).toEqual(['cache', 'router'])
    expect(labels('worst')).toEqual(['router', 'cache'])
    expect(labels('earliest')).toEqual(['router', 'cache'])
  })

  test('puts the lanes in which something goes on or comes first, the soonest before the others, and what is over last, the latest first', () => {
    const planned: Frame = {
      fields: [
        times('start', [now - 90, now + 50, now - 10, now + 20, now - 60, now - 99]),
        times('end', [now - 80, now + 60, null, now + 30, now - 40, now - 98]),
        column('title', ['long over', 'later', 'going on', 'soon', 'just over', 'later']),
      ],
    }
    const labels = planOf(planned, { ...standard, order: 'next' }, now).lanes.map((l) => l.label)
    expect(labels).toEqual(['going on', 'soon', 'later', 'just over', 'long over'])
  })

  test('names lanes by title, else by the first words there are', () => {
    const titled: Frame = { fields: [times('start', [1]), column('title', ['Disk full'])] }
    expect(planOf(titled, standard, now)).toMatchObject({ lanes: [{ label: 'Disk full' }], bars: [{ text: '' }], laneField: 'title' })
    const plain: Frame = { fields: [times('start', [1]), { name: 'host', type: 'string', values: ['a:9100'] }] }
    expect(planOf(plain, standard, now).lanes[0]?.label).toBe('a:9100')
  })

  test('counts rows without a readable start and loses none of the others', () => {
    const broken: Frame = { fields: [times('start', [null, Number.NaN, 7]), times('end', [1, 2, 3]), column('title', ['x', 'y', 'z'])] }
    const found = planOf(broken, standard, now)
    expect(found.skipped).toBe(2)
    expect(found.bars).toMatchObject([{ start: 7, end: 7, running: false }])
  })

  test('is empty for a frame without rows', () => {
    const none: Frame = { fields: [times('start', []), column('title', [])] }
    expect(planOf(none, standard, now)).toMatchObject({ bars: [], lanes: [], extent: undefined, skipped: 0 })
  })

  test('draws an interval that starts after now as the moment it starts', () => {
    const ahead: Frame = { fields: [times('start', [now + 50]), times('end', [null]), column('title', ['x'])] }
    expect(planOf(ahead, standard, now).bars).toMatchObject([{ start: now + 50, end: now + 50, running: true }])
  })
})

describe('the Gantt on its shelf', () => {
  test('takes frames with a start, best with a name and an end', () => {
    expect(gantt.accepts(alerts)).toEqual({ score: 0.9 })
    expect(gantt.accepts({ fields: [times('start', [1])] })).toEqual({ score: 0.6 })
  })

  test('refuses frames without one, with the reason', () => {
    expect(gantt.accepts({ fields: [column('title', ['x'])] })).toEqual({ refused: 'needsStart' })
    expect(gantt.accepts({ fields: [column('start', ['yesterday'])] })).toEqual({ refused: 'needsStart' })
  })

  test('has a default for every option and refuses nonsense', () => {
    expect(standard).toEqual({ order: 'given', stack: true, text: true, arrows: true, ahead: 12 })
    expect(GanttOptions.safeParse({ ahead: 80 }).success).toBe(false)
  })
})
