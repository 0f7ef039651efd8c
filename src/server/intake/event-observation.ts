import * as z from 'zod/mini'
import { Observation, observationKinds } from '#contract/observation.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { severityOf } from '#core/severity/severity-of.ts'
import { parseJson } from '../door/body.ts'
import { parseOrRefuse } from '../door/issues.ts'
import { ServerFault } from '../fault.ts'
import { CloudEvent } from './cloud-event.ts'
import { tameLabels } from './labels.ts'
import { notAhead, readMoment } from './moment.ts'

const eventType = /^dev\.homeport\.observation\.([a-z]+)\.v1$/
const Data = z.record(z.string(), z.unknown())
const Labels = z.record(z.string(), z.string())

function kindOf(type: string): ObservationKind {
  const found = eventType.exec(type)?.[1]
  const kind = observationKinds.find((k) => k === found)
  if (!kind) throw new ServerFault('invalid', { detail: `expected dev.homeport.observation.{${observationKinds.join('|')}}.v1`, field: 'type' })
  return kind
}

function dataOf(event: CloudEvent): Readonly<Record<string, unknown>> {
  if (event.datacontenttype !== undefined && !/^application\/(.+\+)?json\b/.test(event.datacontenttype))
    throw new ServerFault('invalid', { detail: 'expected application/json', field: 'datacontenttype' })
  if (event.data_base64 === undefined) return parseOrRefuse(Data, event.data ?? {}, ['data'])
  return parseOrRefuse(Data, parseJson(fromBase64(event.data_base64), 'any'), ['data_base64'])
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch (cause) {
    throw new ServerFault('invalid', { detail: 'not base64', field: 'data_base64', cause })
  }
}

/** A planned change starts when it is planned to, however far ahead; everything else has already begun. */
const mayBePlanned: ReadonlySet<ObservationKind> = new Set(['change', 'run', 'ticket'])

/**
 * An event as an observation. `data` has the observation's fields; what it leaves out comes from the envelope: kind from
 * `type`, source from `source`, id from `kind:source:subject` (without subject, the event's id), start and state time from
 * `time`, and, failing that, from the moment of receipt. Times may be RFC 3339 or epoch milliseconds, severities other systems' words.
 */
export function readObservation(value: unknown, now: number): Observation {
  const event = parseOrRefuse(CloudEvent, value)
  const kind = kindOf(event.type)
  const data = dataOf(event)
  const moment = (name: string, otherwise: number): number => (data[name] === undefined ? otherwise : readMoment(data[name], `data.${name}`))
  const time = event.time === undefined ? now : readMoment(event.time, 'time')
  const startedAt = moment('startedAt', time)
  const endedAt = data['endedAt'] === undefined || data['endedAt'] === null ? null : readMoment(data['endedAt'], 'data.endedAt')
  const planned = mayBePlanned.has(kind)
  if (endedAt !== null && endedAt < startedAt) throw new ServerFault('invalid', { detail: 'before startedAt', field: 'data.endedAt' })
  return parseOrRefuse(
    Observation,
    {
      id: `${kind}:${event.source}:${event.subject ?? event.id}`,
      title: event.subject ?? event.id,
      status: endedAt === null ? 'open' : 'closed',
      ...data,
      ...(data['labels'] !== undefined && { labels: tameLabels(parseOrRefuse(Labels, data['labels'], ['data', 'labels'])) }),
      kind: kindAgrees(data, kind),
      source: event.source,
      severity: severityOf(typeof data['severity'] === 'string' ? data['severity'] : 'info'),
      startedAt: planned ? startedAt : notAhead(startedAt, now, 'data.startedAt'),
      endedAt: endedAt === null || planned ? endedAt : notAhead(endedAt, now, 'data.endedAt'),
      updatedAt: notAhead(moment('updatedAt', time), now, data['updatedAt'] === undefined ? 'time' : 'data.updatedAt'),
    },
    ['data'],
  )
}

function kindAgrees(data: Readonly<Record<string, unknown>>, kind: ObservationKind): ObservationKind {
  if (data['kind'] === undefined || data['kind'] === kind) return kind
  throw new ServerFault('invalid', { detail: `type says ${kind}`, field: 'data.kind' })
}

/** What makes an event the same event: CloudEvents promises source and id are unique together. */
export function identityOf(value: unknown): string | undefined {
  const event = z.safeParse(CloudEvent, value)
  return event.success ? JSON.stringify([event.data.source, event.data.id]) : undefined
}
