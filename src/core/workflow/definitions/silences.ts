import * as z from 'zod/mini'
import { SuppressionSet } from '#contract/run.ts'
import type { EffectPlan } from '../definition.ts'
import type { RunState } from '../run.ts'

/** No silence of ours is longer: whoever needs more says so again. */
export const maxSilenceMs = 7 * 86_400_000

/** Nobody writes a silence without a word of why. */
export const commentOf = (given: string, title: string): string => given.trim() || title.trim()

export function setsOf(run: Pick<RunState, 'fields'>): readonly SuppressionSet[] {
  const read = z.safeParse(z.array(SuppressionSet), run.fields['suppression'] ?? [])
  return read.success ? read.data : []
}

const keyOf = (id: string): string => `silence-${id}`

/** One silence per set of matchers; those whose set was taken out again are ended. */
export function silencesFor(run: RunState, it: { readonly from: number; readonly to: number; readonly comment: string }): readonly EffectPlan[] {
  const wanted = setsOf(run).map(({ id, source, matchers }): EffectPlan => ({
    key: keyOf(id),
    kind: 'alertmanager.silence',
    op: 'do',
    input: { source, matchers: matchers.map((m) => ({ ...m })), startsAt: it.from, endsAt: it.to, comment: it.comment },
  }))
  const kept = new Set(wanted.map(({ key }) => key))
  return [...endOf(run).filter(({ key }) => !kept.has(key)), ...wanted]
}

/** Ends every silence of the run. */
export const endOf = (run: RunState): readonly EffectPlan[] =>
  run.effects.filter(({ kind }) => kind === 'alertmanager.silence').map(({ key, kind, input }) => ({ key, kind, op: 'undo' as const, input }))
