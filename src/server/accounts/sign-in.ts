import { nobody } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Caller, Ports } from '../ports.ts'
import type { StoredPerson } from '../store/identity.ts'
import { noted } from './noted.ts'
import type { SessionKeeper } from './sessions.ts'
import { createSharedThrottle, type Taken } from './shared-throttle.ts'
import { createThrottle } from './throttle.ts'

/** Passwords are checked at most so many at a time: each takes tens of megabytes on purpose. */
const atOnce = 4

/** Work in turns, `width` at a time. */
function createQueue(width: number) {
  const waiting: (() => void)[] = []
  let busy = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= width) await new Promise<void>((go) => waiting.push(go))
    else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

const isHaste = (error: unknown): boolean => error instanceof ServerFault && error.fault.code === 'too_many'

/** Sign-in with a password. An unknown login, a disabled person and a wrong password get the same answer after the same work. */
export function createSignIn(ports: Pick<Ports, 'store' | 'clock' | 'crypto'>, keeper: SessionKeeper) {
  const { store, clock, crypto } = ports
  const now = (): number => clock.now()
  const byLogin = createSharedThrottle(ports, 'login', 5)
  const byNetwork = createSharedThrottle(ports, 'network', 20)
  const queue = createQueue(atOnce)
  /** Of refusals for haste one a minute is written down per login: the record is not to be flooded. */
  const notes = createThrottle(1, now)
  let decoy: Promise<string> | undefined

  /** Record of a password nobody has: checked where there is none to check. */
  const decoyRecord = (): Promise<string> => (decoy ??= crypto.hashPassword(crypto.token()))

  /**
   * Strangers share five attempts a minute per login. When they have used them up, whoever signs in from where the person has a
   * live session has five of their own, so that guessing from elsewhere locks nobody out.
   */
  const takeAttempts = async (login: string, person: StoredPerson | undefined, caller: Caller): Promise<readonly Taken[]> => {
    const ofNetwork = await byNetwork.attempt(caller.network)
    try {
      return [await byLogin.attempt(login), ofNetwork]
    } catch (error) {
      const sessions = person && isHaste(error) ? await store.sessions.ofPerson(person.id) : []
      if (!sessions.some((s) => s.network === caller.network)) throw error
      return [await byLogin.attempt(`${login} ${caller.network}`), ofNetwork]
    }
  }

  const note = async (person: StoredPerson | undefined, caller: Caller, requestId: string, why: string): Promise<void> => {
    const by = { at: now(), actor: nobody, caller, requestId }
    // What was typed as a login may be a password: only a login there is gets written down.
    const object = person ? `person:${person.id}` : 'door:local'
    await store.trail.write(noted(by, { action: 'session.refuse', object, result: 'refused', detail: { why } }))
  }

  const refuse = async (person: StoredPerson | undefined, caller: Caller, requestId: string): Promise<never> => {
    await note(person, caller, requestId, 'login or password')
    throw new ServerFault('unauthenticated', { detail: 'login or password' })
  }

  /** Whether the password is the person's; takes as long when there is no person. */
  const check = async (person: StoredPerson | undefined, password: string): Promise<boolean> => {
    const [decoyed, record] = await Promise.all([decoyRecord(), person ? store.people.passwordOf(person.id) : undefined])
    const right = await queue(() => crypto.verifyPassword(password, record ?? decoyed))
    return right && record !== undefined
  }

  return {
    async signIn(it: { readonly login: string; readonly password: string }, caller: Caller, requestId: string) {
      const login = it.login.trim().toLowerCase()
      const person = await store.people.find({ login })
      const taken = await takeAttempts(login, person, caller).catch(async (error: unknown) => {
        if (isHaste(error) && notes.take(person ? login : caller.network) === 0) await note(person, caller, requestId, 'too many attempts')
        throw error
      })
      const right = await check(person, it.password)
      if (!right || !person || person.disabled) return refuse(person, caller, requestId)
      await store.attempts.giveBack(taken)
      return keeper.begin(person, { via: 'local' }, caller, requestId)
    },

    /** For whoever changes their own password; the same limits hold. */
    async prove(person: StoredPerson, password: string, field = 'current'): Promise<void> {
      const taken = await byLogin.attempt(`own ${person.id}`)
      if (!(await check(person, password))) throw new ServerFault('forbidden', { detail: 'not the current password', field })
      await store.attempts.giveBack([taken])
    },

    hash: (password: string): Promise<string> => queue(() => crypto.hashPassword(password)),
  }
}
