import * as z from 'zod/mini'
import { Dashboard } from '#contract/dashboard.ts'
import { EditSchema } from '#core/dashboard/edit.ts'
import { emptyLog, readLog } from '#core/dashboard/log.ts'
import type { Draft } from './draft.ts'

const Mark = { shared: z.number(), gone: z.array(EditSchema) }
const Kept = z.object({
  ...Mark,
  id: z.string(),
  seq: z.number(),
  at: z.number(),
  base: z.object({ rev: z.number(), doc: Dashboard }),
  doc: Dashboard,
  log: z.unknown(),
  outgoing: z.optional(
    z.object({ key: z.string(), id: z.string(), rev: z.number(), doc: Dashboard, mark: z.object(Mark), steps: z.number(), own: z.array(EditSchema) }),
  ),
})

/** A draft as it was kept; undefined when this version cannot read it. A history it cannot read is begun anew, the document stays. */
export function readDraft(kept: unknown): Draft | undefined {
  const { success, data } = z.safeParse(Kept, kept)
  if (!success) return undefined
  const log = readLog(data.log)
  return log ? { ...data, log } : { ...data, log: emptyLog, shared: 0, gone: [{ do: 'replace', doc: data.doc }] }
}
