import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyProfile } from './empty-profile.ts'
import { exportProfile } from './export.ts'
import { forget } from './forget.ts'
import { openLearner } from './learner.ts'
import { noPrior } from './prior.ts'
import { mostBytes } from './profile.ts'
import type { Profile, Visit } from './profile.ts'
import { readyPrior } from './ready-prior.ts'
import { buildPrior, contributionOf } from './seed.ts'

const nothing = readyPrior(noPrior)
const bytesOf = (profile: Profile): number => Buffer.byteLength(JSON.stringify(profile))
const learn = (visits: readonly Visit[], profile = emptyProfile, ready = nothing): Profile => {
  const learner = openLearner(profile, ready)
  learner.observe(visits)
  return learner.profile()
}
const again = (profile: Profile): Profile => JSON.parse(JSON.stringify(profile)) as Profile // Its own JSON.

/** Minutes that mostly go on, sometimes pause, and sometimes run backwards. */
const gaps = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 3000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -50, max: 200_000 }) },
)
const ids = fc.constantFrom(
  'page:alerts',
  'page:incidents',
  'dashboard:a',
  'dashboard:b',
  'dashboard:c',
  'workflow:triage',
  'widget:a/1',
  'widget:a/2',
  'service:pay',
  'x',
)
const visits = (item: fc.Arbitrary<string> = ids): fc.Arbitrary<readonly Visit[]> =>
  fc.array(fc.record({ item, gap: gaps, weight: fc.constantFrom(1 as const, 0.5 as const) }), { maxLength: 120 }).map((list) => {
    let at = 29_000_000
    return list.map(({ item: id, gap, weight }) => ({ item: id, at: (at += gap), weight }))
  })
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '"', '\\', '\ud800', '\u0000', '', 'a:b:c', ':', '日本語:ä'),
)

/** Ten people of a role who open b after a. */
const colleagues = (n: number, path: readonly string[] = ['dashboard:a', 'dashboard:b', 'dashboard:c']) =>
  buildPrior(
    'sre',
    Array.from({ length: n }, () => contributionOf(path.map((item, i) => ({ item, at: 1000 + i })))),
  )

