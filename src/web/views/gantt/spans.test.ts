import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Frame } from '#contract/frame.ts'
import { barAfter, entryBar } from './moves.ts'
import type { Move } from './moves.ts'
import { GanttOptions } from './options.ts'
import { barRect, contentHeight, hitAt, laneAt, lanesIn, placeLanes, trackMiddle } from './place.ts'
import { planOf } from './shape.ts'
import type { Plan } from './shape.ts'
import { halfDiamond, lookOf, lowerBound, narrow, spansIn } from './spans.ts'
import { toneRank } from './tone.ts'

const metrics = { lane: 26, bar: 14 }
/** All bars on one track, lying on each other, as when rows run out. */
function crowdedLanes(plan: Plan): Plan['lanes'] {
  const order = plan.bars.map((_, i) => i).toSorted((a, b) => (plan.bars[a]?.start ?? 0) - (plan.bars[b]?.start ?? 0))
  let furthest = -Infinity
  const reach = Float64Array.from(order, (i) => (furthest = Math.max(furthest, plan.bars[i]?.end ?? 0)))
  const track = {
    bars: order,
    starts: Float64Array.from(order, (i) => plan.bars[i]?.start ?? 0),
    ends: Float64Array.from(order, (i) => plan.bars[i]?.end ?? 0),
    reach,
  }
  return [{ label: 'all', order, tracks: [track], crowded: 0 }]
}
const rows = fc.array(
  fc.record({
    lane: fc.constantFrom('a', 'b', 'c'),
    start: fc.integer({ min: 0, max: 100_000 }),
    length: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40_000 })),
    severity: fc.constantFrom('critical', 'warning', 'info', null),
    owner: fc.constantFrom('MA', null),
  }),
  { minLength: 1, maxLength: 120 },
)
const plans = rows.map((list): Plan => {
  const frame: Frame = {
    fields: [
      { name: 'lane', type: 'string', role: 'lane', values: list.map((r) => r.lane) },
      { name: 'start', type: 'time', role: 'start', values: list.map((r) => r.start) },
      { name: 'end', type: 'time', role: 'end', values: list.map((r) => r.start + r.length) },
      { name: 'severity', type: 'string', role: 'severity', values: list.map((r) => r.severity) },
      { name: 'owner', type: 'string', role: 'owner', values: list.map((r) => r.owner) },
    ],
  }
  return planOf(frame, GanttOptions.parse({}), 200_000)
})
const views = fc
  .record({ from: fc.integer({ min: -10_000, max: 90_000 }), span: fc.integer({ min: 50, max: 150_000 }), width: fc.integer({ min: 20, max: 800 }) })
  .map(({ from, span, width }) => ({ from, to: from + span, width }))

const tracksOf = (plan: Plan) => plan.lanes.flatMap((lane) => lane.tracks)

describe('marks of a track', () => {
  test('cover every bar in view exactly once', () => {
    fc.assert(
      fc.property(plans, views, (plan, view) => {
        for (const track of tracksOf(plan)) {
          const covered = spansIn(track, view).flatMap((s) => track.bars.slice(s.from, s.to))
          expect(new Set(covered).size).toBe(covered.length)
          const seen = track.bars.filter((i) => (plan.bars[i]?.end ?? 0) >= view.from && (plan.bars[i]?.start ?? 0) <= view.to)
          expect(covered).toEqual(expect.arrayContaining(seen))
        }
      }),
    )
  })

  test('merge only what is too narrow to part, and so are bounded by pixels', () => {
    fc.assert(
      fc.property(plans, views, (plan, view) => {
        const width = (i: number): number => (((plan.bars[i]?.end ?? 0) - (plan.bars[i]?.start ?? 0)) / (view.to - view.from)) * view.width
        for (const track of tracksOf(plan)) {
          const spans = spansIn(track, view)
          const merged = spans.filter((s) => s.to - s.from > 1).flatMap((s) => track.bars.slice(s.from, s.to))
          expect(merged.filter((i) => width(i) >= narrow)).toEqual([])
          const tiny = spans.filter((s) => s.x1 - s.x0 < narrow)
          const wide = spans.length - tiny.length
          expect(tiny.length).toBeLessThanOrEqual((view.width + 30) / narrow + wide + 2)
        }
      }),
    )
  })

  test('are left out when they end before the view begins', () => {
    fc.assert(
      fc.property(plans, views, fc.boolean(), (plan, view, stacked) => {
        const lanes = stacked ? plan.lanes : crowdedLanes(plan)
        const spans = lanes.flatMap((lane) => lane.tracks.flatMap((track) => spansIn(track, view)))
        expect(spans.filter((s) => s.x1 < s.x0 || s.x1 < -halfDiamond || s.x0 > view.width + halfDiamond)).toEqual([])
      }),
    )
  })

  test('look like the worst of what they stand for', () => {
    fc.assert(
      fc.property(plans, views, (plan, view) => {
        for (const track of tracksOf(plan))
          for (const span of spansIn(track, view)) {
            const bars = track.bars.slice(span.from, span.to).flatMap((i) => plan.bars[i] ?? [])
            const worst = Math.max(...bars.map((b) => toneRank(b.tone)))
            const look = lookOf(span, track, plan.bars)
            expect(toneRank(look.tone)).toBe(worst)
            const canBeSolid = ['critical', 'warning', 'info'].includes(look.tone)
            expect(look.solid).toBe(canBeSolid && bars.some((b) => b.tone === look.tone && b.owner === undefined))
          }
      }),
    )
  })

  test('are found by binary search as by looking at each', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -1, max: 51 }), (list, limit) => {
        const sorted = Float64Array.from(list.toSorted((a, b) => a - b))
        const found = sorted.findIndex((v) => v >= limit)
        expect(lowerBound(sorted, limit)).toBe(found < 0 ? sorted.length : found)
      }),
    )
  })

  test('stay few when ten thousand bars crowd twenty lanes', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => i)
    const frame: Frame = {
      fields: [
        { name: 'lane', type: 'string', role: 'lane', values: values.map((i) => `lane ${i % 20}`) },
        { name: 'start', type: 'time', role: 'start', values: values.map((i) => i * 10) },
        { name: 'end', type: 'time', role: 'end', values: values.map((i) => i * 10 + 5) },
      ],
    }
    const plan = planOf(frame, GanttOptions.parse({}), 200_000)
    const marks = tracksOf(plan).reduce((sum, track) => sum + spansIn(track, { from: 0, to: 100_000, width: 300 }).length, 0)
    expect(marks).toBeLessThanOrEqual(20 * 101)
  })
})

