import type { Change, Changes } from '#contract/change.ts'
import type { Actor } from '#core/policy/actor.ts'
import { story } from '../door/answer.ts'
import type { Ports } from '../ports.ts'
import { isBefore, nowhere, placeOf, type Place } from '../store/cursor.ts'
import { eventOf, heartbeat, retryHint } from './event.ts'
import { everybodyHears, type Hears } from './hearing.ts'
import { createBroadcast, type Batch, type Listener, type Sink } from './listener.ts'
import { createPulse } from './pulse.ts'

/** Milliseconds. A session that ended is noticed after `check` at the latest, other programs' changes after `poll`. */
const every = { poll: 500, gap: 250, beat: 15_000, check: 4_000, trouble: 2_000 } as const
const pageSize = 500
/** A browser holds one stream. Somebody with more than this many has forgotten some: the oldest end. */
const streamsEach = 32
const checksAtOnce = 16

/** Topics after which it is asked again who listens. */
const rights = new Set<Change['topic']>(['session', 'person', 'role'])

export interface HubParts {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>
  /** Who a listener is by now; undefined when they may no longer listen. Looking must not count as a sign of life. */
  readonly still: (actor: Actor) => Promise<Actor | undefined>
  readonly hears?: Hears
  /** Told of every change of every program, before any listener is. */
  readonly onChanges?: (changes: readonly Change[]) => void
}

export interface Hub {
  /** Tells the sink what came after the cursor and from then on everything the actor may hear. Returns how to leave. */
  join(it: { readonly actor: Actor; readonly after: string | undefined; readonly sink: Sink }): () => void
  /** One page for those who poll. */
  list(actor: Actor, after: string | undefined): Promise<Changes>
  /** Hears of changes while nobody listens. */
  catchUp(): Promise<void>
  readonly size: number
  close(): void
}

const place = (cursor: string): Place => placeOf(cursor) ?? nowhere

/** Everybody who listens on this program, fed from the outbox. It asks only while somebody listens. */
export function createHub({ ports, still, hears = everybodyHears, onChanges }: HubParts): Hub {
  const { clock, ids, log } = ports
  const { outbox } = ports.store
  const listeners = new Set<Listener>()
  const pulse = createPulse(clock)
  let cursor: string | undefined
  let running = false
  let closed = false
  let reading: Promise<boolean> | undefined
  let checking: Promise<void> | undefined
  let [beatAt, checkedAt] = [0, 0]

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

  const broadcast = async (batch: Batch): Promise<void> => {
    if (batch.changes.length === 0 && !batch.reset) return
    onChanges?.(batch.changes)
    if (batch.reset || batch.changes.some((c) => rights.has(c.topic))) await checkAnew()
    const said = await createBroadcast(batch, hears)
    // Nothing is waited for from here on, so whoever joins meanwhile is either told here or reads on from where they are.
    for (const listener of listeners) {
      if (!batch.reset && !isBefore(place(listener.cursor), place(batch.cursor))) continue
      listener.cursor = batch.cursor
      const bytes = said.bytesFor(listener.actor)
      if (bytes) give(listener, bytes)
    }
  }

  /** Asks for one page and tells it. True when there is more. */
  const readOn = async (): Promise<boolean> => {
    const page = await outbox.read(cursor, pageSize)
    await broadcast(page)
    cursor = page.cursor
    return page.more
  }
  /** One at a time: two readers would tell everything twice. */
  const read = (): Promise<boolean> => (reading ??= readOn().finally(() => (reading = undefined)))

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

  /** Whoever may no longer listen is sent away; of the others it is known again what they may hear. */
  const checkAll = async (): Promise<void> => {
    checkedAt = clock.now()
    const bySession = Map.groupBy(listeners, ({ actor }) => actor.session ?? `${actor.kind} ${actor.id}`)
    const groups = [...bySession.values()]
    for (let i = 0; i < groups.length; i += checksAtOnce) await Promise.all(groups.slice(i, i + checksAtOnce).map(checkSame))
  }
  const check = (): Promise<void> => (checking ??= checkAll().finally(() => (checking = undefined)))
  /** One that is under way may have asked before the change. */
  const checkAnew = async (): Promise<void> => {
    await checking
    await check()
  }

  const keepUp = (now: number): void => {
    if (now - checkedAt >= every.check) void check()
    if (now - beatAt < every.beat) return
    beatAt = now
    for (const listener of listeners) give(listener, heartbeat)
  }

  const run = async (): Promise<void> => {
    running = true
    const stop = outbox.onHint(pulse.wake)
    beatAt = checkedAt = clock.now()
    while (listeners.size > 0 && !closed) {
      const more = await read().catch((error: unknown) => {
        log.warn('live.read_failed', { error: story(error) })
        return undefined
      })
      keepUp(clock.now())
      if (more === undefined) await pulse.rest(every.trouble)
      else if (!more) await pulse.pause(every.gap, every.poll)
    }
    stop()
    running = false
  }

  /** Tells a newcomer what they missed, until they are as far as everybody. */
  const begin = async (listener: Listener, after: string | undefined, left: () => boolean): Promise<void> => {
    let at = after
    for (let first = true; !left(); first = false) {
      const page = await outbox.read(at, pageSize)
      const said = await createBroadcast(page, hears)
      if (left()) return
      at = page.cursor
      listener.cursor = at
      const bytes = said.bytesFor(listener.actor) ?? (first ? eventOf({ changes: [], cursor: at, reset: false }) : undefined)
      if (bytes && !listener.sink.write(bytes)) return listener.sink.end()
      cursor ??= at
      if (!page.more && !isBefore(place(at), place(cursor))) break
    }
    if (left()) return
    listeners.add(listener)
    makeRoom(listener)
    if (!running) void run()
  }

  const makeRoom = ({ actor }: Listener): void => {
    if (actor.kind === 'system') return
    const theirs = [...listeners].filter((l) => l.actor.kind === actor.kind && l.actor.id === actor.id)
    for (const old of theirs.slice(0, -streamsEach)) drop(old)
  }

  return {
    join({ actor, after, sink }) {
      let gone = false
      const listener: Listener = { actor, sink, cursor: after ?? '' }
      sink.write(retryHint(ids.random()))
      begin(listener, after, () => gone || closed).catch((error: unknown) => {
        log.warn('live.begin_failed', { error: story(error) })
        sink.end()
      })
      return () => {
        gone = true
        listeners.delete(listener)
        if (listeners.size === 0) pulse.wake()
      }
    },
    async list(actor, after) {
      const page = await outbox.read(after, pageSize)
      return (await createBroadcast(page, hears)).heardBy(actor) ?? { changes: [], cursor: page.cursor, reset: false }
    },
    async catchUp() {
      while (!running && !closed && (await read()));
    },
    get size() {
      return listeners.size
    },
    close() {
      closed = true
      for (const listener of listeners) drop(listener)
      pulse.wake()
    },
  }
}