describe('learning', () => {
  test('gives the same bytes for the same visits, however they are split over requests', () => {
    fc.assert(
      fc.property(visits(fc.oneof(ids, odd)), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (list, sizes) => {
        let profile = emptyProfile
        for (let from = 0, i = 0; from < list.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1
          profile = again(learn(list.slice(from, from + size), profile))
          from += size
        }
        expect(JSON.stringify(profile)).toBe(JSON.stringify(learn(list)))
      }),
      { numRuns: 60 },
    )
  })

  test('gives the same order of suggestions before and after it was stored', () => {
    fc.assert(
      fc.property(visits(), (list) => {
        const ready = readyPrior(colleagues(6))
        const learner = openLearner(emptyProfile, ready)
        learner.observe(list)
        const at = 40_000_000
        expect(openLearner(again(learner.profile()), ready).rank({ at }).ranked).toEqual(learner.rank({ at }).ranked)
      }),
      { numRuns: 60 },
    )
  })

  test('leaves the profile it started from as it was', () => {
    const before = learn([{ item: 'dashboard:a', at: 1 }])
    const text = JSON.stringify(before)
    learn([{ item: 'dashboard:b', at: 2 }], before)
    expect(JSON.stringify(before)).toBe(text)
  })

  test('counts a repeat within a session once, and a return after half an hour as the start of a session', () => {
    const twice = learn([
      { item: 'dashboard:a', at: 100 },
      { item: 'dashboard:a', at: 105 },
    ])
    expect(twice.n).toBe(1)
    const later = learn([{ item: 'dashboard:a', at: 140 }], twice)
    expect(later.n).toBe(2)
    expect(later.sessions).toBe(1)
  })

  test('takes a visit that came through the strip for half a visit', () => {
    const whole = learn([{ item: 'dashboard:a', at: 1 }])
    const half = learn([{ item: 'dashboard:a', at: 1, weight: 0.5 }])
    expect([whole.kinds[1]?.n, half.kinds[1]?.n]).toEqual([1, 0.5])
  })

  test('keeps nothing of what is sensitive, of ids that are empty or endless, and of impossible times', () => {
    const learner = openLearner(emptyProfile, nothing)
    const bad = [
      { item: 'dashboard:hr', at: 5 },
      { item: '', at: 6 },
      { item: `dashboard:${'x'.repeat(500)}`, at: 7 },
      { item: 'dashboard:a', at: Number.NaN },
      { item: 'dashboard:a', at: -5 },
    ]
    learner.observe(bad, new Set(['dashboard:hr']))
    expect(learner.profile()).toEqual(emptyProfile)
  })

  test('stays under 32 KiB whatever a hundred thousand hostile visits name', () => {
    const learner = openLearner(emptyProfile, nothing)
    const name = (i: number): string =>
      ['\u0001'.repeat(33), `k${i % 40}:${'ä'.repeat(i % 90)}${i}`, `dashboard:${i % 700}`, `widget:${'𝒳'.repeat(i % 50)}${i % 3000}`][i % 4] ?? ''
    for (let part = 0; part < 10; part += 1) {
      learner.observe(Array.from({ length: 10_000 }, (_, i) => ({ item: name((i * 7919 + part) % 99_991), at: 29_000_000 + part * 900 + Math.floor(i / 12) })))
      expect(bytesOf(learner.profile())).toBeLessThanOrEqual(mostBytes)
    }
  }, 60_000)

  test('keeps what is used often when ids that come once flood it', () => {
    const home = Array.from({ length: 50 }, (_, i) => ({ item: `dashboard:${i % 5}`, at: 1000 + i }))
    const flood = Array.from({ length: 2000 }, (_, i) => ({ item: `dashboard:flood-${i}`, at: 1050 + Math.floor(i / 10) }))
    const items = learn([...home, ...flood]).items
    for (let i = 0; i < 5; i += 1) expect(items).toContain(`dashboard:${i}`)
  })

  test('forgets what was not touched for ninety days, and the rest not', () => {
    const day = 1440
    const list = [
      { item: 'dashboard:old', at: 1000 * day },
      { item: 'dashboard:young', at: 1060 * day },
      { item: 'dashboard:now', at: 1091 * day },
    ]
    expect(
      learn(list)
        .items.filter((i) => i !== 0)
        .toSorted(),
    ).toEqual(['', 'dashboard:now', 'dashboard:young'])
  })

  test('takes a constant amount of room for a day of work repeated a hundred times', () => {
    const dayOfWork = Array.from({ length: 200 }, (_, i) => ({ item: `dashboard:${(i * 7) % 30}`, at: i }))
    const days = (n: number): Profile =>
      learn(Array.from({ length: n }, (_, d) => dayOfWork.map((v) => ({ item: v.item, at: 1440 * (20_000 + d) + v.at }))).flat())
    expect(bytesOf(days(100))).toBeLessThan(bytesOf(days(5)) * 1.2)
  }, 30_000)
})

