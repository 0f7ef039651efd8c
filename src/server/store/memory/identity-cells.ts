import type { KnownToken, SetupCode, StoredPerson, StoredToken } from '../identity.ts'

/** What the memory store keeps of a person: all of them, and the password's record. */
export interface PersonCell extends Omit<StoredPerson, 'hasPassword' | 'landing'> {
  /** Absent from people of an older snapshot. */
  readonly landing?: string | null
  readonly password: string | null
}

export interface DoorCell {
  readonly epoch: number
  readonly code: SetupCode | undefined
}

export interface SessionTokenCell extends KnownToken {
  readonly session: string
}

export interface TokenCell extends StoredToken {
  readonly hash: string
}
