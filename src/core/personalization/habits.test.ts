import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyProfile } from './empty-profile.ts'
import { exportProfile } from './export.ts'
import { expireProfile } from './forget.ts'
import { openLearner } from './learner.ts'
import { noPrior } from './prior.ts'
import { readyPrior } from './ready-prior.ts'
import { idleBucket, rankUnfinished } from './resume.ts'
import { endOfRun, learnRuns, nextSteps, noSteps } from './steps.ts'
import { declineForm, formToAsk, noViewHabits, observeSwitch, rankViews } from './views.ts'
import type { ViewHabits } from './views.ts'

describe('how somebody likes to see a kind of data', () => {
  const key = { kind: 'alerts, intervals', family: 'intervals' }
  const forms = ['grid', 'chart', 'gantt']
  const switched = (times: number, sessions: number, to = 'gantt'): ViewHabits =>
    Array.from({ length: times }, (_, i) => i).reduce((h, i) => observeSwitch(h, { ...key, from: 'grid', to, session: i % sessions }), noViewHabits)

  test('is what the formula says, backed by the family and the role', () => {
    const [best] = rankViews(switched(1, 1), key, forms, { grid: 0.5, gantt: 0.5 })
    // family: (1 + 2 * 0.5) / (1 + 2); kind: (1 + 2 * that) / (1 + 2)
    expect(best).toEqual({ form: 'gantt', p: (1 + (2 * 2) / 3) / 3 })
  })

  test('reaches kinds of the same family', () => {
    expect(rankViews(switched(3, 2), { kind: 'changes, intervals', family: 'intervals' }, forms)[0]?.form).toBe('gantt')
    expect(rankViews(switched(3, 2), { kind: 'cpu, series', family: 'series' }, forms)[0]?.p).toBe(0)
  })

  test('is asked about after three switches in two sessions, never flipped', () => {
    const shown = { ...key, shown: 'grid' }
    expect(formToAsk(switched(3, 1), shown, forms, 100)).toBeUndefined()
    expect(formToAsk(switched(2, 2), shown, forms, 100)).toBeUndefined()
    expect(formToAsk(switched(6, 2), shown, forms, 100)).toBe('gantt')
    expect(formToAsk(switched(6, 2), { ...key, shown: 'gantt' }, forms, 100)).toBeUndefined()
    expect(formToAsk(switched(6, 2), shown, ['grid', 'chart'], 100)).toBeUndefined()
  })

  test('is not asked about for thirty days after a no', () => {
    const no = declineForm(switched(6, 2), key.kind, 100)
    expect(formToAsk(no, { ...key, shown: 'grid' }, forms, 129)).toBeUndefined()
    expect(formToAsk(no, { ...key, shown: 'grid' }, forms, 130)).toBe('gantt')
  })

  test('stays small whatever is switched', () => {
    const hostile = Array.from({ length: 3000 }, (_, i) => ({ kind: `k${i % 500}`, family: `f${i % 90}`, from: 'grid', to: `form ${i % 77}`, session: i }))
    const habits = hostile.reduce(observeSwitch, noViewHabits)
    expect(habits.kinds.length).toBeLessThanOrEqual(64)
    expect(habits.kinds.every((k) => Object.keys(k.forms).length <= 12 && Object.keys(k.switches).length <= 12)).toBe(true)
  })
})

describe('unfinished work', () => {
  const run = (id: string, rest: object) => ({ id, workflow: 'triage', idleMinutes: 30, progress: 0, urgency: 1, dismissals: 0, ...rest })

  test('is ordered by how likely it is taken up, how far it is and how urgent', () => {
    const outcomes = () => [
      { resumed: 8, abandoned: 0 },
      { resumed: 1, abandoned: 7 },
    ]
    const ranked = rankUnfinished([run('old', { idleMinutes: 100 }), run('new', {}), run('far', { progress: 0.6 }), run('urgent', { urgency: 3 })], outcomes)
    expect(ranked.map((r) => r.id)).toEqual(['urgent', 'far', 'new', 'old'])
    expect(ranked.map((r) => r.score)).toEqual([2.7, 0.9 * 1.6, 0.9, 0.2])
  })

  test('leaves the list after fourteen days or three dismissals', () => {
    const left = rankUnfinished(
      [run('late', { idleMinutes: 15 * 1440 }), run('unwanted', { dismissals: 3 }), run('kept', { idleMinutes: 14 * 1440 })],
      () => [],
    )
    expect(left.map((r) => [r.id, r.score])).toEqual([['kept', 0.5]])
  })

  test('falls into buckets of an hour, a working day, a day, three days and a week', () => {
    expect([60, 61, 480, 1440, 4320, 10_080, 10_081].map(idleBucket)).toEqual([0, 1, 1, 2, 3, 4, 5])
  })
})

describe('the next step of a workflow', () => {
  test('is what the formula gives by hand', () => {
    const model = learnRuns(noSteps, [
      ['a', 'b'],
      ['a', 'c'],
      ['a', 'b'],
    ])
    // Order 0: a 3, b 2, c 1, end 3 of 9, over a quarter each; order 1 after a: b 2, c 1 of 3; order 2 does not reach further back.
    const p0 = (2 + 0.25) / 10
    const p1 = (2 + p0) / 4
    expect(nextSteps(model, ['a'])[0]).toEqual({ step: 'b', p: p1 })
    expect(nextSteps(model, ['a', 'b'])[0]?.step).toBe(endOfRun)
  })

  test('adds up to one whatever came before, and is empty where nothing was learnt', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', 'b', '__proto__', '["a"]'), { maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.string(), { maxLength: 5 }),
        (runs, before) => {
          const chances = nextSteps(learnRuns(noSteps, runs), before).map((s) => s.p)
          expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
        },
      ),
    )
    expect(nextSteps(noSteps, ['a'])).toEqual([])
  })

  test('is the same learnt at once or one run after the other', () => {
    const runs = [['a', 'b', 'c'], ['a', 'c'], ['b']]
    expect(runs.reduce((model, run) => learnRuns(model, [run]), noSteps)).toEqual(learnRuns(noSteps, runs))
  })
})

describe('the export', () => {
  const learner = openLearner(emptyProfile, readyPrior(noPrior))
  learner.observe(['dashboard:a', 'dashboard:b', 'page:x', 'dashboard:a', 'page:x'].map((item, i) => ({ item, at: 1440 * 20_000 + i * 20 })))
  const exported = exportProfile(learner.profile())

  test('has every item with its counters in plain numbers', () => {
    expect(exported.items.map((i) => [i.item, i.visits, i.lastDay, i.inThisSession])).toEqual([
      ['dashboard:a', 2, 1440 * 20_000, true],
      ['dashboard:b', 1, 1440 * 20_000, true],
      ['page:x', 2, 1440 * 20_000, true],
    ])
  })

  test('has every counter of what followed what', () => {
    expect(exported.steps.filter((s) => s.item === 'page:x' && s.before === undefined)).toEqual([
      { item: 'page:x', after: 'dashboard:b', times: 1, timesLately: 1, lastDay: 28_800_000 },
      { item: 'page:x', after: 'dashboard:a', times: 1, timesLately: 1, lastDay: 28_800_000 },
    ])
    expect(exported.weights).toHaveLength(11)
  })

  test('is empty for somebody who did not come for ninety days', () => {
    const late = exportProfile(expireProfile(learner.profile(), 1440 * 20_091))
    expect([late.items, late.steps, late.kindAfter]).toEqual([[], [], []])
  })
})
