import type { Actor } from '#core/policy/actor.ts'
import { story } from '../door/answer.ts'
import type { Log } from '../ports.ts'
import { isBefore, nowhere, placeOf, type Place } from '../store/cursor.ts'
import { heartbeat } from './event.ts'
import type { Batch, Broadcast, Listener } from './listener.ts'

/** A browser holds one stream. Somebody with more than this many has forgotten some: the oldest end. */
const streamsEach = 32
const checksAtOnce = 16

/** Who a listener is by now; undefined when they may no longer listen. Looking must not count as a sign of life. */
export type Still = (actor: Actor) => Promise<Actor | undefined>

/** Everybody who listens on this program. */
export interface Audience {
  readonly size: number
  add(listener: Listener): void
  leave(listener: Listener): void
  /** Nothing is waited for, so whoever joins is either told here or reads on from where they are. */
  tell(batch: Batch, said: Broadcast): void
  beat(): void
  /** Whoever may no longer listen is sent away; of the others it is known again what they may hear. */
  check(): Promise<void>
  /** The same, asking anew even if a check is under way: that one may have asked before the change. */
  checkAnew(): Promise<void>
  end(): void
}

const place = (cursor: string): Place => placeOf(cursor) ?? nowhere

/** Whether somebody at `cursor` has yet to hear of what ends at `other`. */
export const isBehind = (cursor: string, other: string): boolean => isBefore(place(cursor), place(other))

export function createAudience(log: Log, still: Still): Audience {
  const listeners = new Set<Listener>()
  let checking: Promise<void> | undefined

  const drop = (listener: Listener): void => {
    if (listeners.delete(listener)) listener.sink.end()
  }

  const give = (listener: Listener, bytes: Uint8Array): void => {
    try {
      if (listener.sink.write(bytes)) return
      log.info('live.dropped', { reason: 'slow', person: listener.actor.id })
    } catch (error) {
      log.warn('live.dropped', { reason: story(error) })
    }
    drop(listener)
  }

  /** Streams of one session, asked about once. */
  const checkSame = async (same: readonly Listener[]): Promise<void> => {
    const [first] = same
    if (!first) return
    const actor = await still(first.actor).catch((error: unknown) => {
      // A store that is away says nothing about anybody's session.
      log.warn('live.check_failed', { error: story(error) })
      return first.actor
    })
    for (const listener of same) {
      if (actor) listener.actor = actor
      else drop(listener)
    }
  }

  const checkAll = async (): Promise<void> => {
    const groups = [...Map.groupBy(listeners, ({ actor }) => actor.session ?? `${actor.kind} ${actor.id}`).values()]
    for (let i = 0; i < groups.length; i += checksAtOnce) await Promise.all(groups.slice(i, i + checksAtOnce).map(checkSame))
  }
  const check = (): Promise<void> => (checking ??= checkAll().finally(() => (checking = undefined)))

  const makeRoom = ({ actor }: Listener): void => {
    if (actor.kind === 'system') return
    const theirs = [...listeners].filter((l) => l.actor.kind === actor.kind && l.actor.id === actor.id)
    for (const old of theirs.slice(0, -streamsEach)) drop(old)
  }

  return {
    get size() {
      return listeners.size
    },
    add(listener) {
      listeners.add(listener)
      makeRoom(listener)
    },
    leave: (listener) => void listeners.delete(listener),
    tell(batch, said) {
      for (const listener of listeners) {
        if (!batch.reset && !isBehind(listener.cursor, batch.cursor)) continue
        listener.cursor = batch.cursor
        const bytes = said.bytesFor(listener.actor)
        if (bytes) give(listener, bytes)
      }
    },
    beat() {
      for (const listener of listeners) give(listener, heartbeat)
    },
    check,
    async checkAnew() {
      await checking
      await check()
    },
    end() {
      for (const listener of listeners) drop(listener)
    },
  }
}
