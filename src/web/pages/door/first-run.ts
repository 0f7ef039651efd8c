import * as z from 'zod/mini'
import { Login, Password } from '#contract/identity.ts'

/** What the first form holds. */
export interface FirstAccount {
  readonly name: string
  readonly role: string | undefined
  /** A password is wanted. */
  readonly locked: boolean
  /** Empty while it follows the name. */
  readonly login: string
  readonly password: string
}

/** A login made of a name: "Nora Klein" is `nora.klein`. Letters of other scripts give none, and the person types one. */
export const loginFor = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, 100)

/** What is missing or wrong, in the order it is asked. */
export function problemsOf({ name, role, locked, login, password }: FirstAccount): readonly ('name' | 'role' | 'login' | 'password')[] {
  return [
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(role === undefined ? (['role'] as const) : []),
    ...(locked && !z.safeParse(Login, login || loginFor(name)).success ? (['login'] as const) : []),
    ...(locked && !z.safeParse(Password, password).success ? (['password'] as const) : []),
  ]
}
