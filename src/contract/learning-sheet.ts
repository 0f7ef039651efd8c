import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** What a field is kept for. `know`: to tell the same thing sent twice, or whose it is. `return`: to offer the way back to where they were. */
export const learningPurposes = ['know', 'order', 'place', 'look', 'seed', 'choice', 'return'] as const

/**
 * What learning from use keeps, why, how long and who sees it: about the product and its settings, never about a person. Made
 * from what the server runs with, for whoever has to judge it.
 */
export const LearningSheet = z.object({
  v: z.literal(1),
  /** Of one act: every field there can be. */
  signal: z.array(z.object({ field: z.string(), required: z.boolean(), purpose: z.enum(learningPurposes) })),
  /** Of one person: every field that is stored beside their signals. */
  person: z.array(z.object({ field: z.string(), purpose: z.enum(learningPurposes) })),
  /** Days until something goes by itself. */
  retention: z.object({
    signalsDays: z.int(),
    untouchedCountersDays: z.int(),
    faintCountersDays: z.int(),
    closedAccountDays: z.int(),
    laterAnswerDays: z.int(),
    staysDays: z.int(),
    profileBytes: z.int(),
  }),
  /** Of what is learned of a role. */
  seeds: z.object({ peoplePerItem: z.int(), peopleInRole: z.int(), lookBackDays: z.int(), apartDays: z.int(), countsAreKept: z.literal(false) }),
  /** Every address under which any of it can be read or changed; `self`: each person their own, `order`: lists of a role without counts. */
  access: z.array(z.object({ endpoint: z.string(), method: z.string(), path: z.string(), shows: z.enum(['self', 'order', 'sheet']), needs: z.string() })),
  /** Kinds of pages nothing is ever learned of. */
  neverLearned: z.array(z.string()),
})
export type LearningSheet = z.infer<typeof LearningSheet>

export const readLearningSheet = endpoint({ name: 'readLearningSheet', method: 'GET', path: '/api/learned/sheet', output: LearningSheet })
