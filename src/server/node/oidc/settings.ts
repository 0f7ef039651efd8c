import * as z from 'zod/mini'
import { Id } from '#contract/json.ts'

/** How the configuration describes identity providers and what of their claims counts here. */

const Text = z.string().check(z.minLength(1), z.maxLength(500))

/** A value of `claim` that equals or begins with the text gives the role. `claim` is a name or a dotted path: `groups`, `realm_access.roles`. */
export const RoleRule = z.strictObject({ claim: Text, equals: z.optional(Text), prefix: z.optional(Text), role: Id })
export type RoleRule = z.output<typeof RoleRule>

/** Values of `claim`; with a `prefix` only those that begin with it, without it. */
export const NamesRule = z.strictObject({ claim: Text, prefix: z.optional(Text) })
export type NamesRule = z.output<typeof NamesRule>

export interface Mapping {
  readonly roles: readonly RoleRule[]
  readonly teams?: NamesRule | undefined
  readonly sites?: NamesRule | undefined
}

export const mappingShape = { roles: z.array(RoleRule).check(z.minLength(1)), teams: z.optional(NamesRule), sites: z.optional(NamesRule) }

export const Provider = z.strictObject({
  /** In addresses: `/auth/<id>/start`. */
  id: Id,
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  issuer: z.string(),
  clientId: Text,
  /** Left out for a public client. */
  clientSecretFile: z.optional(z.string().check(z.minLength(1))),
  scopes: z._default(z.array(z.string().check(z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))), ['openid', 'profile', 'email']),
  ...mappingShape,
})
export type Provider = z.output<typeof Provider>
