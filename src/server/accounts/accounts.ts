import type { Actor } from '#core/policy/actor.ts'
import type { SentAway } from '../audit/refusals.ts'
import type { Caller } from '../ports.ts'

/** Somebody an identity provider or a proxy vouches for. They are known by (issuer, subject) and by nothing else. */
export interface External {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email?: string
  /** Ids of roles, already mapped from claims; at least one. */
  readonly roles: readonly string[]
  /** All of them, replaced as a set like roles; absent where the provider is not asked for any. */
  readonly teams?: readonly string[] | undefined
  readonly sites?: readonly string[] | undefined
  /** The claim values the roles were mapped from, for the record. */
  readonly mappedFrom: readonly string[]
  /** `sid` of the provider's own session, for back-channel logout. */
  readonly idpSession?: string
  /** When the provider had them prove who they are, epoch ms; absent where it does not say. */
  readonly provedAt?: number
  /** Kept sealed, only to hint the provider at sign-out. */
  readonly idToken?: string
}

/** A session a browser is to keep. */
export interface Kept {
  readonly token: string
  readonly maxAgeS: number
}

export interface LogoutHint {
  readonly issuer: string
  readonly idToken?: string
}

/** Who is who: sessions, sign-in, set-up, service tokens. Carriers and routes ask here. */
export interface Accounts {
  /** `nobody` when not signed in. Rotates the session when it is due, through `ports.identity.keep`. */
  actorOf(caller: Caller, request?: Request): Promise<Actor>
  /** Signs in whom a provider vouches for, made just in time; replaces the roles that come from the provider. `forbidden` when disabled or without a role. */
  signInExternal(who: External, caller: Caller, via: 'oidc' | 'proxy'): Promise<Kept>
  /**
   * Takes a provider's word that whoever has this session proved themselves just now. False when they are not the one the session
   * belongs to, or it is over.
   */
  proveExternal(who: External & { readonly provedAt: number }, caller: Caller): Promise<boolean>
  /** Whether the last proof is young enough for what is sensitive; looks again before it says no. */
  isFresh(actor: Actor, caller: Caller): Promise<boolean>
  /** Back-channel logout: ends what the provider began, by its session or by its subject. How many ended. */
  endByProvider(issuer: string, which: { readonly sid?: string; readonly sub?: string }): Promise<number>
  /** Mints the one-time code when nobody can get in otherwise: 30 minutes, one use, only its hash kept; undefined when not needed. */
  setupCode(): Promise<string | undefined>
  /** A one-time code for one person who forgot their password; undefined when nobody has the login, or passwords are closed. */
  resetCode(login: string): Promise<string | undefined>
  logoutHint(caller: Caller): Promise<LogoutHint | undefined>
  /** Drops what is remembered of a person (of everybody without an id), so that the next request reads their rights anew. */
  forget(personId?: string): void
  /** Has the record tell of what a carrier turned away by itself. Floods are summed. */
  sentAway(it: SentAway): void
}
