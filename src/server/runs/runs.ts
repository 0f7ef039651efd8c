import type { JsonRecord } from '#contract/json.ts'
import type { Brief, Look, Run, RunCard, Subject, Workflow } from '#contract/run.ts'
import { Person as PersonShape } from '#contract/run.ts'
import * as z from 'zod/mini'
import { approve } from '#core/workflow/approvals.ts'
import { composeBrief } from '#core/workflow/brief.ts'
import { isHeld, isHeldByOther, leaseMs, take } from '#core/workflow/lease.ts'
import { advance, begin, discard, dismiss, gapOf, goTo, handOver, recover, save } from '#core/workflow/machine.ts'
import { runRelation } from '#core/policy/run.ts'
import { wakeAt } from '#core/workflow/beat.ts'
import type { WorkflowDefinition } from '#core/workflow/definition.ts'
import type { Shelf } from '#core/workflow/migrate.ts'
import { isSuggested, rank, weigh } from '#core/workflow/rank.ts'
import type { Device, LeaseState, Person, RunState } from '#core/workflow/run.ts'
import { keyOf } from '../access/asker.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { story } from '../door/answer.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { StoredRun } from '../store/runs.ts'
import type { WriteKey } from '../store/store.ts'
import { createEffects } from './effects.ts'
import { createTurns } from './in-turn.ts'
import { createKeeper, faultOf, proven } from './keeper.ts'
import type { Held } from './keeper.ts'
import { createLooks, supposing } from './looks.ts'
import { createReal } from './real.ts'
import type { Asked } from './real.ts'
import { cardOf, rightsOf, shownRun, shownWorkflow } from './shown.ts'

interface Patch {
  readonly device: string
  readonly fields: JsonRecord
  readonly place?: JsonRecord | undefined
}
interface Start extends Patch {
  readonly workflow: string
  readonly subject: Subject | null
}

const states = {
  unfinished: ['open'],
  finished: ['done'],
  recoverable: ['discarded', 'expired'],
} as const satisfies Record<string, readonly RunState['state'][]>
const mostListed = 2000
/** Nobody reads further; the best of all come first. */
const mostShown = 200

const isPhone = (agent: string): boolean => /android|iphone|mobile|phone/i.test(agent)
const deviceOf = ({ caller }: Asker, id: string): Device => ({ id, label: caller.agent.slice(0, 100), phone: isPhone(caller.agent) })
const personOf = ({ actor }: Asker): Person => ({ id: actor.id, name: actor.name })

/** What a person begins once only: this work about this thing. */
const nameOf = ({ actor }: Asker, workflow: string, { kind, id }: Subject): string => JSON.stringify([actor.id, workflow, kind, id])

/** People who are asked for approval have a part in the run from then on. */
function withApprovers(run: RunState): RunState {
  const read = z.safeParse(z.array(PersonShape), run.fields['approvers'] ?? [])
  const asked = read.success ? read.data : []
  const missing = asked.filter(({ id }) => id !== run.owner.id && !run.helpers.some((helper) => helper.id === id))
  return missing.length === 0 ? run : { ...run, helpers: [...run.helpers, ...missing] }
}

