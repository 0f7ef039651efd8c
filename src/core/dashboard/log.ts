import * as z from 'zod/mini'
import type { Dashboard } from '#contract/dashboard.ts'
import { apply } from './apply.ts'
import type { Missed } from './apply.ts'
import { EditSchema } from './edit.ts'
import type { Edit } from './edit.ts'
import { invert } from './invert.ts'

/** One step of the history: what was done and how to take it back. */
export interface Entry {
  readonly edit: Edit
  readonly inverse: Edit
  /** Entries with the same token one after the other are one step: typing a title, holding an arrow key. */
  readonly token?: string | undefined
}

/** The history of an edit session, as a plain value: kept with the draft, so that undo survives a reload. */
export interface EditLog {
  readonly past: readonly Entry[]
  readonly future: readonly Entry[]
}

export const emptyLog: EditLog = { past: [], future: [] }

/** Steps kept; older ones can no longer be undone. */
export const logLimit = 500

const partsOf = (edit: Edit): readonly Edit[] => (edit.do === 'batch' ? edit.edits : [edit])
const sets = (edit: Edit): boolean => edit.do === 'setWidget' || edit.do === 'setDashboard' || edit.do === 'setSection'
const targetOf = (edit: Edit): string => `${edit.do} ${'id' in edit ? edit.id : ''} ${'prop' in edit ? edit.prop : ''}`

/** Two steps as one. Typing keeps the first old value and the last new one; anything else is kept as a batch. */
function joined(first: Entry, next: Entry): Entry {
  if (sets(first.edit) && sets(next.edit) && targetOf(first.edit) === targetOf(next.edit)) return { ...first, edit: next.edit }
  return {
    ...first,
    edit: { do: 'batch', edits: [...partsOf(first.edit), ...partsOf(next.edit)] },
    inverse: { do: 'batch', edits: [...partsOf(next.inverse), ...partsOf(first.inverse)] },
  }
}

/** The log with one more step; what had been undone can no longer be redone. */
export function push(log: EditLog, entry: Entry): EditLog {
  const last = log.past.at(-1)
  const past = last && entry.token !== undefined && last.token === entry.token ? [...log.past.slice(0, -1), joined(last, entry)] : [...log.past, entry]
  return { past: past.slice(-logLimit), future: [] }
}

export interface Step {
  readonly doc: Dashboard
  readonly log: EditLog
  readonly missed: readonly Missed[]
  /** What was done, undone or redone; absent when nothing changed. */
  readonly entry?: Entry
}

/** Carries an edit out and writes it down. An edit that changes nothing leaves no step. */
export function record(log: EditLog, doc: Dashboard, edit: Edit, token?: string): Step {
  const { doc: next, missed } = apply(doc, edit)
  if (next === doc) return { doc, log, missed }
  const entry: Entry = { edit, inverse: invert(doc, edit), ...(token !== undefined && { token }) }
  return { doc: next, log: push(log, entry), missed, entry }
}

/** Takes the last step back. Parts that have become impossible are in `missed`; the rest is done. */
export function undo(log: EditLog, doc: Dashboard): Step {
  const entry = log.past.at(-1)
  if (!entry) return { doc, log, missed: [] }
  return { ...apply(doc, entry.inverse), log: { past: log.past.slice(0, -1), future: [entry, ...log.future] }, entry }
}

export function redo(log: EditLog, doc: Dashboard): Step {
  const [entry, ...future] = log.future
  if (!entry) return { doc, log, missed: [] }
  return { ...apply(doc, entry.edit), log: { past: [...log.past, sealed(entry)], future }, entry: sealed(entry) }
}

/** Without its token, so that new typing does not run into a step that was redone. */
const sealed = ({ edit, inverse }: Entry): Entry => ({ edit, inverse })

const EntrySchema = z.object({ edit: EditSchema, inverse: EditSchema, token: z.optional(z.string()) })
const LogSchema = z.object({ past: z.array(EntrySchema), future: z.array(EntrySchema) })

/** A log that was kept as JSON or in a database; undefined when this version cannot read it. */
export function readLog(kept: unknown): EditLog | undefined {
  const { success, data } = z.safeParse(LogSchema, kept)
  return success ? data : undefined
}
