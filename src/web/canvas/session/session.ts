import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { DashboardRecord } from '#contract/dashboard.ts'
import type { Missed } from '#core/dashboard/apply.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { ApiFault } from '../../api/api-fault.ts'
import { createActQueue } from './act-queue.ts'
import { changesOf, newDraft } from './draft.ts'
import type { Act, Base, Draft, Outcome } from './draft.ts'
import type { DraftKeep } from './keep.ts'
import { send } from './send.ts'
import type { SendPorts, Sent } from './send.ts'
import type { Tabs } from './tabs.ts'

/** Where the person's changes are. */
export type SaveState =
  | { readonly is: 'clean' }
  /** This device refuses to keep the draft (private window, full disk): it lives as long as the page. */
  | { readonly is: 'unkept' }
  | { readonly is: 'kept'; readonly at: number }
  | { readonly is: 'saving' }
  /** The server could not be reached; the same request goes out again at `nextAt`. */
  | { readonly is: 'waiting'; readonly fault: ApiFault; readonly nextAt: number }
  /** The server does not take it; a person has to do something. */
  | { readonly is: 'parked'; readonly fault: ApiFault }
  | { readonly is: 'saved'; readonly at: number }

export interface SessionState {
  readonly draft: Draft
  readonly save: SaveState
  /** Somebody published first: both are to be brought together. */
  readonly meeting: DashboardRecord | undefined
}

export interface SessionPorts extends SendPorts {
  readonly keep: DraftKeep
  readonly tabs: Tabs
  read(id: string): Promise<DashboardRecord>
  now(): number
  newKey(): string
  /** The app's other memory of the dashboard is told. */
  onPublished(record: DashboardRecord): void
}

export interface EditSession {
  readonly store: StoreApi<SessionState>
  /** Carries an edit out at once. What it spoke of and no longer exists comes back. Same `token`, same undo step. */
  edit(edit: Edit, token?: string): readonly Missed[]
  undo(): Outcome
  redo(): Outcome
  /** Saves for everybody. Resolves when it is decided; a lost connection only makes that later. */
  publish(): Promise<void>
  /** Takes note of a newer revision: without changes of our own it is shown, else both are to be brought together. */
  catchUp(theirs: DashboardRecord): void
  /** What both changes come to, after a meeting. */
  settle(base: Base, doc: Draft['doc']): void
  /** Goes on without settling; the draft stays as it is. */
  leaveMeeting(): void
  /** Throws the draft away and shows what is published. */
  discard(record: DashboardRecord): Promise<void>
  /** Resolves when everything done so far is kept on this device, or could not be. */
  settled(): Promise<void>
  close(): void
}

const isDirty = (draft: Draft): boolean => changesOf(draft).length > 0
/** States in which the server has the word; keeping on this device does not change them. */
const underWay = ({ is }: SaveState): boolean => is === 'saving' || is === 'waiting'

