import { statfs } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { Clock } from '../ports.ts'
import type { Store } from '../store/store.ts'
import type { Behind } from '../store/trail.ts'
import type { Lag } from './lag.ts'
import { refuse } from './refuse.ts'
import type { Station } from './station.ts'

/** Longest a store that is fit to be asked may take. */
const storeMs = 500
/** An answer this fresh is given again: probes of several balancers are not each a question to the store. */
const freshMs = 500
/** Below this a write may find the disk full at any moment. */
const freeBytes = 64 * 1_048_576
/** Somebody who watches readiness asks at least this often. */
const watchedMs = 60_000

/** A server that has nobody listening looks every ten seconds; from here on news are late. */
const lateMs = 30_000
/** News that could be read have not been for so long: this server no longer follows what the others do. */
const lostMs = 60_000

/** `changes`: what others changed is not followed any more. */
export type Unready = 'draining' | 'store' | 'disk' | 'changes'
/** What is worse than it was without being a reason to send everybody away. */
export type Degraded = 'changes'

export interface HealthParts {
  readonly store: Pick<Store, 'facts'>
  readonly clock: Clock
  readonly lag: Lag
  /** How far it is behind what others changed; undefined while nobody knows. */
  readonly behind: () => Promise<Behind | undefined>
  /** Folder of the embedded database; undefined where the data are elsewhere. */
  readonly folder: string | undefined
}

/** `/livez`: the process runs. `/readyz`: it can be asked. Neither says anything about what is kept here. */
export interface Health extends Station {
  /** What keeps it from being ready; empty when nothing does. */
  reasons(): Promise<readonly Unready[]>
  /** What is late or slow, though it can be asked. */
  degraded(): Promise<readonly Degraded[]>
  /** From now on it is not ready. */
  drain(): void
  /** Whether anybody asked for readiness lately, so that telling them is worth a wait. */
  watched(): boolean
  /** Seconds the store took to answer when last asked; undefined when it did not. */
  readonly storeS: number | undefined
}

function tell(response: ServerResponse, ok: boolean, body: object, head: boolean): void {
  const text = JSON.stringify(body)
  response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
  response.end(head ? undefined : text)
}

/** A folder that cannot be looked at is told by the store itself, which cannot write there either. */
const isFull = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize < freeBytes,
    () => false,
  )

interface Looked {
  readonly reasons: readonly Unready[]
  readonly degraded: readonly Degraded[]
}

export function createHealth({ store, clock, lag, folder, behind }: HealthParts): Health {
  let draining = false
  let askedAt = Number.NEGATIVE_INFINITY
  let storeS: number | undefined
  let last: { readonly at: number; readonly looked: Promise<Looked> } | undefined

  const storeAnswers = async (): Promise<boolean> => {
    const began = performance.now()
    const late = new AbortController()
    const timeout = clock.sleep(storeMs, late.signal).then(
      () => false,
      () => false,
    )
    const asked = store.facts.read('health').then(
      () => true,
      () => false,
    )
    const answered = await Promise.race([asked, timeout])
    late.abort()
    storeS = answered ? (performance.now() - began) / 1000 : undefined
    return answered
  }
  const look = async (): Promise<Looked> => {
    const [answers, full] = await Promise.all([storeAnswers(), folder === undefined ? false : isFull(folder)])
    // A store that does not answer is reason enough, and would not answer this either.
    const late = answers ? await behind().catch(() => undefined) : undefined
    const lost = late !== undefined && late.readableMs > lostMs
    return {
      reasons: [...(answers ? [] : (['store'] as const)), ...(full ? (['disk'] as const) : []), ...(lost ? (['changes'] as const) : [])],
      degraded: late !== undefined && late.ageMs > lateMs ? ['changes'] : [],
    }
  }
  const looked = (): Promise<Looked> => {
    const now = clock.now()
    if (!last || now - last.at >= freshMs || now < last.at) last = { at: now, looked: look() }
    return last.looked
  }
  const reasons = async (): Promise<readonly Unready[]> => [...(draining ? (['draining'] as const) : []), ...(await looked()).reasons]
  const degraded = async (): Promise<readonly Degraded[]> => (await looked()).degraded

  return {
    reasons,
    degraded,
    drain: () => void (draining = true),
    watched: () => clock.now() - askedAt < watchedMs,
    get storeS() {
      return storeS
    },
    async answer(request, response, path) {
      if (path !== '/livez' && path !== '/readyz') return false
      const head = request.method === 'HEAD'
      if (!head && request.method !== 'GET') {
        refuse(response, { code: 'method_not_allowed', detail: 'allowed: GET, HEAD' }, { allow: 'GET, HEAD' })
        return true
      }
      if (path === '/livez') {
        tell(response, !lag.stuck, { alive: !lag.stuck }, head)
        return true
      }
      askedAt = clock.now()
      const [why, late] = await Promise.all([reasons(), degraded()])
      tell(response, why.length === 0, { ready: why.length === 0, reasons: why, degraded: late }, head)
      return true
    },
  }
}
