import { listChanges, openLive } from '#contract/change.ts'
import type { Changes } from '#contract/change.ts'
import { ApiFault } from '../api-fault.ts'
import { call } from '../call.ts'
import { readEvents } from './events.ts'

/** Milliseconds. */
export const times = {
  /** The server says something every 15 s; a line silent for longer than two of these is dead. */
  silence: 40_000,
  /** A stream that holds back its first words, as a buffering proxy's does, is none. */
  firstWord: 10_000,
  poll: 10_000,
  shortest: 500,
  longest: 30_000,
} as const
/** Streams that broke before they said anything, in a row; then it is asked instead. */
const patience = 3
/** After so many questions a stream is tried again. */
const pollsBetween = 6

export interface LinePorts {
  /** Opens the stream after a cursor. */
  open(after: string | undefined, signal: AbortSignal): Promise<Response>
  ask(after: string | undefined, signal: AbortSignal): Promise<Changes>
  /** Ends early, without a word, when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  random(): number
}

export interface Following {
  /** Where to go on; undefined: from now. */
  readonly after: string | undefined
  readonly hear: (changes: Changes) => void
  readonly signal: AbortSignal
}

/** Why following ended: the caller wanted it, or the session is over. */
export type Ending = 'stopped' | 'signed out'

const isOut = (status: number): boolean => status === 401

/** Follows what changes by a stream, or by asking where none holds, until stopped or signed out. It never throws. */
export async function follow(ports: LinePorts, { after, hear, signal }: Following): Promise<Ending> {
  let cursor = after
  let failures = 0
  const take = (changes: Changes): void => {
    ;({ cursor } = changes)
    failures = 0
    hear(changes)
  }
  const stopped = (): boolean => signal.aborted

  while (!stopped()) {
    const spoke = await stream(ports, cursor, take, signal)
    if (spoke === 'signed out') return spoke
    if (stopped()) break
    failures = spoke === 'spoke' ? 0 : failures + 1
    if (failures >= patience) {
      if ((await poll(ports, () => cursor, take, signal)) === 'signed out') return 'signed out'
      continue
    }
    await ports.sleep(pauseAfter(failures, ports.random()), signal)
  }
  return 'stopped'
}

/** Full jitter, so that everybody a restart cut off does not come back at the same moment. */
export const pauseAfter = (failures: number, random: number): number =>
  times.shortest + random * (Math.min(times.longest, 1000 * 2 ** failures) - times.shortest)

async function stream(
  ports: LinePorts,
  after: string | undefined,
  take: (it: Changes) => void,
  signal: AbortSignal,
): Promise<'spoke' | 'silent' | 'signed out'> {
  const dead = new AbortController()
  const either = AbortSignal.any([signal, dead.signal])
  let timer = setTimeout(() => dead.abort(), times.firstWord)
  let spoke = false
  try {
    const response = await ports.open(after, either)
    if (isOut(response.status)) return 'signed out'
    if (!response.ok || !response.body) return 'silent'
    for await (const word of readEvents(response.body)) {
      if (either.aborted) break
      if (word !== 'alive') {
        spoke = true
        take(word)
      }
      clearTimeout(timer)
      timer = setTimeout(() => dead.abort(), spoke ? times.silence : times.firstWord)
    }
  } catch {
    // A line that breaks is what this file is about: the next one goes on from the cursor.
  } finally {
    clearTimeout(timer)
  }
  return spoke ? 'spoke' : 'silent'
}

async function poll(ports: LinePorts, cursor: () => string | undefined, take: (it: Changes) => void, signal: AbortSignal): Promise<'signed out' | 'enough'> {
  for (let asked = 0; asked < pollsBetween && !signal.aborted; asked += 1) {
    try {
      take(await ports.ask(cursor(), signal))
    } catch (error) {
      if (error instanceof ApiFault && isOut(error.status)) return 'signed out'
      // Anything else passes; the banner says when the server is away.
    }
    await ports.sleep(times.poll * (0.8 + ports.random() * 0.4), signal)
  }
  return 'enough'
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })

/** The line to the server this page came from. */
export const serverLine: LinePorts = {
  open: (after, signal) =>
    fetch(openLive.path, {
      headers: { accept: 'text/event-stream', ...(after !== undefined && { 'last-event-id': after }) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    }),
  ask: async (after, signal) => (await call(listChanges, { search: after === undefined ? {} : { after }, signal })).data,
  sleep,
  random: () => Math.random(),
}
