import type { Door } from '#contract/identity.ts'
import type { SourceConfig } from '#contract/source.ts'
import type { EndpointName } from '#contract/api.ts'
import type { Tables } from '#core/policy/can.ts'
import type { Rule } from '#core/policy/rules.ts'
import type { Shelf } from '#core/workflow/migrate.ts'
import type { StarterDashboard } from '#core/templates/template.ts'
import type { LogoutHint } from './accounts/accounts.ts'
import type { Lifetimes } from './accounts/lifetimes.ts'
import type { Observe, Pace } from './door/watch.ts'
import type { IntakeConfig } from './intake/proof.ts'
import type { Connectors } from './sources/known-source.ts'
import type { SourceLimits } from './sources/limits.ts'

export interface Policy extends Tables {
  readonly rules: Readonly<Record<EndpointName, Rule>>
}

/** What differs between installations, mocks and tests, apart from the ports. */
export interface ApiOptions {
  /** Kinds of sources there are; mocks add and remove kinds here. */
  readonly connectors: Connectors
  readonly starters: readonly StarterDashboard[]
  readonly version: string
  /** Sources of homeport.config.json, already validated. */
  readonly fileSources?: readonly SourceConfig[]
  readonly intake?: IntakeConfig
  /** The whole API runs on mocks in the browser. */
  readonly mock?: boolean
  readonly limits?: SourceLimits
  /** Who may do what; the product's own tables unless a test hands in damaged ones. */
  readonly policy?: Policy
  /** Told of every request once it is answered. */
  readonly observe?: Observe
  /** Keeps senders to their share; without it nobody is held up. */
  readonly pace?: Pace
  readonly door?: DoorOptions
  /** Work in steps there is; the product's own unless a test brings another. */
  readonly workflows?: Shelf
}

/** How people get in, and what the sign-in page looks like. */
export interface DoorOptions {
  /** Sign-in with a password and the one-time code; true unless told. When false their addresses answer `not_found`. */
  readonly local?: boolean
  /** Ways in that the carrier itself offers, e.g. identity providers. */
  readonly ways?: Door['ways']
  /** Issuers people can sign in through now; all they ever came from unless told. Who has no other way in gets the one-time code. */
  readonly issuers?: readonly string[]
  readonly look?: Door['look']
  readonly sessions?: Partial<Lifetimes>
  /** Where a browser goes to end its session at the provider too. */
  readonly leaveAt?: (hint: LogoutHint) => Promise<string | undefined>
}
