import type { Change, Changes } from '#contract/change.ts'
import type { Actor } from '#core/policy/actor.ts'
import { story } from '../door/answer.ts'
import type { Ports } from '../ports.ts'
import type { Behind } from '../store/trail.ts'
import { createAudience, isBehind, type Still } from './audience.ts'
import { eventOf, retryHint } from './event.ts'
import { createHears } from './hearing.ts'
import { createBroadcast, type Batch, type Listener, type Sink } from './listener.ts'
import { createPulse } from './pulse.ts'

/** Milliseconds. A session that ended is noticed after `check` at the latest, other programs' changes after `poll`. */
const every = { poll: 500, gap: 250, beat: 15_000, check: 4_000, trouble: 2_000 } as const
const pageSize = 500

/** Topics after which it is asked again who listens. */
const rights = new Set<Change['topic']>(['session', 'person', 'role'])

export interface HubParts {
  readonly ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>
  readonly still: Still
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
  /** How far this program is behind the writers; undefined as long as it has read nothing. */
  behind(): Promise<Behind | undefined>
  readonly size: number
  close(): void
}

/** Tells everybody who listens on this program what the outbox says. It asks only while somebody listens. */
export function createHub({ ports, still, onChanges }: HubParts): Hub {
  const { clock, ids, log } = ports
  const { outbox } = ports.store
  const audience = createAudience(log, still)
  const hears = createHears(ports.store)
  const pulse = createPulse(clock)
  const closing = new AbortController()
  let cursor: string | undefined
  let running = false
  let reading: Promise<boolean> | undefined

  const broadcast = async (batch: Batch): Promise<void> => {
    if (batch.changes.length === 0 && !batch.reset) return
    onChanges?.(batch.changes)
    if (batch.reset || batch.changes.some((c) => rights.has(c.topic))) await audience.checkAnew()
    audience.tell(batch, await createBroadcast(batch, hears))
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

  const listen = async (): Promise<void> => {
    let [beatAt, checkedAt] = [clock.now(), clock.now()]
    while (audience.size > 0 && !closing.signal.aborted) {
      const more = await read().catch((error: unknown) => {
        log.warn('live.read_failed', { error: story(error) })
        return undefined
      })
      const now = clock.now()
      if (now - checkedAt >= every.check) {
        checkedAt = now
        void audience.check()
      }
      if (now - beatAt >= every.beat) {
        beatAt = now
        audience.beat()
      }
      if (more === undefined) await pulse.rest(every.trouble)
      else if (!more) await pulse.pause(every.gap, every.poll)
    }
  }

  const run = async (): Promise<void> => {
    if (running) return
    running = true
    const stop = outbox.onHint(pulse.wake)
    await listen()
    stop()
    running = false
  }

  /** Tells a newcomer what they missed, until they are as far as everybody; then they are one of these. */
  const begin = async (listener: Listener, after: string | undefined, left: () => boolean): Promise<void> => {
    let at = after
    for (let first = true; ; first = false) {
      const page = await outbox.read(at, pageSize)
      const said = await createBroadcast(page, hears)
      if (left()) return
      at = page.cursor
      listener.cursor = at
      const bytes = said.bytesFor(listener.actor) ?? (first ? eventOf({ changes: [], cursor: at, reset: false }) : undefined)
      if (bytes && !listener.sink.write(bytes)) return listener.sink.end()
      cursor ??= at
      if (!page.more && !isBehind(at, cursor)) break
    }
    audience.add(listener)
    void run()
  }

  return {
    join({ actor, after, sink }) {
      let gone = false
      const listener: Listener = { actor, sink, cursor: after ?? '' }
      sink.write(retryHint(ids.random()))
      begin(listener, after, () => gone || closing.signal.aborted).catch((error: unknown) => {
        log.warn('live.begin_failed', { error: story(error) })
        sink.end()
      })
      return () => {
        gone = true
        audience.leave(listener)
        if (audience.size === 0) pulse.wake()
      }
    },
    async list(actor, after) {
      const page = await outbox.read(after, pageSize)
      return (await createBroadcast(page, hears)).heardBy(actor) ?? { changes: [], cursor: page.cursor, reset: false }
    },
    async catchUp() {
      for (let more = true; more && !closing.signal.aborted;) more = !running && (await read())
    },
    behind: async () => (cursor === undefined ? undefined : outbox.behind(cursor)),
    get size() {
      return audience.size
    },
    close() {
      closing.abort()
      audience.end()
      pulse.wake()
    },
  }
}
