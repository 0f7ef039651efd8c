import type { Hints } from '../hints.ts'
import type { AuditDraft, ChangeDraft, Trail } from '../trail.ts'
import { prepare, type Queries } from './query.ts'
import type { Outcome, Runner, Statement, Unit } from './runner.ts'

/** Runs units together with the trail they leave. */
export function createTrails(runner: Runner, q: Queries, hints: Hints) {
  const change = prepare((v: { readonly topic: string; readonly id: string; readonly rev: number | null }) =>
    q.insertInto('outbox').values({ topic: v.topic, id: v.id, rev: v.rev }),
  )
  const line = prepare((v: Columns) => q.insertInto('audit').values({ ...columns(v), place: null, hash: null }))

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

type Columns = ReturnType<typeof rowOf>

function rowOf(it: AuditDraft) {
  return {
    at: it.at,
    actor_kind: it.actor.kind,
    actor_id: it.actor.id,
    actor_name: it.actor.name,
    action: it.action,
    object: it.object,
    result: it.result,
    network: it.network,
    request_id: it.requestId,
    detail: JSON.stringify(it.detail),
  }
}

/** Named one by one: a stand-in has no columns to spread. */
const columns = (v: Columns): Columns => ({
  at: v.at,
  actor_kind: v.actor_kind,
  actor_id: v.actor_id,
  actor_name: v.actor_name,
  action: v.action,
  object: v.object,
  result: v.result,
  network: v.network,
  request_id: v.request_id,
  detail: v.detail,
})
