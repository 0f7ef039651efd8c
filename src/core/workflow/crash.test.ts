import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonRecord } from '#contract/json.ts'
import { laptop, leaseOf, phone, runState } from '#tests/support/run-states.ts'
import { stepOf } from './definition.ts'
import { change } from './definitions/change.ts'
import { confirm, doubt, intend, isTried, pendingEffect, reconcile } from './effects.ts'
import type { Found } from './effects.ts'
import { isHeldByOther, take } from './lease.ts'
import { advance, goTo, save } from './machine.ts'
import type { Device, LeaseState, RunState } from './run.ts'

const t0 = 1_800_000_000_000
const hour = 3_600_000
const devices: readonly Device[] = [laptop, phone]

interface Thing {
  readonly ref: string
  readonly key: string
  readonly input: string
  readonly at: number
  readonly alive: boolean
}

/** Where a program may die while it carries out one effect. */
const deaths = ['never', 'before intent', 'after intent', 'call under way', 'after call'] as const
type Death = (typeof deaths)[number]

type Act =
  | { readonly do: 'save'; readonly device: 0 | 1; readonly field: 'comment' | 'review' | 'evidence'; readonly value: string; readonly answerLost: boolean }
  | { readonly do: 'end'; readonly device: 0 | 1; readonly hours: number }
  | { readonly do: 'work'; readonly device: 0 | 1; readonly death: Death; readonly twice: boolean }
  | { readonly do: 'take'; readonly device: 0 | 1; readonly over: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'late' }

