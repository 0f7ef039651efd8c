import type { Change, Changes } from '#contract/change.ts'
import type { Actor } from '#core/policy/actor.ts'
import { eventOf, latestOfEach } from './event.ts'
import type { Hears, Hearing } from './hearing.ts'

/** Where events go: a stream or a raw response. */
export interface Sink {
  /** False when the reader is too far behind to be worth waiting for. */
  write(bytes: Uint8Array): boolean
  end(): void
}

export interface Listener {
  readonly sink: Sink
  actor: Actor
  /** Everything up to here was told. */
  cursor: string
}

export interface Batch {
  readonly changes: readonly Change[]
  readonly cursor: string
  readonly reset: boolean
}

/** What one of several listeners is told, by what it may hear of each change. */
function audible(changes: readonly Change[], hearing: readonly Hearing[]): readonly Change[] {
  const heard = changes.flatMap((change, i): readonly Change[] => {
    if (hearing[i] === 'all') return [change]
    return hearing[i] === 'topic' ? [{ cursor: change.cursor, topic: change.topic, id: '' }] : []
  })
  return latestOfEach(heard)
}

/** A batch as it is told, to each what they may hear. */
export interface Broadcast {
  /** Undefined where there is nothing to tell. */
  heardBy(actor: Actor): Changes | undefined
  /** The same as an event; each different one is serialised once. */
  bytesFor(actor: Actor): Uint8Array | undefined
}

export async function createBroadcast(batch: Batch, hears: Hears): Promise<Broadcast> {
  const changes = latestOfEach(batch.changes)
  const judge = await hears(changes)
  const made = new Map<string, Uint8Array | undefined>()

  const told = (hearing: readonly Hearing[]): Changes | undefined => {
    const heard = audible(changes, hearing)
    return heard.length > 0 || batch.reset ? { changes: [...heard], cursor: batch.cursor, reset: batch.reset } : undefined
  }
  const hearingOf = (actor: Actor): readonly Hearing[] => changes.map((change) => judge(actor, change))

  return {
    heardBy: (actor) => told(hearingOf(actor)),
    bytesFor(actor) {
      const hearing = hearingOf(actor)
      const key = hearing.join()
      if (!made.has(key)) {
        const it = told(hearing)
        made.set(key, it && eventOf(it))
      }
      return made.get(key)
    },
  }
}
