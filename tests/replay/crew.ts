import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SessionResult } from './landings.ts'
import type { PersonResult } from './next-item.ts'
import type { Log } from './people.ts'
import type { StripResult } from './stability.ts'

/** What a hand of the crew needs: everything is copied to it. */
export interface Share {
  readonly log: Log
  /** Weights of the development fold. */
  readonly fitted: readonly number[]
  /** Places in `log.people`. */
  readonly people: readonly number[]
}

/** One person played under everything. */
export interface Played {
  readonly person: number
  /** By way of guessing, in the order of `kindsOf`. */
  readonly nextItem: readonly PersonResult[]
  readonly strip: ReadonlyMap<string, StripResult>
  readonly landings: readonly SessionResult[]
}

/** Plays a share on a thread of its own; what it cannot do fails the whole replay. */
function playShare(share: Share, onPlayed: (played: Played) => void): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('hand.worker.ts', import.meta.url), { workerData: share })
    worker.on('message', onPlayed)
    worker.on('error', fail)
    worker.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a thread of the replay ended with ${code}`))))
  })
}

/**
 * Everybody under every way of guessing, in the order of `people`, on as many threads as there are processors. People do not depend on each other, so the
 * results are the same on any number of threads.
 */
export async function playAll(share: Share, note: (line: string) => void): Promise<readonly Played[]> {
  const { people } = share
  const hands = Math.min(people.length, availableParallelism())
  const played: Played[] = []
  const onPlayed = (one: Played): void => {
    played.push(one)
    if (played.length % 10 === 0 || played.length === people.length) note(`played ${played.length} of ${people.length} people`)
  }
  // Turn by turn: neighbours in a log are of like length.
  const shares = Array.from({ length: hands }, (_, hand) => people.filter((_person, i) => i % hands === hand))
  await Promise.all(shares.map((mine) => playShare({ ...share, people: mine }, onPlayed)))
  const place = new Map(people.map((person, i) => [person, i] as const))
  return played.toSorted((a, b) => (place.get(a.person) ?? 0) - (place.get(b.person) ?? 0))
}