/** A store, a target whose POST is not idempotent, and programs that die. One change at its silence step. */
function createSimulation() {
  let run: RunState = runState(
    {
      id: 'r',
      step: 'silence',
      title: 'Firmware',
      passed: { type: t0, why: t0, services: t0, risk: t0, plan: t0, schedule: t0, suppress: t0 },
      fields: {
        title: 'Firmware',
        type: 'standard',
        start: t0,
        end: t0 + 24 * hour,
        suppression: [{ id: 's1', source: 'am', matchers: [{ name: 'site', op: '=', value: 'FRA' }] }],
      },
    },
    t0,
  )
  let lease: LeaseState | undefined
  let things: readonly Thing[] = []
  let underWay: readonly Thing[] = []
  let now = t0
  let made = 0
  let program = 0
  const acknowledged: Record<string, string | number> = {}

  const found = (key: string, input: JsonRecord): readonly Found[] =>
    things.filter((one) => one.alive && one.key === key).map(({ ref, input: has, at }) => ({ ref, at, fits: has === JSON.stringify(input) }))
  const end = (refs: readonly string[]): void => {
    things = things.map((one) => (refs.includes(one.ref) ? { ...one, alive: false } : one))
  }
  const arrive = (all: readonly Thing[]): void => {
    things = [...things, ...all]
  }

  /** One effect as the server does it; true when the program lived. */
  const carryOut = (death: Death): boolean => {
    for (let i = 0; i < 20; i++) {
      const step = stepOf(change, run.step)
      const plan = step && pendingEffect(step, run)
      if (!plan) return true
      const known = run.effects.find(({ key }) => key === plan.key)
      const me = `p${program}`
      if (known && isTried(known, me, now)) return true
      if (death === 'before intent') return false
      run = intend(run, plan, { by: me, until: now + 30_000 }, now)
      if (death === 'after intent') return false
      const decision = known ? reconcile({ op: plan.op, ref: known.ref }, found(plan.key, plan.input)) : ({ do: 'call', ref: undefined, extras: [] } as const)
      if (decision.do === 'adopt') {
        end(decision.extras)
        run = confirm(run, plan.key, { ref: decision.ref }, now)
        continue
      }
      if (decision.do === 'gone') {
        run = confirm(run, plan.key, { ref: undefined }, now)
        continue
      }
      if (plan.op === 'undo') {
        end([...(decision.ref === undefined ? [] : [decision.ref]), ...decision.extras])
        run = confirm(run, plan.key, { ref: undefined }, now)
        continue
      }
      const thing = { ref: decision.ref ?? `t${(made += 1)}`, key: plan.key, input: JSON.stringify(plan.input), at: now, alive: true }
      if (decision.ref !== undefined) things = things.filter(({ ref }) => ref !== decision.ref)
      if (death === 'call under way') {
        // The bytes have left; they may be taken long after the sender is dead.
        underWay = [...underWay, thing]
        return false
      }
      arrive([thing])
      end(decision.extras)
      if (death === 'after call') return false
      if (known) {
        const again = reconcile({ op: 'do', ref: thing.ref }, found(plan.key, plan.input))
        if (again.do !== 'gone') end(again.extras)
      }
      run = confirm(run, plan.key, { ref: thing.ref, label: plan.kind === 'change.record' ? 'CHG-1' : undefined }, now)
    }
    throw new Error('effects never end')
  }

  const device = (i: 0 | 1): Device => devices[i] ?? laptop
  const free = (i: 0 | 1): boolean => !isHeldByOther(lease, device(i).id, now)
  const answer = (i: 0 | 1, fields: JsonRecord): boolean => {
    if (!free(i)) return false
    const saved = save(change, run, { fields, device: device(i), now })
    if (saved.problem) return false
    run = saved.run
    lease = leaseOf(device(i), now + 120_000)
    return true
  }
  const work = (i: 0 | 1, death: Death): void => {
    if (!free(i) || run.step !== 'silence' || run.state !== 'open') return
    if (!carryOut(death)) {
      program += 1
      run = {
        ...run,
        effects: run.effects.map((one) =>
          one.state === 'intent' ? { ...doubt(run, one.key, { code: 'unavailable' }, now).effects.find((it) => it.key === one.key), ...one } : one,
        ),
      }
      return
    }
    const next = advance(change, run, now)
    if (!next.problem) run = next.run
  }

  return {
    act(it: Act): void {
      now += 1000
      switch (it.do) {
        case 'save':
          if (answer(it.device, { [it.field]: it.value })) acknowledged[it.field] = it.value
          // An answer that was lost is asked for again with the same key, and changes nothing.
          if (it.answerLost) answer(it.device, {})
          return
        case 'end': {
          if (run.state !== 'open') return
          const back = goTo(change, run, 'schedule', now)
          if (back.problem || !free(it.device)) return
          run = back.run
          if (answer(it.device, { end: t0 + it.hours * hour })) acknowledged['end'] = t0 + it.hours * hour
          run = { ...run, step: 'silence', passed: { ...run.passed, schedule: now, suppress: now } }
          return
        }
        case 'work':
          work(it.device, it.death)
          if (it.twice) work(it.device, 'never')
          return
        case 'take': {
          const taken = take(lease, { by: run.owner, device: device(it.device), over: it.over, leave: false, now })
          if (!taken.problem) lease = taken.lease
          return
        }
        case 'wait':
          now += it.ms
          return
        case 'late':
          arrive(underWay)
          underWay = []
          return
        default:
          it satisfies never
      }
    },
    /** What is on the wire arrives, everybody waits for dead programs, and one person finishes and looks again. */
    finish() {
      this.act({ do: 'late' })
      now += 300_000
      run = { ...run, step: 'silence', state: 'open' }
      // Whoever comes back sees what carries the mark: extras end, whether the effect was confirmed or not.
      run = { ...run, effects: run.effects.map((one) => (one.kind === 'alertmanager.silence' ? { ...one, state: 'intent' as const } : one)) }
      work(0, 'never')
      return { run, alive: things.filter((one) => one.alive && one.key === 'silence-s1'), acknowledged }
    },
  }
}

const who = fc.constantFrom(0 as const, 1 as const)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('save' as const),
    device: who,
    field: fc.constantFrom('comment' as const, 'review' as const, 'evidence' as const),
    value: fc.string({ minLength: 1, maxLength: 8 }),
    answerLost: fc.boolean(),
  }),
  fc.record({ do: fc.constant('end' as const), device: who, hours: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ do: fc.constant('work' as const), device: who, death: fc.constantFrom(...deaths), twice: fc.boolean() }),
  fc.record({ do: fc.constant('take' as const), device: who, over: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1000, 31_000, 121_000) }),
  fc.constant({ do: 'late' as const }),
)

test('whatever is lost, doubled, killed or done at once: one silence as it was last wanted, and every answer that was acknowledged', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const world = createSimulation()
      for (const one of acts) world.act(one)
      const { run, alive, acknowledged } = world.finish()
      expect(alive).toHaveLength(1)
      expect(run.effects.find(({ key }) => key === 'silence-s1')).toMatchObject({ state: 'done', ref: alive[0]?.ref })
      expect(JSON.parse(alive[0]?.input ?? '{}')).toMatchObject({ endsAt: run.fields['end'] })
      expect({ ...run.fields, ...acknowledged }).toEqual(run.fields)
    }),
    { numRuns: 2000 },
  )
})
