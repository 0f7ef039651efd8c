import { nobody } from '#core/policy/actor.ts'
import { ServerFault } from '../fault.ts'
import type { Caller, Ports } from '../ports.ts'
import type { StoredPerson } from '../store/identity.ts'
import { noted } from './noted.ts'
import type { SessionKeeper } from './sessions.ts'
import { attempt, createThrottle } from './throttle.ts'

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

/** Sign-in with a password. An unknown login, a disabled person and a wrong password get the same answer after the same work. */
export function createSignIn(ports: Pick<Ports, 'store' | 'clock' | 'crypto'>, keeper: SessionKeeper) {
  const { store, clock, crypto } = ports
  const now = (): number => clock.now()
  const byLogin = createThrottle(5, now)
  const byNetwork = createThrottle(20, now)
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
  const takeAttempt = async (login: string, person: StoredPerson | undefined, caller: Caller): Promise<string> => {
    attempt(byNetwork, caller.network)
    const waitS = byLogin.take(login)
    if (waitS === 0) return login
    const sessions = person ? await store.sessions.ofPerson(person.id) : []
    const own = `${login} ${caller.network}`
    if (!sessions.some((s) => s.network === caller.network)) throw new ServerFault('too_many', { detail: `attempt again in ${waitS} s`, retryAfterS: waitS })
    attempt(byLogin, own)
    return own
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
      const attempted = await takeAttempt(login, person, caller).catch(async (error: unknown) => {
        if (notes.take(person ? login : caller.network) === 0) await note(person, caller, requestId, 'too many attempts')
        throw error
      })
      const right = await check(person, it.password)
      if (!right || !person || person.disabled) return refuse(person, caller, requestId)
      byLogin.giveBack(attempted)
      byNetwork.giveBack(caller.network)
      return keeper.begin(person, { via: 'local' }, caller, requestId)
    },

    /** For whoever changes their own password; the same limits hold. */
    async prove(person: StoredPerson, password: string, field = 'current'): Promise<void> {
      const key = `own ${person.id}`
      attempt(byLogin, key)
      if (!(await check(person, password))) throw new ServerFault('forbidden', { detail: 'not the current password', field })
      byLogin.giveBack(key)
    },

    hash: (password: string): Promise<string> => queue(() => crypto.hashPassword(password)),
  }
}
