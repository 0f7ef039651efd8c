import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { SafeKey } from './json.ts'
import { Severity } from './severity.ts'

/** Something that happened in the estate, with a start and, once over, an end (aiops.md 2.1). */
export const observationKinds = ['alert', 'incident', 'change', 'run', 'ticket', 'finding'] as const
export const ObservationKind = z.enum(observationKinds)
export type ObservationKind = (typeof observationKinds)[number]

const Text = z.string().check(z.maxLength(1000))

export const Observation = z.object({
  /** `kind:source:sourceId`, where an alert episode's sourceId is fingerprint + start. Stable over all its updates. */
  id: z.string().check(z.minLength(1), z.maxLength(400)),
  kind: ObservationKind,
  /** Who reported it: a source id or the CloudEvents source. */
  source: Text,
  title: Text,
  severity: Severity,
  /** Free words of the reporter: firing, resolved, open, scheduled, implement, running, failed... */
  status: z.string().check(z.maxLength(64)),
  startedAt: z.int(),
  /** null while it goes on. */
  endedAt: z.nullable(z.int()),
  /** Epoch ms the reporter gave this state; an older report never overwrites a newer one. */
  updatedAt: z.int(),
  service: z.optional(z.string().check(z.maxLength(200))),
  site: z.optional(z.string().check(z.maxLength(200))),
  team: z.optional(z.string().check(z.maxLength(200))),
  owner: z.optional(z.string().check(z.maxLength(200))),
  link: z.optional(z.string().check(z.maxLength(2000))),
  /** Ids of observations this one depends on or came from. */
  depends: z._default(z.array(z.string().check(z.maxLength(400))).check(z.maxLength(100)), []),
  labels: z._default(z.record(SafeKey, Text), {}),
})
export type Observation = z.infer<typeof Observation>

/** One verdict per event, in the order received. */
export const IntakeReply = z.object({
  taken: z.int(),
  /** Already known in this or a newer state. */
  known: z.int(),
  refused: z.array(z.object({ index: z.int(), field: z.optional(z.string()), detail: z.string() })),
  /** The reporter left this many out of the payload: nothing may be counted from it. `source` is the source to ask instead, if one is known. */
  truncated: z.optional(z.object({ left: z.int(), source: z.optional(z.string()) })),
})
export type IntakeReply = z.infer<typeof IntakeReply>

const intakeLimit = 262_144

/** CloudEvents 1.0 over HTTP: structured, batch and binary mode. Bearer token. */
export const takeEvents = endpoint({
  name: 'takeEvents',
  method: 'POST',
  path: '/api/intake/events',
  raw: true,
  status: 202,
  bodyLimit: intakeLimit,
  output: IntakeReply,
})
/** Alertmanager webhook, version 4. Bearer token. */
export const takeAlertmanager = endpoint({
  name: 'takeAlertmanager',
  method: 'POST',
  path: '/api/intake/alertmanager',
  raw: true,
  status: 202,
  bodyLimit: intakeLimit,
  output: IntakeReply,
})
/** Grafana alerting webhook. Bearer token. */
export const takeGrafana = endpoint({
  name: 'takeGrafana',
  method: 'POST',
  path: '/api/intake/grafana',
  raw: true,
  status: 202,
  bodyLimit: intakeLimit,
  output: IntakeReply,
})
