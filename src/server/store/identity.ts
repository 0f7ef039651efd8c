import type { HeldRole, Me, Role, ServiceToken } from '#contract/identity.ts'
import type * as z from 'zod/mini'
import type { Trail } from './trail.ts'

/** A way of signing in that a provider answers for. The pair is the identity; an e-mail address never is. */
export interface ExternalIdentity {
  readonly issuer: string
  readonly subject: string
}

export interface StoredPerson {
  readonly id: string
  readonly rev: number
  readonly name: string
  /** Lower case; unique. */
  readonly login: string | null
  readonly email: string | null
  readonly hasPassword: boolean
  readonly disabled: boolean
  readonly roles: readonly z.infer<typeof HeldRole>[]
  /** Role whose landing counts now. */
  readonly active: string | null
  /** Dashboard they chose to land on. */
  readonly landing: string | null
  /** Given by a provider or an administrator: rights follow these. */
  readonly teams: readonly string[]
  readonly sites: readonly string[]
  /** Chosen by the person: content follows these too, rights never. */
  readonly chosenTeams: readonly string[]
  readonly chosenSites: readonly string[]
  readonly identities: readonly ExternalIdentity[]
  readonly createdAt: number
  readonly seenAt: number | null
}

/** What a change leaves as it is need not be told. Roles, teams and sites are replaced whole. */
export type PersonChange = Partial<
  Pick<StoredPerson, 'name' | 'login' | 'email' | 'disabled' | 'roles' | 'active' | 'landing' | 'teams' | 'sites' | 'chosenTeams' | 'chosenSites'>
> & {
  /** Record of a new password. */
  readonly password?: string
}

export interface SetupCode {
  /** SHA-256 of the code. */
  readonly hash: string
  readonly expiresAt: number
  /** Lets this person in and nobody else; absent for the code of the first run. */
  readonly person?: string
}

/** Uses the code up: the unit happens only while exactly this code is kept and has not expired. */
export interface CodeUse {
  readonly hash: string
  readonly at: number
}

/** Which sessions end with a change of a person. */
export type Ending = 'none' | 'all' | { readonly except: string }

/**
 * People with the roles they hold. `epoch` counts changes of who may do what: whoever decides by reading several people gives
 * the epoch they read, and the change is `stale` when somebody else decided in between.
 */
export interface PeopleStore {
  /** In order of making. */
  list(): Promise<readonly StoredPerson[]>
  find(by: { readonly id: string } | { readonly login: string } | ExternalIdentity): Promise<StoredPerson | undefined>
  /** Record of the password; apart, so that nothing that lists people can hold it. */
  passwordOf(id: string): Promise<string | undefined>
  /** `exists` when id, login or identity is taken; `forbidden` when the code does not fit any more. */
  create(it: NewPerson, trail?: Trail): Promise<StoredPerson>
  /** `stale` for another revision or epoch, `exists` for a taken login. */
  save(
    it: { readonly id: string; readonly rev: number; readonly epoch?: number; readonly change: PersonChange; readonly end: Ending },
    trail?: Trail,
  ): Promise<StoredPerson>
  /** Moment of the last sign-in or use; no change of the revision. */
  seen(id: string, at: number): Promise<void>
  epoch(): Promise<number>
  code(): Promise<SetupCode | undefined>
  keepCode(code: SetupCode, trail?: Trail): Promise<void>
  /** Whether this call used the code up; of several at once exactly one does. */
  useCode(use: CodeUse, trail?: Trail): Promise<boolean>
}

export interface NewPerson extends Omit<StoredPerson, 'rev' | 'hasPassword' | 'landing'> {
  readonly password: string | null
  readonly epoch?: number
  readonly code?: CodeUse
}

export interface RoleStore {
  /** In order of making. */
  list(): Promise<readonly Role[]>
  /** Writes those whose ids are not there yet and leaves the others as they are. */
  seed(roles: readonly Omit<Role, 'rev'>[], at: number): Promise<void>
  create(it: { readonly role: Omit<Role, 'rev'>; readonly at: number }, trail?: Trail): Promise<Role>
  save(it: { readonly role: Omit<Role, 'rev' | 'preset'>; readonly rev: number; readonly epoch: number }, trail?: Trail): Promise<Role>
  /** Takes it from everybody who holds it, too. */
  remove(it: { readonly id: string; readonly rev: number; readonly epoch: number }, trail?: Trail): Promise<void>
}

export interface StoredSession {
  readonly id: string
  readonly person: string
  readonly via: Me['via']
  /** Of the provider that began it. */
  readonly issuer: string | null
  readonly subject: string | null
  readonly idpSession: string | null
  /** Sealed. */
  readonly idToken: string | null
  readonly agent: string
  readonly network: string
  readonly createdAt: number
  readonly seenAt: number
  /** When the person last proved who they are; 0 where nobody knows. */
  readonly provedAt: number
  /** Making of the newest token that was seen in use. */
  readonly tokenAt: number
  /** From when on the token is to be replaced. */
  readonly rotateAt: number
}

/** One of a session's tokens, by its hash. */
export interface KnownToken {
  readonly madeAt: number
  /** When its successor was first used. */
  readonly retiredAt: number | null
}

export interface SessionStore {
  begin(it: { readonly session: StoredSession; readonly hash: string }, trail?: Trail): Promise<void>
  find(hash: string): Promise<{ readonly session: StoredSession; readonly token: KnownToken } | undefined>
  /** Newest first. */
  ofPerson(person: string): Promise<readonly StoredSession[]>
  /** Adds a token; false when somebody else has done so since `rotateAt` was read. */
  rotate(it: { readonly id: string; readonly rotateAt: number; readonly hash: string; readonly madeAt: number; readonly next: number }): Promise<boolean>
  /** The token made then is in use: older ones retire. */
  settle(it: { readonly id: string; readonly madeAt: number; readonly at: number; readonly next: number }): Promise<void>
  touch(id: string, at: number): Promise<void>
  /** The person proved anew who they are. The token is replaced at the next request. `not_found` when the session is gone. */
  prove(id: string, at: number, trail?: Trail): Promise<void>
  /** Has every session of the person replace its token at the next request. */
  renew(person: string): Promise<void>
  /** Sessions that are gone afterwards and were there before. */
  end(which: SessionsOf, trail?: Trail): Promise<readonly StoredSession[]>
  /** Drops those that were last seen before `idleBefore` or made before `madeBefore`. */
  prune(it: { readonly idleBefore: number; readonly madeBefore: number }): Promise<void>
}

export type SessionsOf =
  | { readonly id: string; readonly person?: string }
  | { readonly person: string; readonly except?: string }
  | { readonly issuer: string; readonly sid: string }
  | ExternalIdentity

export interface StoredToken extends Omit<ServiceToken, 'owner'> {
  readonly owner: string
}

export interface TokenStore {
  /** Newest first. */
  list(): Promise<readonly StoredToken[]>
  find(id: string): Promise<{ readonly token: StoredToken; readonly hash: string } | undefined>
  create(token: StoredToken, hash: string, trail?: Trail): Promise<void>
  used(id: string, at: number): Promise<void>
  /** `not_found` when there is none. */
  remove(id: string, trail?: Trail): Promise<void>
}