/** One edit session of one dashboard, going on from `start`: the draft kept on this device, or a new one. */
export function createSession(start: Draft, ports: SessionPorts): EditSession {
  const { id } = start
  const { keep, tabs } = ports
  const closing = new AbortController()
  const store = createStore<SessionState>(() => ({ draft: start, save: isDirty(start) ? { is: 'kept', at: start.at } : { is: 'clean' }, meeting: undefined }))
  const say = (save: SaveState): void => store.setState({ save })
  const restOf = (draft: Draft, now: SaveState): SaveState => (isDirty(draft) ? { is: 'kept', at: draft.at } : now.is === 'saved' ? now : { is: 'clean' })

  const queue = createActQueue(start, keep, {
    onShift: (draft) => store.setState({ draft }),
    onKept: (draft) => {
      const { save } = store.getState()
      if (!underWay(save) && save.is !== 'parked') say(restOf(queue.shown(), save))
      tabs.tell({ say: 'draft', id, seq: draft.seq })
    },
    onUnkept: () => !underWay(store.getState().save) && say({ is: 'unkept' }),
  })
  const run = (doing: Act): Outcome => {
    const outcome = queue.run(doing, ports.now())
    if (outcome.draft !== store.getState().draft) store.setState({ draft: outcome.draft })
    if (doing.act !== 'freeze' && store.getState().save.is === 'parked') say({ is: 'kept', at: ports.now() })
    return outcome
  }
  const startOver = (record: DashboardRecord): void => {
    queue.restart(newDraft(record))
    store.setState({ draft: queue.shown(), save: { is: 'clean' }, meeting: undefined })
  }

  const catchUp = (theirs: DashboardRecord): void => {
    const { base, outgoing } = queue.shown()
    // The same revision is news to whoever saw only a part of it until now.
    const seesMore = theirs.rev === base.rev && base.doc.partial === true && !theirs.doc.partial
    if ((theirs.rev <= base.rev && !seesMore) || outgoing) return
    if (isDirty(queue.shown())) store.setState({ meeting: theirs })
    else startOver(theirs)
  }
  const meet = async (): Promise<void> => catchUp(await ports.read(id))

  /** What somebody else published cannot be read: that is said, and met when this is published again. */
  const unread = (error: unknown): void => {
    if (!(error instanceof ApiFault)) throw error
    say({ is: 'parked', fault: error })
  }

  async function decided(sent: Sent): Promise<void> {
    if (sent.did === 'save') {
      run({ act: 'published', record: sent.record })
      say({ is: 'saved', at: ports.now() })
      tabs.tell({ say: 'published', id, rev: sent.record.rev })
      ports.onPublished(sent.record)
      return
    }
    run({ act: 'unfreeze' })
    say(sent.did === 'park' ? { is: 'parked', fault: sent.fault } : { is: 'kept', at: ports.now() })
    if (sent.did === 'meet') await meet().catch(unread)
  }

  /** Sends what is frozen. Another tab may have done it meanwhile: then nothing is left to do when it is our turn. */
  const sendFrozen = (): Promise<void> =>
    tabs.alone(`send ${id}`, async () => {
      await queue.follow()
      const { outgoing } = queue.shown()
      if (!outgoing) return say(restOf(queue.shown(), store.getState().save))
      say({ is: 'saving' })
      const onTry = (fault: ApiFault, waitMs: number): void => say({ is: 'waiting', fault, nextAt: ports.now() + waitMs })
      await decided(await send(outgoing, ports, closing.signal, onTry))
    })
  const unlessClosed = (error: unknown): void => {
    if (closing.signal.aborted) return
    say({ is: 'kept', at: ports.now() })
    throw error
  }

  const stopListening = tabs.listen((word) => {
    if (word.id !== id) return
    const heard = word.say === 'discarded' ? ports.read(id).then(startOver) : queue.follow().then(() => (word.say === 'published' ? meet() : undefined))
    // What cannot be read now is read with the next word, or met when this one publishes.
    heard.catch(() => undefined)
  })
  // A save whose reply was never heard goes out again, with its own key.
  if (start.outgoing) void sendFrozen().catch(unlessClosed)

  return {
    store,
    edit: (edit, token) => run({ act: 'edit', edit, token }).missed,
    undo: () => run({ act: 'undo' }),
    redo: () => run({ act: 'redo' }),
    publish: async () => {
      if (!queue.shown().outgoing) {
        // Another tab may have published the same, or all of theirs was taken: a revision that says nothing new is none.
        if (!isDirty(queue.shown())) return say(restOf(queue.shown(), store.getState().save))
        run({ act: 'freeze', key: ports.newKey() })
      }
      say({ is: 'saving' })
      // Frozen on this device before the first byte leaves it.
      await queue.settled()
      await sendFrozen().catch(unlessClosed)
    },
    catchUp,
    settle: (base, doc) => {
      run({ act: 'rebase', base, doc })
      store.setState({ meeting: undefined })
    },
    leaveMeeting: () => store.setState({ meeting: undefined }),
    discard: async (record) => {
      await queue.settled()
      startOver(record)
      await keep.forget(id)
      tabs.tell({ say: 'discarded', id })
    },
    settled: () => queue.settled(),
    close: () => {
      stopListening()
      closing.abort(new DOMException('session closed', 'AbortError'))
    },
  }
}
