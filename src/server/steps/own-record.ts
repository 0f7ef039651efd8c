import type { JsonRecord } from '#contract/json.ts'
import type { Observation } from '#contract/observation.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'
import type { OwnRecord, RecordKind } from '../store/records.ts'
import type { Done, StepKind, StepWorld } from './step.ts'
import { markOf } from './step.ts'

export const textIn = (body: JsonRecord, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
export const textsIn = (body: JsonRecord, name: string): readonly string[] => {
  const value = body[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
export const momentIn = (body: JsonRecord, name: string): number | undefined => {
  const value = body[name]
  return typeof value === 'number' ? value : undefined
}

const letters: Readonly<Record<RecordKind, string>> = { change: 'CHG', incident: 'INC' }

export type Describe = (id: string, body: JsonRecord, world: StepWorld, updatedAt: number) => Observation

/** Keeps what other effects wrote into the record. */
const merged = (old: JsonRecord, input: JsonRecord): JsonRecord => ({ ...old, ...input })

/** Takes a record from one state to the next; an observation only moves forward in time. */
async function change(world: StepWorld, record: OwnRecord, body: JsonRecord, describe: Describe, action: string): Promise<Done> {
  const updatedAt = Math.max(world.clock.now(), record.updatedAt + 1)
  const observation = describe(record.id, body, world, updatedAt)
  await world.store.records.save({ id: record.id, rev: record.rev, body, updatedAt }, observation, world.trail(action, record.id))
  return { ref: record.id, label: record.id }
}

/** A record of ours that one effect makes and keeps up to date. It is found by the mark of the effect. */
export function recordStep(kind: string, of: RecordKind, describe: Describe): StepKind {
  const find = (world: StepWorld) => world.store.records.find({ madeBy: markOf(world) })
  return {
    kind,
    async find(input, world) {
      const found = await find(world)
      return found ? [{ ref: found.id, fits: canonicalJson(merged(found.body, input)) === canonicalJson(found.body), at: found.at }] : []
    },
    async call(input, _, world) {
      const found = await find(world)
      if (found) return change(world, found, merged(found.body, input), describe, `${of}.save`)
      const now = world.clock.now()
      const id = `${letters[of]}-${await world.store.records.number(of)}`
      const record = { id, kind: of, madeBy: markOf(world), at: now, updatedAt: now, body: input }
      await world.store.records.create(record, describe(id, input, world, now), world.trail(`${of}.create`, id))
      return { ref: id, label: id }
    },
    // What happened is not unwritten.
    end: async () => undefined,
  }
}

/** Writes something into a record another effect made. */
export async function amend(
  world: StepWorld,
  id: string,
  describe: Describe,
  next: (body: JsonRecord) => JsonRecord,
  action: string,
): Promise<Done | undefined> {
  const found = await world.store.records.find({ id })
  return found && change(world, found, next(found.body), describe, action)
}
