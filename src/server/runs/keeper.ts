import type { RunAction } from '#core/policy/run.ts'
import { decideRun } from '#core/policy/run.ts'
import { wakeAt } from '#core/workflow/beat.ts'
import type { WorkflowDefinition } from '#core/workflow/definition.ts'
import { definitionOf, migrateRun } from '#core/workflow/migrate.ts'
import type { Shelf } from '#core/workflow/migrate.ts'
import type { LeaseState, Problem, Result, RunState } from '#core/workflow/run.ts'
import { demand } from '../access/asker.ts'
import type { Asker } from '../access/asker.ts'
import { noted } from '../accounts/noted.ts'
import type { By } from '../accounts/noted.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { StoredRun } from '../store/runs.ts'
import type { WriteKey } from '../store/store.ts'
import type { Trail } from '../store/trail.ts'
import { rightsOf } from './shown.ts'

/** A run with the definition it goes by, already brought to it. */
export interface Held {
  readonly stored: StoredRun
  readonly definition: WorkflowDefinition
}

export const faultOf = ({ code, detail, field }: Problem): ServerFault => new ServerFault(code, { detail, ...(field !== undefined && { field }) })

/** The run of a result; its problem as the fault it travels as. */
export function proven(result: Result): RunState {
  if (result.problem) throw faultOf(result.problem)
  return result.run
}

const isStale = (error: unknown): boolean => error instanceof ServerFault && error.fault.code === 'stale'
const tries = 8

/** Reading and writing runs with their definition, rights and trail. */
export function createKeeper({ store, clock }: Pick<Ports, 'store' | 'clock'>, shelf: Shelf) {
  const withDefinition = (stored: StoredRun): Held => {
    const definition = definitionOf(shelf, stored.run)
    if (!definition) throw new ServerFault('not_found', { detail: `workflow ${stored.run.workflow}` })
    return { definition, stored: { ...stored, run: migrateRun(definition, stored.run) } }
  }

  const trail = (by: Omit<By, 'at'>, action: string, run: RunState, rev: number, detail: Readonly<Record<string, string | number>> = {}): Trail =>
    noted({ at: clock.now(), ...by }, { action, object: `run:${run.id}`, detail: { ...detail } }, [{ topic: 'run', id: run.id, rev }])
  /** Answers being typed are told to other devices, not to the record. */
  const quietly = (run: RunState, rev: number): Trail => ({ changes: [{ topic: 'run', id: run.id, rev }] })

  const save = async (
    held: Held,
    run: RunState,
    it: { readonly trail: Trail; readonly lease?: LeaseState | undefined; readonly write?: WriteKey | undefined },
  ): Promise<Held> => {
    const now = clock.now()
    const { trail: left, lease, write } = it
    const wake = wakeAt(held.definition, run)
    const stored = await store.runs.save({ run, rev: held.stored.rev, wakeAt: wake, now, ...(lease && { lease }), ...(write && { write }) }, left)
    return withDefinition(stored)
  }

  return {
    withDefinition,
    trail,
    quietly,
    save,
    read: async (id: string): Promise<Held> => withDefinition(await store.runs.read(id)),
    /** As somebody: not found for whoever has no part in it. */
    async readAs({ actor }: Pick<Asker, 'actor'>, id: string, action: RunAction): Promise<Held> {
      const held = withDefinition(await store.runs.read(id))
      demand(decideRun(actor, action, rightsOf(held.stored.run)), `run ${id}`, action)
      return held
    },
    /** Changes a run whatever else is being written to it: on a newer revision it is thought through again. */
    async change(id: string, next: (held: Held) => { readonly run: RunState; readonly trail: Trail } | undefined): Promise<Held> {
      for (let attempt = 1; ; attempt++) {
        const held = withDefinition(await store.runs.read(id))
        const wanted = next(held)
        if (!wanted) return held
        try {
          return await save(held, wanted.run, { trail: wanted.trail })
        } catch (error) {
          if (!isStale(error) || attempt === tries) throw error
        }
      }
    },
  }
}

export type Keeper = ReturnType<typeof createKeeper>