/** Work in steps, as somebody may do it. */
export function createRuns(ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>, sources: Sources, shelf: Shelf) {
  const { store, clock, ids, log } = ports
  const keeper = createKeeper(ports, shelf)
  const effects = createEffects(ports, keeper, sources)
  const looks = createLooks(ports, sources)
  const real = createReal(ports, keeper, effects)
  const inTurn = createTurns()

  const shown = (by: Asker, held: Held, device?: string): Given<Run> => shownRun(held.stored, held.definition, { actor: by.actor, device, now: clock.now() })
  const leaseOf = (by: Asker, device: string): LeaseState => ({ by: personOf(by), device: deviceOf(by, device), until: clock.now() + leaseMs })

  const proveFree = ({ stored }: Held, device: string): void => {
    if (isHeldByOther(stored.lease, device, clock.now())) throw new ServerFault('held', { detail: stored.lease.device.label })
  }

  const saved = (held: Held, by: Asker, { fields, place, device }: Patch): RunState =>
    withApprovers(proven(save(held.definition, held.stored.run, { fields, place, device: deviceOf(by, device), now: clock.now() })))

  const at = (held: Held, rev: number): Held => ({ ...held, stored: { ...held.stored, rev } })

  const cards = (by: Asker, all: readonly StoredRun[], device: string | undefined, ordered: boolean): readonly Given<RunCard>[] => {
    const now = clock.now()
    const held = new Map(all.flatMap((stored) => (Object.hasOwn(shelf, stored.run.workflow) ? [[stored.run.id, keeper.withDefinition(stored)] as const] : [])))
    const weighed = [...held.values()].map(({ stored, definition }) => weigh(definition, stored.run, [], now))
    const first = ordered ? rank(weighed) : weighed
    // What is put off stays in the list, behind what is not.
    const listed = ordered ? [...first.filter(({ run }) => isSuggested(run, now)), ...first.filter(({ run }) => !isSuggested(run, now))] : first
    return listed.slice(0, mostShown).flatMap((ranked) => {
      const stored = held.get(ranked.run.id)?.stored
      return stored ? [cardOf(ranked, stored, { actor: by.actor, device, now })] : []
    })
  }

  /** What this person has unfinished about the same thing; the latest change first. */
  const begunAbout = async (by: Asker, workflow: string, subject: Subject): Promise<StoredRun | undefined> => {
    const all = await store.runs.list({ of: by.actor.id, states: ['open'], limit: mostListed })
    return all.find(
      ({ run }) => run.owner.id === by.actor.id && run.workflow === workflow && run.subject?.kind === subject.kind && run.subject.id === subject.id,
    )
  }

  const create = async (by: Asker, definition: WorkflowDefinition, it: Start, write: WriteKey | undefined): Promise<Given<Run>> => {
    const device = deviceOf(by, it.device)
    const now = clock.now()
    const begun = begin(definition, { id: ids.next(), owner: personOf(by), device, subject: it.subject, fields: it.fields, place: it.place ?? {}, now })
    const run = withApprovers(proven(begun))
    const about = it.subject ? nameOf(by, it.workflow, it.subject) : undefined
    const made = { run, wakeAt: wakeAt(definition, run), now, lease: leaseOf(by, it.device), about, ...keyOf(by.actor, write) }
    const stored = await store.runs.create(made, keeper.trail(by, 'run.start', run, 1, { workflow: run.workflow }))
    return shown(by, keeper.withDefinition(stored), it.device)
  }

  return {
    workflows: (): readonly Given<Workflow>[] => Object.values(shelf).flatMap((versions) => versions.slice(-1).map(shownWorkflow)),

    async list(by: Asker, state: keyof typeof states, device: string | undefined): Promise<readonly Given<RunCard>[]> {
      const all = await store.runs.list({ of: by.actor.id, states: states[state], limit: mostListed })
      return cards(by, all, device, state === 'unfinished')
    },

    /** Starting what one has already begun about the same thing goes on with that. */
    async start(by: Asker, it: Start, write: WriteKey | undefined): Promise<Given<Run>> {
      const definition = Object.hasOwn(shelf, it.workflow) ? shelf[it.workflow]?.at(-1) : undefined
      if (!definition) throw new ServerFault('invalid', { detail: `there are ${Object.keys(shelf).join(', ')}`, field: 'workflow' })
      const { subject } = it
      if (!subject) return create(by, definition, it, write)
      // Two clicks, or two tabs, at once: the second finds what the first has begun. Across servers the store sees to it.
      return inTurn(nameOf(by, it.workflow, subject), async () => {
        const begun = await begunAbout(by, it.workflow, subject)
        return begun ? shown(by, keeper.withDefinition(begun), it.device) : create(by, definition, it, write)
      })
    },

    read: async (by: Asker, id: string, device: string | undefined): Promise<Given<Run>> => shown(by, await keeper.readAs(by, id, 'read'), device),

    /** Autosave: one read, one small unit. */
    async save(by: Asker, id: string, rev: number, it: Patch & { readonly step?: string | undefined }, write: WriteKey | undefined): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'work')
      proveFree(held, it.device)
      const answered = saved(held, by, it)
      const run = it.step === undefined ? answered : proven(goTo(held.definition, answered, it.step, clock.now()))
      const next = await keeper.save(at(held, rev), run, { trail: keeper.quietly(run, rev + 1), lease: leaseOf(by, it.device), ...keyOf(by.actor, write) })
      return shown(by, next, it.device)
    },

    /** Completes a step. The same request again goes on where the first one stopped. */
    async advance(by: Asked, id: string, rev: number, it: Patch & { readonly step: string }, write: WriteKey | undefined): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'work')
      proveFree(held, it.device)
      return effects.alone(id, async () => {
        const isHere = held.stored.run.step === it.step
        // Passed already, by this very request or from another device: the answer is where it stands.
        if (!isHere && held.stored.rev !== rev) return shown(by, held, it.device)
        if (!isHere) throw new ServerFault('stale', { detail: `at step ${held.stored.run.step}`, field: 'step' })
        const run = saved(held, by, it)
        const gap = gapOf(held.definition, run, clock.now())
        if (gap) throw faultOf(gap)
        const lease = leaseOf(by, it.device)
        const written = await keeper.save(at(held, rev), run, { trail: keeper.quietly(run, rev + 1), lease, ...keyOf(by.actor, write) })
        if (written.stored.run.step !== it.step || written.stored.run.state !== 'open') return shown(by, written, it.device)
        const done = await effects.carryOut(by, written, by.signal)
        if (!effects.isDone(done)) return shown(by, done, it.device)
        const next = await keeper.change(id, (now) => {
          if (now.stored.run.step !== it.step) return undefined
          const passed = proven(advance(now.definition, now.stored.run, clock.now()))
          return { run: passed, trail: keeper.trail(by, passed.state === 'done' ? 'run.done' : 'run.step', passed, now.stored.rev + 1, { step: it.step }) }
        })
        return shown(by, next, it.device)
      })
    },

    async take(by: Asker, id: string, it: { readonly device: string; readonly over: boolean; readonly leave: boolean }): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'work')
      const { run, rev } = held.stored
      const now = clock.now()
      const taken = take(held.stored.lease, { by: personOf(by), device: deviceOf(by, it.device), over: it.over, leave: it.leave, now })
      if (taken.problem) throw faultOf(taken.problem)
      const isAnother = isHeld(held.stored.lease, now) && held.stored.lease.device.id !== it.device
      const isBack = held.stored.lease?.device.id !== it.device || !isHeld(held.stored.lease, now)
      // Every resume and take-over is on record; a sign of life is not.
      const trail = it.leave
        ? keeper.quietly(run, rev)
        : isAnother
          ? keeper.trail(by, 'run.take-over', run, rev, { from: held.stored.lease?.by.name ?? '', step: run.step })
          : isBack
            ? keeper.trail(by, 'run.resume', run, rev, { step: run.step })
            : undefined
      // Who has it is no change of the run: whoever hears of it looks again, whatever revision they have.
      const told = trail && { ...trail, changes: [{ topic: 'run' as const, id }] }
      const stored = await store.runs.lease({ id, device: it.device, lease: it.leave ? undefined : taken.lease, over: it.over, now }, told)
      return shown(by, keeper.withDefinition(stored), it.device)
    },

    async handOver(by: Asker, id: string, rev: number, it: { readonly to: string; readonly note: string }): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'give')
      const to = await store.people.find({ id: it.to })
      if (!to || to.disabled) throw new ServerFault('invalid', { detail: `no person ${it.to}`, field: 'to' })
      const run = proven(handOver(held.definition, held.stored.run, { to: { id: to.id, name: to.name }, note: it.note, now: clock.now() }))
      return shown(by, await keeper.save(at(held, rev), run, { trail: keeper.trail(by, 'run.hand-over', run, rev + 1, { to: to.id }) }))
    },

    async approve(by: Asker, id: string, rev: number, it: { readonly verdict: 'yes' | 'no'; readonly note: string }): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'approve')
      const run = approve(held.definition, held.stored.run, { by: personOf(by), ...it, at: clock.now() })
      return shown(by, await keeper.save(at(held, rev), run, { trail: keeper.trail(by, 'run.approve', run, rev + 1, { verdict: it.verdict }) }))
    },

    async dismiss(by: Asker, id: string, hours: number): Promise<Given<RunCard>> {
      await keeper.readAs(by, id, 'work')
      const held = await keeper.change(id, ({ stored: { run, rev } }) => ({
        run: dismiss(run, clock.now() + hours * 3_600_000),
        trail: keeper.quietly(run, rev + 1),
      }))
      const [card] = cards(by, [held.stored], undefined, true)
      if (!card) throw new ServerFault('not_found', { detail: `run ${id}` })
      return card
    },

    async discard(by: Asker, id: string, rev: number, device: string): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'give')
      proveFree(held, device)
      const run = proven(discard(held.stored.run, clock.now()))
      return shown(by, await keeper.save(at(held, rev), run, { trail: keeper.trail(by, 'run.discard', run, rev + 1) }), device)
    },

    async recover(by: Asker, id: string, device: string): Promise<Given<Run>> {
      const held = await keeper.readAs(by, id, 'give')
      const { rev } = held.stored
      const run = proven(recover(held.definition, held.stored.run, clock.now()))
      const next = await keeper.save(held, run, { trail: keeper.trail(by, 'run.recover', run, rev + 1), lease: leaseOf(by, device) })
      return shown(by, next, device)
    },

    async brief(by: Asked, id: string, device: string | undefined): Promise<Given<Brief>> {
      const held = await keeper.readAs(by, id, 'read')
      const { run: before } = held.stored
      const [seen, found] = await Promise.all([looks.fresh(by, before, by.signal), real.read(by, before)])
      if (runRelation(by.actor, rightsOf(before)) !== 'watch') await real.trimExtras(by, held, found)
      const now = await real.noteGone(held, found)
      const { run } = now.stored
      const facts = composeBrief(now.definition, run, { seen: now.stored.seen, fresh: { ...seen, effects: found }, now: clock.now() })
      return { run: shown(by, now, device), left: { at: run.updatedAt, device: run.left.label, here: run.left.id === device }, ...facts }
    },

    async look(by: Asked, id: string, it: { readonly step: string; readonly fields: JsonRecord; readonly find: string }): Promise<Given<Look>> {
      const { stored } = await keeper.readAs(by, id, 'read')
      const run = supposing(stored.run, it.fields)
      const look = await looks.look(by, run, it, by.signal)
      const changes = ['suppress', 'silence', 'verify', 'decide', 'schedule', 'approvals', 'pick'].includes(it.step)
      // Whoever searched has seen what they searched for, not what there is; and what a stranger to the work sees is not seen by who does it.
      const isAtWork = runRelation(by.actor, rightsOf(stored.run)) !== 'watch'
      if (changes && isAtWork && it.find === '' && look.failed.length === 0) {
        const seen = looks.seen(run, look)
        // Steps that look at one thing leave what was seen of the other.
        const alerts = ['schedule', 'approvals'].includes(it.step) ? (stored.seen?.alerts ?? seen.alerts) : seen.alerts
        const conflicts = ['verify', 'decide', 'pick'].includes(it.step) ? (stored.seen?.conflicts ?? seen.conflicts) : seen.conflicts
        await store.runs.see(id, { ...seen, alerts, conflicts }).catch((error: unknown) => log.warn('run.see.failed', { run: id, error: story(error) }))
      }
      return look
    },

    effects,
    keeper,
    looks,
  }
}

export type Runs = ReturnType<typeof createRuns>
