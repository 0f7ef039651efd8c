import * as z from 'zod/mini'
import { SilenceMatcher } from '#contract/run.ts'
import { maxSilenceMs } from '#core/workflow/definitions/silences.ts'
import { parseOrRefuse } from '../door/issues.ts'
import type { Silence } from '../connectors/connector.ts'
import { ServerFault } from '../fault.ts'
import { markOf } from './step.ts'
import type { StepKind, StepWorld } from './step.ts'

const Input = z.object({
  source: z.string(),
  matchers: z.array(SilenceMatcher).check(z.minLength(1)),
  startsAt: z.int(),
  endsAt: z.int(),
  comment: z.string(),
})
type Input = z.infer<typeof Input>

const second = 1000
const maxComment = 800

const tagOf = (world: StepWorld): string => `[homeport:${markOf(world)}]`

const written = (matchers: readonly SilenceMatcher[]): string =>
  JSON.stringify(matchers.map(({ name, op, value }) => `${name}${op}${value}`).toSorted((a, b) => (a < b ? -1 : 1)))

const near = (a: number, b: number): boolean => Math.abs(a - b) < second

/** A start in the past is moved to the moment of writing, so only a start to come can be compared. */
const fits = (silence: Silence, wanted: Input, now: number): boolean =>
  written(silence.matchers) === written(wanted.matchers) &&
  near(silence.endsAt, wanted.endsAt) &&
  (wanted.startsAt <= now || near(silence.startsAt, wanted.startsAt))

const mine = async (source: string, world: StepWorld): Promise<readonly Silence[]> => {
  const all = await world.silences(source, `find ${markOf(world)}`, (silences, signal) => silences.list(signal))
  return all.filter((one) => !one.isOver && one.comment.includes(tagOf(world)))
}

/** A silence in an Alertmanager: created by the person, commented with their words and the mark it is found by. */
export const alertmanagerSilence: StepKind = {
  kind: 'alertmanager.silence',
  async find(given, world) {
    const input = parseOrRefuse(Input, given)
    const now = world.clock.now()
    return (await mine(input.source, world)).map((one) => ({ ref: one.id, fits: fits(one, input, now), at: one.startsAt }))
  },
  async call(given, ref, world) {
    const { source, matchers, startsAt, endsAt, comment } = parseOrRefuse(Input, given)
    const now = world.clock.now()
    if (endsAt <= now) throw new ServerFault('invalid', { detail: 'over', field: 'fields.end' })
    if (endsAt - Math.max(startsAt, now) > maxSilenceMs) throw new ServerFault('invalid', { detail: 'too_long', field: 'fields.end' })
    const old = ref === undefined ? undefined : (await mine(source, world)).find((one) => one.id === ref)
    // One that has begun keeps its beginning, or Alertmanager takes the change for another silence.
    const from = old && old.startsAt <= now ? old.startsAt : Math.max(startsAt, now)
    const words = comment.trim().slice(0, maxComment)
    const draft = { id: old?.id, matchers, startsAt: from, endsAt, createdBy: world.by.name, comment: words === '' ? '' : `${words} ${tagOf(world)}` }
    // Each call is a question of its own: two of them are never taken for one.
    const { id } = await world.silences(source, `put ${markOf(world)} ${now} ${ref ?? ''}`, (silences, signal) => silences.put(draft, signal))
    return { ref: id, label: source }
  },
  async end(given, ref, world) {
    const { source } = parseOrRefuse(Input, given)
    await world.silences(source, `end ${markOf(world)} ${ref}`, (silences, signal) => silences.end(ref, signal))
  },
  isOver: (given, now) => parseOrRefuse(Input, given).endsAt <= now,
}
