import * as z from 'zod/mini'
import { Fault } from './fault.ts'
import { Id, JsonRecord } from './json.ts'
import { Severity } from './severity.ts'

/** Work of several steps, one person's instance of it, and what it did in real systems. */

/** Where our own incidents and changes say they come from. */
export const ownSource = 'homeport'

const Text = z.string().check(z.maxLength(1000))
const Moment = z.int()

/** How a field is asked for. The words are in the locales under `workflow.<workflow>.field.<name>`. */
export const fieldKinds = ['text', 'long', 'choice', 'words', 'time', 'zone', 'alerts', 'suppression', 'checklist', 'people', 'yes'] as const
export const Field = z.object({
  name: z.string(),
  kind: z.enum(fieldKinds),
  required: z.boolean(),
  /** Of a choice. */
  options: z.optional(z.array(z.string())),
  /** Asked for only while another field has one of these values. */
  when: z.optional(z.object({ field: z.string(), is: z.array(z.string()) })),
})
export type Field = z.infer<typeof Field>

export const Workflow = z.object({
  id: Id,
  version: z.int(),
  steps: z.array(z.object({ id: Id, fields: z.array(Field) })),
  /** What it can be started from. */
  from: z.array(z.enum(['alert', 'incident', 'service', 'nothing'])),
})
export type Workflow = z.infer<typeof Workflow>

/** What a run is about. `id` is an observation's id or a service's name. */
export const Subject = z.object({
  kind: z.enum(['alert', 'incident', 'service']),
  id: z.string().check(z.minLength(1), z.maxLength(400)),
  title: Text,
  severity: z.optional(Severity),
  service: z.optional(Text),
  site: z.optional(Text),
  /** Source it was seen at. */
  source: z.optional(Text),
})
export type Subject = z.infer<typeof Subject>

export const SilenceMatcher = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().check(z.maxLength(1000)),
})
export type SilenceMatcher = z.infer<typeof SilenceMatcher>

/** Alerts of one source to be kept quiet. */
export const SuppressionSet = z.object({
  id: Id,
  source: z.string().check(z.maxLength(64)),
  matchers: z.array(SilenceMatcher).check(z.maxLength(20)),
})
export type SuppressionSet = z.infer<typeof SuppressionSet>

/** One alert as a run remembers it. */
export const AlertPick = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(400)),
  title: Text,
  severity: Severity,
  status: z.string().check(z.maxLength(64)),
  startedAt: Moment,
  service: z.optional(Text),
  site: z.optional(Text),
  source: z.optional(Text),
})
export type AlertPick = z.infer<typeof AlertPick>

/**
 * What a run does in a real system. `intent`: written down before it is done; if it stays so, the system is asked whether it happened.
 * `gone`: it was done and somebody took it away outside; it is not done again by itself.
 */
export const Effect = z.object({
  key: z.string(),
  kind: z.string(),
  step: Id,
  /** What is wanted now: to do it, or to take it away again. */
  op: z.enum(['do', 'undo']),
  state: z.enum(['intent', 'done', 'failed', 'gone', 'undone']),
  /** What the real system calls it. */
  ref: z.optional(z.string()),
  /** Earlier names of the same, e.g. of a silence whose matchers were changed. */
  earlier: z.array(z.string()),
  /** For people: CHG-12, the source's name. */
  label: z.optional(Text),
  at: Moment,
  confirmedAt: z.optional(Moment),
  fault: z.optional(Fault),
})
export type Effect = z.infer<typeof Effect>

export const Person = z.object({ id: z.string(), name: z.string() })

/** Who works on it now, and through what. */
export const Lease = z.object({
  by: Person,
  /** Browser and system in a few words. */
  device: z.string(),
  phone: z.boolean(),
  until: Moment,
  /** Held by the device that asks. */
  mine: z.boolean(),
})
export type Lease = z.infer<typeof Lease>

export const Approval = z.object({
  by: Person,
  at: Moment,
  verdict: z.enum(['yes', 'no']),
  note: Text,
  /** False once scope, risk or time is no longer what was approved. */
  valid: z.boolean(),
})
export type Approval = z.infer<typeof Approval>

/** Where somebody was beside the fields: filters, range, selection. Opaque to the server. */
export const Place = JsonRecord

/** A sentence of the locales: `run.*` with its values. */
export const Said = z.object({ key: z.string(), args: z.record(z.string(), z.union([z.string(), z.number()])) })
export type Said = z.infer<typeof Said>

