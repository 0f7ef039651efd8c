import * as z from 'zod/mini'
import { addressShape, wholeCredentials } from '../http-address.ts'

export const Config = z.strictObject(addressShape).check(wholeCredentials)
export type Config = z.infer<typeof Config>

/** Matchers as Alertmanager writes them, e.g. `service="pay"` or `site=~"fra|muc"`; may hold `${variable}`. */
const matchers = z._default(z.array(z.string().check(z.minLength(1), z.maxLength(2000))).check(z.maxLength(50)), [])
/** Wanted values of service, site, team, owner, severity, status or any label. */
const where = z._default(z.record(z.string(), z.union([z.string(), z.array(z.string())])), {})

const alerts = {
  match: matchers,
  where,
  active: z._default(z.boolean(), true),
  /** Also what a silence keeps quiet. */
  silenced: z._default(z.boolean(), false),
  /** Also what another alert keeps quiet. */
  inhibited: z._default(z.boolean(), false),
  /** Regex on the names of receivers. */
  receiver: z.optional(z.string().check(z.maxLength(200))),
} as const

export const AlertsSpec = z.object({ kind: z.literal('alerts'), ...alerts })
export type AlertsSpec = z.infer<typeof AlertsSpec>

export const GroupsSpec = z.object({ kind: z.literal('groups'), ...alerts })
export type GroupsSpec = z.infer<typeof GroupsSpec>

export const SilencesSpec = z.object({
  kind: z.literal('silences'),
  match: matchers,
  states: z._default(z.array(z.enum(['active', 'pending', 'expired'])).check(z.minLength(1)), ['active', 'pending', 'expired']),
})
export type SilencesSpec = z.infer<typeof SilencesSpec>

export const Spec = z.union([AlertsSpec, GroupsSpec, SilencesSpec])
export type Spec = z.infer<typeof Spec>
