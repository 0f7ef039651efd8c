import { IntakeReply, observationKinds } from '#contract/observation.ts'
import type { Observation } from '#contract/observation.ts'
import type { Estate } from '#core/estate/estate.ts'
import { day } from '#core/estate/numbers.ts'
import { observationsOf } from '#core/estate/observe.ts'
import { alertsIn, observationId } from './alerts.ts'
import { Refusal, send, under } from './send.ts'

const source = 'demo-estate'
/** Below what an intake takes at once: 1000 events, 256 kB. */
const mostEvents = 800
const mostBytes = 240_000

/** Changes are told of so long before they are planned. */
const aheadMs = 14 * day

/**
 * Everything that happened in the last days, as its systems would tell it at `now`. Firing alerts are Alertmanager's to tell where there is
 * one; those of the past have the ids its webhook would have given them.
 */
export function happenings(estate: Estate, now: number, days: number, tellsAlerts: 'all' | 'past'): readonly Observation[] {
  const span = { from: now - days * day, to: now + 1 }
  const others = observationKinds
    .filter((kind) => kind !== 'alert')
    .flatMap((kind) => observationsOf(estate, kind, kind === 'change' ? { ...span, to: now + aheadMs } : span, now))
  const alerts = alertsIn(estate, span, now)
    .filter(({ endedAt }) => tellsAlerts === 'all' || endedAt !== null)
    .map((alert): Observation => ({
      ...alert.seen,
      id: observationId(alert),
      status: alert.endedAt === null ? 'firing' : 'resolved',
      endedAt: alert.endedAt,
      updatedAt: alert.endedAt === null ? alert.startedAt : Math.max(alert.endedAt, alert.startedAt + 1),
      labels: { ...alert.seen.labels, ...alert.labels },
    }))
  return [...others, ...alerts]
}

/** What of it changes when the state does; the moment it was told does not count. */
const stateOf = (it: Observation): string => JSON.stringify({ ...it, updatedAt: 0, source: '' })

const asEvent = (it: Observation): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `${it.id}/${it.status}/${it.updatedAt}`,
    source,
    type: `dev.homeport.observation.${it.kind}.v1`,
    time: new Date(it.updatedAt).toISOString(),
    // The envelope's source counts, not the estate's own.
    data: it,
  })

function* batches(events: readonly string[]): Generator<readonly string[]> {
  let [batch, bytes]: [string[], number] = [[], 2]
  for (const event of events) {
    const size = new TextEncoder().encode(event).length + 1
    if (batch.length === mostEvents || (batch.length > 0 && bytes + size > mostBytes)) {
      yield batch
      ;[batch, bytes] = [[], 2]
    }
    batch.push(event)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

export interface Told {
  readonly taken: number
  readonly known: number
}

export interface EventsTarget {
  readonly base: URL
  readonly token: string
  readonly signal: AbortSignal
}

async function deliver({ base, token, signal }: EventsTarget, batch: readonly string[]): Promise<Told> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' }
  const reply = await send({ url: under(base, 'api/intake/events'), headers, body: `[${batch.join(',')}]`, signal })
  if (reply.status === 401 || reply.status === 403)
    throw new Refusal(`--token-file: ${base.origin} does not know this token or it does not open the intake: it needs the scope intake:events`)
  if (reply.status !== 202)
    throw new Refusal(`--events: ${base.origin} answered ${reply.status}, expected the intake of Homeport: ${(await reply.text()).slice(0, 300)}`)
  const { taken, known, refused } = IntakeReply.parse(await reply.json())
  const [first] = refused
  if (first) throw new Refusal(`--events: ${refused.length} of ${batch.length} events were refused; the first: ${first.field ?? ''} ${first.detail}`)
  return { taken, known }
}

/** Tells what is new or has changed since it was last asked; what the intake knows from another run, it says it knows. */
export function createTeller(estate: Estate, target: EventsTarget, days: number, tellsAlerts: 'all' | 'past') {
  const told = new Map<string, string>()
  return async (now: number): Promise<Told> => {
    const fresh = happenings(estate, now, days, tellsAlerts).filter((it) => told.get(it.id) !== stateOf(it))
    const sum = { taken: 0, known: 0 }
    for (const batch of batches(fresh.map(asEvent))) {
      if (target.signal.aborted) return sum
      const { taken, known } = await deliver(target, batch)
      sum.taken += taken
      sum.known += known
    }
    for (const it of fresh) told.set(it.id, stateOf(it))
    return sum
  }
}
