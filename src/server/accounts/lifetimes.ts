import type { Level } from '#core/policy/actor.ts'

const minute = 60_000
const hour = 60 * minute

/** How long sessions last, in milliseconds. */
export interface Lifetimes {
  /** Ends when nothing was asked for so long. */
  readonly idleMs: number
  /** Ends whatever happens. */
  readonly absoluteMs: number
  /** The same for administrators. */
  readonly adminAbsoluteMs: number
  /** A session's token is replaced when it is older. */
  readonly rotateMs: number
  /** A replaced token still works for so long after its successor was first used: parallel tabs. */
  readonly graceMs: number
}

export const referenceLifetimes: Lifetimes = {
  idleMs: 8 * hour,
  absoluteMs: 7 * 24 * hour,
  adminAbsoluteMs: 12 * hour,
  rotateMs: 15 * minute,
  graceMs: 30_000,
}

/** Moment a session ends for good, unless it is used until then. */
export function expiryOf(life: Lifetimes, session: { readonly createdAt: number; readonly seenAt: number }, level: Level): number {
  const absolute = level === 'admin' ? Math.min(life.adminAbsoluteMs, life.absoluteMs) : life.absoluteMs
  return Math.min(session.createdAt + absolute, session.seenAt + life.idleMs)
}
