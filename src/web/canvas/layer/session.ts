import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Dashboard, DashboardRecord } from '#contract/dashboard.ts'
import type { Layer } from '#contract/layer.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import { asPublished, changeBetween, changeLayer, isSame, operationKey, resetWidget } from '#core/dashboard/layer.ts'
import type { Arrangement } from '#core/dashboard/layer.ts'
import { applyLayer } from '#core/dashboard/layer-apply.ts'
import type { Layered } from '#core/dashboard/layer-apply.ts'
import { answer, rebase, takeBack } from '#core/dashboard/layer-conflict.ts'
import { arrange, show } from '#core/dashboard/layer-edit.ts'
import type { LayerRefusal } from '#core/dashboard/layer-edit.ts'
import type { ApiFault } from '../../api/api-fault.ts'
import { isPassing, waitBefore } from '../session/send.ts'

/** Where the person's arrangement is. */
export type LayerSave =
  | { readonly is: 'clean' }
  | { readonly is: 'saving' }
  | { readonly is: 'saved'; readonly at: number }
  /** The server could not be reached; kept in this tab, and tried again at `nextAt`. */
  | { readonly is: 'waiting'; readonly nextAt: number }
  | { readonly is: 'parked'; readonly fault: ApiFault }

interface Step {
  /** For words; absent for what is no edit of the document. */
  readonly edit: Edit | undefined
  readonly before: Arrangement
  readonly after: Arrangement
  readonly token: string | undefined
}

export interface LayerState {
  readonly it: Arrangement
  readonly published: Dashboard
  readonly layered: Layered
  readonly save: LayerSave
  readonly past: readonly Step[]
  readonly future: readonly Step[]
}

/** What was not yet heard to be saved. */
export interface Unsaved {
  readonly saved: Arrangement
  readonly it: Arrangement
}

export interface LayerPorts {
  read(): Promise<Layer>
  put(it: { readonly rev: number; readonly base: number; readonly it: Arrangement; readonly key: string }): Promise<Layer>
  /** Remembers across a reload of this tab; undefined forgets. */
  keep(unsaved: Unsaved | undefined): void
  fault(error: unknown): ApiFault
  sleep(ms: number): Promise<void>
  random(): number
  now(): number
  newKey(): string
  /** Something was put elsewhere, taken away or added, and is kept. Ways to look and folds are told of where they are chosen. */
  onArranged(): void
}

export interface LayerSession {
  readonly store: StoreApi<LayerState>
  doc(): Dashboard
  /** Makes an edit one of this person's own. Same `token`, same undo step. */
  edit(edit: Edit, token?: string): LayerRefusal | undefined
  undo(): Edit | undefined
  redo(): Edit | undefined
  hides(widget: string): boolean
  /** One widget as published, and a widget of one's own away. */
  reset(widget: string): void
  resetAll(): void
  show(widget: string): void
  answer(key: string, stands: 'mine' | 'theirs'): void
  takeBack(key: string): void
  /** A newer published revision. */
  publish(record: Pick<DashboardRecord, 'rev' | 'doc'>): void
  /** What is kept on the server, perhaps by another tab or device. What is not saved here yet stays on top. */
  hear(layer: Layer): void
  /** Resolves when everything is saved, or cannot be for now. */
  settled(): Promise<void>
  /** Saves without waiting for more. */
  flush(): void
  close(): void
}

const undoLimit = 200
/** Long enough for a drag, short enough for two seconds. */
const restMs = 600

/** Whether more changed than ways to look and folds. */
function isArranged(before: Arrangement, after: Arrangement): boolean {
  const { put, drop } = changeBetween(before, after).operations
  return [...put.map(operationKey), ...drop].some((key) => !/^(look|fold) /.test(key))
}

