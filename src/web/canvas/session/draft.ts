import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import type { Missed } from '#core/dashboard/apply.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { emptyLog, record, redo, undo } from '#core/dashboard/log.ts'
import type { EditLog, Entry } from '#core/dashboard/log.ts'
import type { Outgoing } from './send.ts'

/** The last state of a dashboard this device heard from the server. */
export interface Base {
  readonly rev: number
  readonly doc: Dashboard
}

/** Where a log stood when something was published, so that the changes since can be told. */
interface Mark {
  /** Steps of the log that are published and still in it. */
  readonly shared: number
  /** What takes back published steps that are no longer in the log. */
  readonly gone: readonly Edit[]
}

/** An unpublished document with its whole history, as kept on this device. */
export interface Draft extends Mark {
  readonly id: string
  /** Counts every change of this record; a tab that knows an older number is behind. */
  readonly seq: number
  /** Epoch ms of the last change. */
  readonly at: number
  readonly base: Base
  readonly doc: Dashboard
  readonly log: EditLog
  /** A save on its way, or one whose reply was never heard. */
  readonly outgoing?: Frozen | undefined
}

export interface Frozen extends Outgoing {
  /** The mark the save would take the place of, and where the log stood. */
  readonly mark: Mark
  readonly steps: number
  /** What the save would publish. */
  readonly own: readonly Edit[]
}

/** What can happen to a draft. Everything a person does goes through here, in whatever tab. */
export type Act =
  | { readonly act: 'edit'; readonly edit: Edit; readonly token?: string | undefined }
  | { readonly act: 'undo' }
  | { readonly act: 'redo' }
  /** A save is frozen before it is sent. */
  | { readonly act: 'freeze'; readonly key: string }
  | { readonly act: 'published'; readonly record: DashboardRecord }
  /** The server did not take it; the changes stay here. */
  | { readonly act: 'unfreeze' }
  /** What was found when both changed: my steps, put on top of theirs. */
  | { readonly act: 'rebase'; readonly base: Base; readonly doc: Dashboard }

export interface Outcome {
  readonly draft: Draft
  readonly missed: readonly Missed[]
  readonly entry?: Entry
}

export const newDraft = ({ id, rev, doc, updatedAt }: DashboardRecord): Draft => ({
  id,
  seq: 0,
  at: updatedAt,
  base: { rev, doc },
  doc,
  log: emptyLog,
  shared: 0,
  gone: [],
})

const sealed = (log: EditLog): EditLog => ({ ...log, past: log.past.map(({ edit, inverse }) => ({ edit, inverse })) })
const inverses = (entries: readonly Entry[]): readonly Edit[] => entries.map((e) => e.inverse)

/** Published steps that are undone at the moment and can still be redone. */
const takenBack = ({ log, shared }: Draft): readonly Entry[] => log.future.slice(0, Math.max(0, shared - log.past.length))

/** Everything that differs from what is published, in the order it was done. */
export const changesOf = (draft: Draft): readonly Edit[] => [
  ...draft.gone,
  ...inverses(takenBack(draft)),
  ...draft.log.past.slice(draft.shared).map((e) => e.edit),
]

/** The mark when what is undone now will not be redone: it is told as taken back. */
const settledMark = (draft: Draft): Mark => ({ shared: Math.min(draft.shared, draft.log.past.length), gone: [...draft.gone, ...inverses(takenBack(draft))] })

function edited(draft: Draft, edit: Edit, token: string | undefined): Outcome {
  const { doc, log, missed, entry } = record(draft.log, draft.doc, edit, token)
  if (!entry) return { draft, missed }
  // The oldest steps leave a full log; what is published among them cannot be undone any more, but still is.
  const dropped = Math.max(0, draft.log.past.length + 1 - log.past.length)
  const joined = dropped > 0 && log.past[0] === draft.log.past[0]
  const mark = settledMark(draft)
  return { draft: { ...draft, ...mark, shared: Math.max(0, mark.shared - (joined ? 0 : dropped)), doc, log }, missed, entry }
}

function stepped(draft: Draft, step: typeof undo): Outcome {
  const { doc, log, missed, entry } = step(draft.log, draft.doc)
  return entry ? { draft: { ...draft, doc, log }, missed, entry } : { draft, missed }
}

/** My steps again, on top of another base; `doc` is what both together come to. */
function rebased(draft: Draft, base: Base, doc: Dashboard): Draft {
  const own = [...draft.gone, ...inverses(takenBack(draft)), ...draft.log.past.slice(draft.shared).map((e) => e.edit)]
  const published = draft.log.past.slice(0, Math.min(draft.shared, draft.log.past.length))
  const start = { doc: base.doc, log: { past: published, future: [] } as EditLog }
  const redone = own.reduce((so, edit) => record(so.log, so.doc, edit), start)
  const settled = record(redone.log, redone.doc, { do: 'replace', doc })
  return { ...draft, base, doc: settled.doc, log: settled.log, shared: published.length, gone: [], outgoing: undefined }
}

function reduce(draft: Draft, act: Act): Outcome {
  const { outgoing } = draft
  switch (act.act) {
    case 'edit':
      return edited(draft, act.edit, act.token)
    case 'undo':
      return stepped(draft, undo)
    case 'redo':
      return stepped(draft, redo)
    case 'freeze': {
      const frozen = {
        key: act.key,
        id: draft.id,
        rev: draft.base.rev,
        doc: draft.doc,
        mark: settledMark(draft),
        steps: draft.log.past.length,
        own: changesOf(draft),
      }
      return { draft: { ...draft, outgoing: frozen, log: sealed(draft.log), shared: draft.log.past.length, gone: [] }, missed: [] }
    }
    case 'published': {
      const { rev } = act.record
      return { draft: { ...draft, base: { rev, doc: outgoing?.doc ?? act.record.doc }, outgoing: undefined }, missed: [] }
    }
    case 'unfreeze': {
      if (!outgoing) return { draft, missed: [] }
      // Steps that were frozen and then replaced by others are gone from the log, but they still lead to what is here.
      const isWhole = draft.shared === outgoing.steps && draft.gone.length === 0
      const mark = isWhole ? outgoing.mark : { shared: draft.shared, gone: [...outgoing.own, ...draft.gone] }
      return { draft: { ...draft, ...mark, outgoing: undefined }, missed: [] }
    }
    case 'rebase':
      return { draft: rebased(draft, act.base, act.doc), missed: [] }
    default:
      return act satisfies never
  }
}

/** The draft after an act, with the next number. Nothing changed: the same draft. */
export function act(draft: Draft, doing: Act, at: number): Outcome {
  const { draft: next, ...rest } = reduce(draft, doing)
  return { draft: next === draft ? draft : { ...next, seq: draft.seq + 1, at }, ...rest }
}