export const Run = z.object({
  id: Id,
  rev: z.int(),
  workflow: Id,
  /** Of the definition it goes by. */
  version: z.int(),
  title: z.string(),
  subject: z.nullable(Subject),
  owner: Person,
  /** What the person asking has to it. */
  mine: z.enum(['own', 'help', 'watch']),
  state: z.enum(['open', 'done', 'discarded', 'expired']),
  step: Id,
  steps: z.array(z.object({ id: Id, state: z.enum(['done', 'current', 'ahead', 'skipped']), at: z.optional(Moment) })),
  fields: JsonRecord,
  /** Answers the definition no longer asks for: shown, never dropped. */
  kept: JsonRecord,
  effects: z.array(Effect),
  approvals: z.array(Approval),
  lease: z.nullable(Lease),
  place: Place,
  /** What the owner should know: a silence about to end, a draft about to expire. */
  notices: z.array(z.object({ said: Said, at: Moment })),
  note: z.optional(Text),
  createdAt: Moment,
  updatedAt: Moment,
  expiresAt: Moment,
  /** Until when a discarded or expired one can be had back. */
  recoverableUntil: z.optional(Moment),
})
export type Run = z.infer<typeof Run>

/** One unfinished run in a list, best first. */
export const RunCard = z.object({
  id: Id,
  workflow: Id,
  title: z.string(),
  /** CHG-12, a service: what it is about, in a word. */
  about: z.string(),
  /** Id of what it was started from. */
  subject: z.optional(z.string()),
  state: Run.shape.state,
  step: Id,
  /** Place of the step, from 1, and how many there are on this run's way. */
  number: z.int(),
  of: z.int(),
  updatedAt: Moment,
  expiresAt: Moment,
  /** The next moment something happens by itself. */
  deadline: z.optional(z.object({ at: Moment, said: Said })),
  severity: z.optional(Severity),
  /** Somebody else or another device is on it. */
  held: z.optional(z.object({ by: z.string(), device: z.string(), phone: z.boolean(), you: z.boolean() })),
  /** Not suggested before this moment. */
  snoozedUntil: z.optional(Moment),
  /** Why it stands where it stands. */
  reason: Said,
  mine: Run.shape.mine,
})
export type RunCard = z.infer<typeof RunCard>

const BriefItem = z.object({
  mark: z.enum(['ok', 'info', 'warning', 'critical', 'pending', 'clock']),
  said: Said,
  more: z.optional(Said),
  /** When it happened or will happen. */
  at: z.optional(Moment),
})
export type BriefItem = z.infer<typeof BriefItem>

/** What somebody who comes back has to know before they go on. */
export const Brief = z.object({
  run: Run,
  number: z.int(),
  of: z.int(),
  /** Where they left it: another device or this one. */
  left: z.object({ at: Moment, device: z.string(), here: z.boolean() }),
  /** Answers worth repeating: names of fields and what was answered. */
  where: z.array(z.object({ field: z.string(), text: z.string(), code: z.boolean() })),
  changed: z.array(BriefItem),
  done: z.array(BriefItem),
  expires: z.array(BriefItem),
  next: z.object({ do: z.enum(['continue', 'resolve', 'reschedule', 'again', 'handOver', 'close', 'archive', 'recover']), step: Id, said: z.optional(Said) }),
})
export type Brief = z.infer<typeof Brief>

/** Real systems as they are now, for the step at hand. */
export const Look = z.object({
  /** Alerts that can be picked, or those the matchers cover now. */
  alerts: z.array(AlertPick),
  /** Of those, how many there are in all. */
  total: z.int(),
  /** Changes at the same time on the same things. */
  conflicts: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      startedAt: Moment,
      endedAt: z.nullable(Moment),
      why: z.enum(['service', 'asset', 'site']),
      what: z.string(),
    }),
  ),
  /** Incidents and changes that may belong to it. */
  related: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['incident', 'change']),
      title: z.string(),
      severity: z.optional(Severity),
      startedAt: Moment,
      endedAt: z.nullable(Moment),
      service: z.optional(Text),
    }),
  ),
  /** Sources that can be told to keep alerts quiet. */
  sources: z.array(z.object({ id: z.string(), name: z.string(), demo: z.boolean() })),
  services: z.array(z.string()),
  sites: z.array(z.string()),
  /** What could not be read, by source. */
  failed: z.array(z.object({ source: z.string(), fault: Fault })),
})
export type Look = z.infer<typeof Look>