describe('ranking', () => {
  test('never shows what is not permitted, nor the page one is on', () => {
    fc.assert(
      fc.property(visits(), fc.subarray(['dashboard:a', 'dashboard:b', 'page:alerts', 'service:pay']), (list, allowed) => {
        const learner = openLearner(learn(list), readyPrior(colleagues(7)))
        const { ranked } = learner.rank({ at: 50_000_000, here: 'dashboard:b' }, new Set(allowed))
        expect(ranked.every((r) => allowed.includes(r.item) && r.item !== 'dashboard:b')).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('gives probabilities that add up to one, best first', () => {
    fc.assert(
      fc.property(visits(), (list) => {
        const { ranked } = openLearner(learn(list), readyPrior(colleagues(7))).rank({ at: 50_000_000 })
        const chances = ranked.map((r) => r.p)
        expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
        expect(chances).toEqual(chances.toSorted((a, b) => b - a))
        expect(ranked.some((r) => Number.isNaN(r.p))).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  test('shows a newcomer what colleagues do from here', () => {
    const { ranked } = openLearner(emptyProfile, readyPrior(colleagues(5))).rank({ at: 100 })
    expect(ranked[0]?.item).toBe('dashboard:a')
    const after = openLearner(learn([{ item: 'dashboard:a', at: 100 }]), readyPrior(colleagues(5))).rank({ at: 101 })
    expect(after.ranked[0]?.item).toBe('dashboard:b')
  })

  test('never shows what only four colleagues use', () => {
    expect(openLearner(emptyProfile, readyPrior(colleagues(4))).rank({ at: 100 }).ranked).toEqual([])
  })

  test('learns a habit against the role', () => {
    const list = Array.from({ length: 24 }, (_, i) => ({ item: i % 2 === 0 ? 'dashboard:a' : 'dashboard:z', at: 100 + i }))
    const learner = openLearner(emptyProfile, readyPrior(colleagues(20)))
    learner.observe(list)
    learner.observe([{ item: 'dashboard:a', at: 130 }])
    expect(learner.rank({ at: 131 }).ranked[0]?.item).toBe('dashboard:z')
  })

  test('knows the start of a session as a place to come from', () => {
    const list = Array.from({ length: 12 }, (_, i) => [
      { item: 'page:alerts', at: 100 + i * 100 },
      { item: 'page:incidents', at: 101 + i * 100 },
      { item: 'page:changes', at: 102 + i * 100 },
    ]).flat()
    const learner = openLearner(learn(list), nothing)
    expect(learner.rank({ at: 5000, here: 'page:home' }).ranked[0]?.item).toBe('page:alerts')
    expect(learner.rank({ at: 1203 }).ranked[0]?.item).not.toBe('page:changes')
  })

  test('remembers a rare kind however often another one is used in between', () => {
    const flood = Array.from({ length: 300 }, (_, i) => ({ item: `dashboard:${i % 7}`, at: 200 + i }))
    const list = [...['triage', 'patch', 'triage'].map((id, i) => ({ item: `workflow:${id}`, at: 100 + i })), ...flood]
    const { ranked } = openLearner(learn(list), nothing).rank({ at: 501 }, new Set(['workflow:triage', 'workflow:patch']))
    expect(ranked.map((r) => r.item)).toEqual(['workflow:triage', 'workflow:patch'])
    expect(ranked[0]?.p).toBeGreaterThan(0.5)
  })
})

describe('forgetting', () => {
  test('leaves no mention, and shares of the rest as if the visits had weighed nothing', () => {
    fc.assert(
      fc.property(visits(), (list) => {
        const profile = learn(list)
        const forgotten = forget(profile, 'dashboard:b')
        expect(JSON.stringify(forgotten)).not.toContain('dashboard:b')
        expect(
          openLearner(forgotten, nothing)
            .rank({ at: 50_000_000 })
            .ranked.map((r) => r.item),
        ).not.toContain('dashboard:b')
        expect(forget(forgotten, 'dashboard:b')).toBe(forgotten)
        expect(JSON.stringify(forget(again(profile), 'dashboard:b'))).toBe(JSON.stringify(forgotten))
      }),
      { numRuns: 60 },
    )
  })

  test('leaves no counter under its number: whatever gets that number next begins with nothing', () => {
    fc.assert(
      fc.property(visits(), (list) => {
        const profile = learn(list)
        const at = Math.max(29_000_000, ...list.map((visit) => visit.at)) + 60
        const { steps } = exportProfile(learn([{ item: 'dashboard:new', at }], forget(profile, 'dashboard:b')))
        const items = new Set([...list.map((visit) => visit.item), 'dashboard:new'])
        expect(steps.filter((step) => !items.has(step.item))).toEqual([])
        expect(steps.filter((step) => step.item === 'dashboard:new' && step.times > 1)).toEqual([])
        expect(steps.filter((step) => step.after === 'dashboard:new' || step.before === 'dashboard:new')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('of the only item known leaves no counter at all', () => {
    const profile = forget(
      learn([
        { item: 'dashboard:a', at: 1 },
        { item: 'dashboard:a', at: 100 },
      ]),
      'dashboard:a',
    )
    expect(profile.items).toEqual([''])
    expect(profile.kinds.map((k) => [k.n, k.midTotal, k.fastTotal, k.share, k.one, k.skip, k.two])).toEqual([
      [0, 0, 0, 0, [], [], []],
      [0, 0, 0, 0, [], [], []],
    ])
    expect(profile.trails.map((t) => t.recent)).toEqual([[], []])
  })

  test('gives use of the rest the shares it has without the item', () => {
    const list = ['a', 'b', 'c', 'b', 'a', 'b', 'c'].map((id, i) => ({ item: `dashboard:${id}`, at: 100 + i }))
    const kind = forget(learn(list), 'dashboard:b').kinds[1]
    // a: visits 1 and 5 of 7; c: 3 and 7.
    const left = 0.93 ** 6 + 0.93 ** 2 + 0.93 ** 4 + 1
    expect(kind?.midTotal).toBeCloseTo(left * 1e6, -2)
    expect(kind?.n).toBe(4)
  })
})