describe('hit testing', () => {
  test('finds a bar in the middle of where it is drawn', () => {
    fc.assert(
      fc.property(plans, views, fc.nat(), (plan, view, pick) => {
        const index = pick % plan.bars.length
        const placement = placeLanes(plan.lanes, metrics)
        const rect = barRect(plan, placement, view, index)
        const bar = plan.bars[index]
        if (!rect || !bar || rect.x < 0 || rect.x + rect.width > view.width) return
        const hit = hitAt(plan, placement, view, rect.x + rect.width / 2, rect.y + rect.height / 2)
        expect(hit?.lane).toBe(bar.lane)
        const under = hit ? hit.track.bars.slice(hit.span.from, hit.span.to) : []
        const isShared = under.some((i) => plan.bars[i]?.track === bar.track)
        expect(under.includes(index) || isShared).toBe(true)
      }),
    )
  })

  test('finds nothing in empty time, above or below', () => {
    const frame: Frame = {
      fields: [
        { name: 'lane', type: 'string', role: 'lane', values: ['a'] },
        { name: 'start', type: 'time', role: 'start', values: [100] },
        { name: 'end', type: 'time', role: 'end', values: [200] },
      ],
    }
    const plan = planOf(frame, GanttOptions.parse({}), 1000)
    const placement = placeLanes(plan.lanes, metrics)
    const view = { from: 0, to: 1000, width: 1000 }
    expect(hitAt(plan, placement, view, 150, 13)).toBeDefined()
    expect(hitAt(plan, placement, view, 204, 13)).toBeDefined()
    expect(hitAt(plan, placement, view, 400, 13)).toBeUndefined()
    expect(hitAt(plan, placement, view, 150, -1)).toBeUndefined()
    expect(hitAt(plan, placement, view, 150, 27)).toBeUndefined()
  })
})

describe('lanes', () => {
  test('stand under each other without gaps, each at its own height', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const placement = placeLanes(plan.lanes, metrics)
        for (const [i, lane] of plan.lanes.entries()) {
          const top = placement.tops[i] ?? 0
          expect(laneAt(placement, top)).toBe(i)
          expect(laneAt(placement, (placement.tops[i + 1] ?? 0) - 0.5)).toBe(i)
          const lowest = trackMiddle(placement, i, lane.tracks.length - 1) + metrics.bar / 2
          expect(lowest).toBeLessThanOrEqual(placement.tops[i + 1] ?? 0)
        }
        expect(contentHeight(placement)).toBe(placement.tops.at(-1))
      }),
    )
  })

  test('in sight are those that touch the window', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (plan, top, height) => {
        const placement = placeLanes(plan.lanes, metrics)
        const [from, to] = lanesIn(placement, top, height)
        for (const i of plan.lanes.keys()) {
          const touches = (placement.tops[i] ?? 0) < top + height && (placement.tops[i + 1] ?? 0) > top
          expect(!touches || (i >= from && i < to)).toBe(true)
        }
      }),
    )
  })
})

describe('moving through bars', () => {
  const moves: readonly Move[] = ['before', 'after', 'above', 'below', 'first', 'last', 'top', 'bottom']

  test('always ends on a bar, and along time it visits each bar of the lane once', () => {
    fc.assert(
      fc.property(plans, fc.array(fc.constantFrom(...moves), { maxLength: 20 }), (plan, steps) => {
        const end = steps.reduce((at, move) => barAfter(plan, at, move), 0)
        expect(plan.bars[end]).toBeDefined()
        const lane = plan.bars[end]?.lane ?? 0
        const visited: number[] = []
        for (let at = barAfter(plan, end, 'first'); ; at = barAfter(plan, at, 'after')) {
          visited.push(at)
          if (barAfter(plan, at, 'after') === at) break
        }
        expect(visited).toEqual(plan.lanes[lane]?.order)
      }),
    )
  })

  test('goes to the lane below and back up', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const below = barAfter(plan, 0, 'below')
        expect(plan.bars[below]?.lane).toBe(Math.min(plan.lanes.length - 1, 1))
        expect(plan.bars[barAfter(plan, below, 'top')]?.lane).toBe(0)
      }),
    )
  })

  test('enters at the worst bar in view, and somewhere when none is', () => {
    fc.assert(
      fc.property(plans, views, (plan, view) => {
        const entry = entryBar(plan, view, (b) => toneRank(b.tone))
        const seen = plan.bars.filter((b) => b.end >= view.from && b.start <= view.to)
        const worst = Math.max(-1, ...seen.map((b) => toneRank(b.tone)))
        expect(entry).toBeDefined()
        expect(seen.length === 0 ? -1 : toneRank(plan.bars[entry ?? 0]?.tone ?? 'ok')).toBe(worst)
      }),
    )
  })
})
