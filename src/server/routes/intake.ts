import { api } from '#contract/api.ts'
import type { IntakeReply, Observation } from '#contract/observation.ts'
import type { Actor } from '#core/policy/actor.ts'
import { mediaType, parseJson } from '../door/body.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { route } from '../door/route.ts'
import type { Call } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import { AlertWebhook, readAlertWebhook } from '../intake/alert-webhook.ts'
import type { AlertDelivery } from '../intake/alert-webhook.ts'
import { readEvents } from '../intake/cloud-event.ts'
import { identityOf, readObservation } from '../intake/event-observation.ts'
import { readItem, takeItems } from '../intake/item.ts'
import type { Item } from '../intake/item.ts'
import { createPace } from '../intake/pace.ts'
import { provenBy } from '../intake/proof.ts'
import type { IntakeName } from '../intake/proof.ts'
import { createSeen } from '../intake/seen.ts'
import { baseOf } from '../sources/open-source.ts'
import type { ChangeDraft } from '../store/trail.ts'
import type { Context } from './context.ts'

type Delivery = Pick<Call, 'headers' | 'body'>

function readAlerts({ headers, body }: Delivery): AlertWebhook {
  if (mediaType(headers) !== 'application/json') throw new ServerFault('unsupported_media', { detail: 'expected application/json', field: 'Content-Type' })
  return parseOrRefuse(AlertWebhook, parseJson(body, 'any'))
}

/** Address without what does not tell systems apart; undefined for what is no address. */
const plainUrl = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).href.replace(/\/+$/, '').toLowerCase() : undefined)

/** A service token made for this intake is as good as the token of its file. */
const hasScopeFor = (name: IntakeName, actor: Actor): boolean => actor.kind === 'token' && actor.scopes.has(`intake:${name}`)

/** More systems than this in one delivery are told as one. */
const namedSources = 10

function newsOf(observations: readonly Observation[]): readonly ChangeDraft[] {
  const sources = [...new Set(observations.map((o) => o.source))]
  return (sources.length > namedSources ? [''] : sources).map((id) => ({ topic: 'observation' as const, id }))
}

export function intakeRoutes({ ports, options, sources }: Pick<Context, 'ports' | 'options' | 'sources'>) {
  const seen = createSeen()
  /** Others hear whose reports came, known ones included: that costs them one look. */
  const put = (observations: readonly Observation[]) => ports.store.observations.put(observations, { changes: newsOf(observations) })

  /** Token first, pace second: strangers cannot use up a reporter's allowance. */
  const gate = (name: IntakeName) => {
    const pace = createPace(() => ports.clock.now())
    return async (headers: Headers, actor: Actor): Promise<void> => {
      if (!hasScopeFor(name, actor)) await provenBy(name, options.intake ?? {}, ports, headers)
      pace()
    }
  }

  /** The configured Alertmanager a payload names as its own address. */
  const alertmanagerAt = async (externalURL: string | undefined): Promise<string | undefined> => {
    const asked = externalURL && plainUrl(externalURL)
    if (!asked) return undefined
    const known = (await sources.list()).filter((s) => s.kind === 'alertmanager')
    return known.find((s) => plainUrl(baseOf(options.connectors, s) ?? '') === asked)?.id
  }

  const take = async ({ items, truncated }: AlertDelivery, reporter: string, groupKey: string | undefined): Promise<IntakeReply> => {
    const reply = await takeItems(items, put)
    if (truncated) ports.log.warn('intake.truncated', { reporter, groupKey: groupKey?.slice(0, 200), ...truncated })
    return { ...reply, ...(truncated && { truncated }) }
  }

  return {
    takeEvents: route(
      api.takeEvents,
      async ({ headers, body }) => {
        const now = ports.clock.now()
        const fresh = new Set<string>()
        const items = readEvents(headers, body).map((event): Item => {
          const identity = identityOf(event)
          if (identity !== undefined && (seen.has(identity) || fresh.has(identity))) return { known: true }
          const item = readItem(() => readObservation(event, now))
          if (identity !== undefined && 'observation' in item) fresh.add(identity)
          return item
        })
        const reply = await takeItems(items, put)
        seen.add([...fresh])
        return reply
      },
      gate('events'),
    ),
    takeAlertmanager: route(
      api.takeAlertmanager,
      async (call) => {
        const payload = readAlerts(call)
        if (payload.orgId !== undefined) throw new ServerFault('invalid', { detail: 'from Grafana: send to /api/intake/grafana', field: 'orgId' })
        if (payload.version !== '4') throw new ServerFault('invalid', { detail: 'expected "4"', field: 'version' })
        const source = await alertmanagerAt(payload.externalURL)
        return take(readAlertWebhook(payload, 'alertmanager', source, ports.clock.now()), 'alertmanager', payload.groupKey)
      },
      gate('alertmanager'),
    ),
    takeGrafana: route(
      api.takeGrafana,
      async (call) => {
        const payload = readAlerts(call)
        if (payload.orgId === undefined) throw new ServerFault('invalid', { detail: 'not from Grafana: no orgId', field: 'orgId' })
        return take(readAlertWebhook(payload, 'grafana', undefined, ports.clock.now()), 'grafana', payload.groupKey)
      },
      gate('grafana'),
    ),
  }
}