/** One person's arrangement of one dashboard while its page is open: shown at once, saved by itself. */
export function createLayerSession(
  record: Pick<DashboardRecord, 'rev' | 'doc'>,
  known: Layer | undefined,
  kept: Unsaved | undefined,
  ports: LayerPorts,
): LayerSession {
  let saved: Arrangement = known ? { operations: known.operations, lost: known.lost } : asPublished
  let rev: number | undefined = known?.rev
  let base = record.rev
  let closed = false
  let hurry: (() => void) | undefined
  let saving: Promise<void> | undefined

  const start = kept ? changeLayer(saved, changeBetween(kept.saved, kept.it)) : saved
  const store = createStore<LayerState>(() => ({
    it: start,
    published: record.doc,
    layered: applyLayer(record.doc, start),
    save: { is: 'clean' },
    past: [],
    future: [],
  }))
  const now = (): LayerState => store.getState()
  const say = (save: LayerSave): void => store.setState({ save })
  const turn = (it: Arrangement, more: Partial<LayerState> = {}): void =>
    store.setState({ it, layered: applyLayer(more.published ?? now().published, it), ...more })
  const unsaved = (): boolean => !isSame(now().it, saved)

  const take = (layer: Layer): void => {
    const { it } = now()
    const mine = changeBetween(saved, it)
    saved = { operations: layer.operations, lost: layer.lost }
    rev = layer.rev
    turn(changeLayer(saved, mine))
  }

  /** Sends what is there until it is what is kept. Resolves false where there is no point in going on. */
  async function attempt(tries: number, key: string): Promise<boolean> {
    const { it } = now()
    try {
      // Not known, or known to be old: what is there is read first, and mine comes on top.
      if (rev === undefined) {
        take(await ports.read())
        return true
      }
      const layer = await ports.put({ rev, base, it, key })
      const before = saved
      saved = it
      rev = layer.rev
      if (isArranged(before, it)) ports.onArranged()
      ports.keep(unsaved() ? { saved, it: now().it } : undefined)
      return true
    } catch (error) {
      const fault = ports.fault(error)
      if (fault.code === 'stale' || fault.code === 'key_reused') {
        rev = undefined
        return true
      }
      if (!isPassing(fault) || closed) {
        say({ is: 'parked', fault })
        return false
      }
      const waitMs = waitBefore(tries, ports.random())
      say({ is: 'waiting', nextAt: ports.now() + waitMs })
      await ports.sleep(waitMs)
      return attempt(tries + 1, isSame(it, now().it) ? key : ports.newKey())
    }
  }

  async function save(): Promise<void> {
    await new Promise<void>((resolve) => {
      hurry = resolve
      void ports.sleep(restMs).then(resolve)
    })
    while (unsaved()) {
      say({ is: 'saving' })
      if (!(await attempt(0, ports.newKey()))) return
    }
    if (now().save.is !== 'clean') say({ is: 'saved', at: ports.now() })
  }

  const change = (it: Arrangement, edit?: Edit, token?: string): void => {
    const { it: before, past } = now()
    if (isSame(before, it)) return
    const last = past.at(-1)
    const joins = token !== undefined && last?.token === token
    const step = joins ? { ...last, after: it } : { edit, before, after: it, token }
    turn(it, { past: [...(joins ? past.slice(0, -1) : past), step].slice(-undoLimit), future: [] })
    begin()
  }
  const begin = (): void => {
    ports.keep({ saved, it: now().it })
    saving ??= save().finally(() => (saving = undefined))
  }
  const step = (from: Arrangement, to: Arrangement, more: Pick<LayerState, 'past' | 'future'>): void => {
    turn(changeLayer(now().it, changeBetween(from, to)), more)
    begin()
  }
  if (kept && unsaved()) begin()

  return {
    store,
    doc: () => now().layered.doc,
    edit(edit, token) {
      const { published, it } = now()
      const { arrangement, refused } = arrange(published, rebase(it, published), edit)
      if (!refused) change(arrangement, edit, token)
      return refused
    },
    undo() {
      const { past, future } = now()
      const last = past.at(-1)
      if (!last) return undefined
      step(last.after, last.before, { past: past.slice(0, -1), future: [last, ...future] })
      return last.edit
    },
    redo() {
      const { past, future } = now()
      const [next, ...rest] = future
      if (!next) return undefined
      step(next.before, next.after, { past: [...past, { ...next, token: undefined }], future: rest })
      return next.edit
    },
    hides: (widget) => now().layered.marks.get(widget)?.has('own') !== true,
    reset: (widget) => change(resetWidget(now().it, widget)),
    resetAll: () => change(asPublished),
    show: (widget) => change(show(now().it, widget)),
    answer: (key, stands) => change(answer(now().it, now().published, { key }, stands)),
    takeBack: (key) => change(takeBack(now().it, now().published, key)),
    publish({ rev: published, doc }) {
      if (published < base || doc === now().published) return
      base = published
      turn(now().it, { published: doc })
    },
    hear(layer) {
      if (rev !== undefined && layer.rev <= rev) return
      take(layer)
      if (unsaved()) begin()
    },
    settled: () => saving ?? Promise.resolve(),
    flush: () => hurry?.(),
    close: () => {
      closed = true
      hurry?.()
    },
  }
}
