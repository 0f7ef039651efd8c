import { system } from '#core/policy/actor.ts'
import type { Caller, Identity } from '#server/ports.ts'

/** Where the one browser there is keeps its session. Empty: signed out on purpose; undefined: never signed in. */
export interface SessionKeeping {
  read(): string | undefined
  write(token: string): void
}

/** Kept as long as the page or the process lives. */
export function keepInMemory(): SessionKeeping {
  let kept: string | undefined
  return {
    read: () => kept,
    write: (token) => {
      kept = token
    },
  }
}

/** Kept across reloads, per tab like the mocks' memory. Scripts can read it there, which only mocks may allow. */
export const keepInBrowser = (name: string): SessionKeeping => ({
  read: () => sessionStorage.getItem(name) ?? undefined,
  write: (token) => sessionStorage.setItem(name, token),
})

export interface MockIdentity extends Identity {
  /** What the carrier knows of a request from here. */
  caller(origin: string): Caller
  /** From here on whoever asks is who the session says; before, everything may be prepared. */
  open(): void
}

/** The carrier of the mocks: one browser, no cookies, the session where `keeping` puts it. */
export function createMockIdentity(keeping: SessionKeeping): MockIdentity {
  let preparing = true
  const caller = (origin: string): Caller => ({
    vouched: preparing ? system : undefined,
    session: keeping.read() || undefined,
    bearer: undefined,
    proxied: undefined,
    network: '127.0.0.0/24',
    agent: 'Mock browser',
    origin,
  })
  return {
    caller,
    callerOf: (request) => ({ ...caller(new URL(request.url).origin), bearer: /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] }),
    keep: (_request, session) => keeping.write(session?.token ?? ''),
    open: () => {
      preparing = false
    },
  }
}
