import type { Matcher } from '#contract/access.ts'
import type { SilenceMatcher } from '#contract/run.ts'
import { ServerFault } from '../../fault.ts'
import type { Silence, SilenceDraft, Silences, SourcePorts } from '../connector.ts'
import { observationOf } from './alerts.ts'
import { quotedMatcher } from './matchers.ts'
import { readAlerts, readReply, readSilenceId, readSilences } from './wire.ts'
import type { SilenceMatcher as WireMatcher } from './wire.ts'

const maxBytes = 16 * 1_048_576
const deadlineMs = 10_000
const limits = { accept: ['application/json'], maxBytes, deadlineMs }

type Get = (path: string, asking: Readonly<Record<string, string | readonly string[]>>, signal: AbortSignal) => Promise<unknown>

const onWire = ({ name, op, value }: SilenceMatcher): { name: string; value: string; isRegex: boolean; isEqual: boolean } => ({
  name,
  value,
  isRegex: op.endsWith('~'),
  isEqual: op.startsWith('='),
})

const offWire = ({ name, value, isRegex, isEqual }: WireMatcher): SilenceMatcher => ({
  name,
  op: isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=',
  value,
})

/** Whoever is held to matchers can only keep quiet what they may see. */
const heldTo = (matchers: readonly SilenceMatcher[], forced: readonly Matcher[]): readonly SilenceMatcher[] => [
  ...matchers,
  ...forced.map(({ label, op, value }): SilenceMatcher => ({ name: label, op, value })),
]

/** Alertmanager itself takes silences of nobody and for no reason; we do not. */
function proven(draft: SilenceDraft): SilenceDraft {
  if (draft.createdBy.trim() === '') throw new ServerFault('invalid', { detail: 'a silence without an author', field: 'createdBy' })
  if (draft.comment.trim() === '') throw new ServerFault('invalid', { detail: 'a silence without a comment', field: 'comment' })
  return draft
}

/** Writing silences. The POST is not idempotent: whoever calls it has looked first. */
export function silencing(ports: SourcePorts, forced: readonly Matcher[], get: Get): Silences {
  return {
    async list(signal): Promise<readonly Silence[]> {
      const all = readSilences(await get('silences', {}, signal))
      const own = (matchers: readonly WireMatcher[]): readonly SilenceMatcher[] =>
        matchers.map(offWire).filter((one) => !forced.some(({ label, op, value }) => one.name === label && one.op === op && one.value === value))
      return all.map(({ state, matchers, ...it }) => ({ ...it, matchers: own(matchers), isOver: state === 'expired' }))
    },
    async put(draft, signal) {
      const { id, matchers, startsAt, endsAt, createdBy, comment } = proven(draft)
      const body = {
        ...(id !== undefined && { id }),
        matchers: heldTo(matchers, forced).map(onWire),
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
        createdBy,
        comment,
      }
      return { id: readSilenceId(readReply(await ports.call({ ...limits, path: 'api/v2/silences', method: 'POST', json: body }, signal))) }
    },
    async end(id, signal) {
      // Answers without a body, and again with success for one that has ended.
      const path = `api/v2/silence/${encodeURIComponent(id)}`
      const reply = await ports.call({ ...limits, accept: ['application/json', ''], path, method: 'DELETE' }, signal)
      if (reply.status !== 404 && (reply.status < 200 || reply.status > 299)) readReply(reply)
    },
    async covered(matchers, signal) {
      const filter = heldTo(matchers, forced).map(quotedMatcher)
      const all = readAlerts(await get('alerts', { filter, active: 'true', silenced: 'true', inhibited: 'true' }, signal))
      const now = ports.clock.now()
      return all.map((alert) => observationOf(alert, ports.sourceId, now)).filter(({ endedAt }) => endedAt === null)
    },
  }
}
