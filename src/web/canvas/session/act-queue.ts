import { act } from './draft.ts'
import type { Act, Draft, Outcome } from './draft.ts'
import type { DraftKeep } from './keep.ts'

interface Doing {
  readonly act: Act
  readonly at: number
  /** The draft it led to. */
  readonly draft: Draft
}

export interface ActQueue {
  /** The draft with everything done so far. */
  shown(): Draft
  /** Carries an act out at once and has it kept. */
  run(doing: Act, at: number): Outcome
  /** Takes in what another tab kept. */
  follow(): Promise<void>
  /** Forgets everything for another draft. */
  restart(draft: Draft): void
  /** Resolves when everything done so far is kept, or could not be. */
  settled(): Promise<void>
}

export interface QueueEvents {
  /** What is kept differs from what was shown: another tab was ahead. */
  onShift(draft: Draft): void
  onKept(draft: Draft): void
  onUnkept(): void
}

const rerun = (from: Draft, list: readonly Doing[]): readonly Doing[] => {
  let draft = from
  return list.map((doing) => {
    draft = act(draft, doing.act, doing.at).draft
    return { ...doing, draft }
  })
}

/**
 * Everything done to a draft, in order, each act kept on this device as soon as it is done. When another tab kept
 * something in between, the acts that are not kept yet are done again on top of that: a tab never writes from stale memory.
 */
export function createActQueue(start: Draft, keep: DraftKeep, events: QueueEvents): ActQueue {
  let base = start
  let queue: readonly Doing[] = []
  let writing: Promise<void> = Promise.resolve()
  const shown = (): Draft => queue.at(-1)?.draft ?? base

  async function write(): Promise<void> {
    const batch = queue
    const last = batch.at(-1)
    if (!last) return
    const next = await keep.update(start.id, (stored) => (stored && stored.seq > base.seq ? (rerun(stored, batch).at(-1)?.draft ?? stored) : last.draft))
    if (queue[0] !== batch[0]) return
    queue = queue.slice(batch.length)
    base = next
    if (next === last.draft) return events.onKept(next)
    queue = rerun(base, queue)
    events.onShift(shown())
    events.onKept(next)
  }

  async function follow(): Promise<void> {
    await writing
    const stored = await keep.read(start.id)
    if (!stored || stored.seq <= base.seq) return
    base = stored
    queue = rerun(base, queue)
    events.onShift(shown())
  }

  return {
    shown,
    run(doing, at) {
      const outcome = act(shown(), doing, at)
      if (outcome.draft === shown()) return outcome
      queue = [...queue, { act: doing, at, draft: outcome.draft }]
      writing = writing.then(write).catch(() => events.onUnkept())
      return outcome
    },
    follow,
    restart(draft) {
      base = { ...draft, seq: base.seq }
      queue = []
    },
    settled: () => writing,
  }
}
