import type { Hints } from '../hints.ts'
import type { AuditDraft, ChangeDraft, Trail } from '../trail.ts'
import { prepare, type Queries } from './query.ts'
import type { Outcome, Runner, Statement, Unit } from './runner.ts'

/** Runs units together with the trail they leave. */
export function createTrails(runner: Runner, q: Queries, hints: Hints) {
  const change = prepare((v: { readonly topic: string; readonly id: string; readonly rev: number | null }) =>
    q.insertInto('outbox').values({ topic: v.topic, id: v.id, rev: v.rev }),
  )
  const line = prepare((v: ReturnType<typeof rowOf>) =>
    q.insertInto('audit').values({ at: v.at, actor: v.actor, action: v.action, object: v.object, line: v.line }),
  )

  const statements = (trail: Trail | undefined): readonly Statement[] => [
    ...(trail?.audit ? [line(rowOf(trail.audit))] : []),
    ...(trail?.changes ?? []).map((it: ChangeDraft) => change({ topic: it.topic, id: it.id, rev: it.rev ?? null })),
  ]

  return {
    /** The outcomes of the unit's own statements come first, in their order. */
    async run(unit: Unit, trail: Trail | undefined): Promise<readonly Outcome[]> {
      const all = [...unit.statements, ...statements(trail)]
      if (all.length === 0) return []
      const outcomes = await runner.run({ ...unit, statements: all })
      if (trail?.changes?.length) hints.told()
      return outcomes
    },
  }
}

export type Trails = ReturnType<typeof createTrails>

/** What is asked for has a column; the line itself is kept as it was written, so that it can be sealed as it is. */
const rowOf = (it: AuditDraft) => ({ at: it.at, actor: it.actor.id, action: it.action, object: it.object, line: JSON.stringify(it) })
