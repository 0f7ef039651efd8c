import { nobody } from '#core/policy/actor.ts'
import type { Actor } from '#core/policy/actor.ts'
import { judge } from '#core/policy/rules.ts'
import type { Rule } from '#core/policy/rules.ts'
import type { EndpointName } from '#contract/api.ts'
import { noted } from '../accounts/noted.ts'
import { story } from '../door/answer.ts'
import type { Refusal } from '../door/watch.ts'
import type { Caller, Ports } from '../ports.ts'

/** Something that was not let in, as the record will tell it. What is equal in everything but the request is the same kind. */
export interface SentAway {
  readonly action: string
  readonly object: string
  /** Undefined where nobody could be told apart. */
  readonly actor?: Pick<Actor, 'kind' | 'id' | 'name'> | undefined
  readonly caller: Pick<Caller, 'network'>
  readonly requestId?: string
  readonly detail: Readonly<Record<string, string>>
}

export interface Refusals {
  /** A request refused at the door of an endpoint or behind it. */
  note(refusal: Refusal): void
  /** Anything else that was sent away. */
  count(it: SentAway): void
  /** Writes what was counted, and waits for what is being written. */
  flush(): Promise<void>
}

/** Different refusals remembered between two flushes; beyond them only their number is kept. */
const most = 500
const longest = 200

interface Counted {
  readonly first: SentAway
  readonly times: number
}

/** Refusals on their way into the audit: the first of a kind at once, its repetitions as one line with their number. Whoever is refused never waits for it. */
export function createRefusals(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  rules: Partial<Readonly<Record<EndpointName, Rule>>> = {},
): Refusals {
  let counted = new Map<string, Counted>()
  let beyond = 0
  const writing = new Set<Promise<void>>()

  const write = ({ actor = nobody, caller, requestId = '', action, object, detail }: SentAway, more: Readonly<Record<string, number>> = {}): void => {
    const trail = noted(
      { at: clock.now(), actor, caller, requestId },
      { action, object: object.slice(0, longest), result: 'refused', detail: { ...detail, ...more } },
    )
    const work = store.trail.write(trail).catch((error: unknown) => log.error('audit.failed', { requestId, error: story(error) }))
    writing.add(work)
    void work.finally(() => writing.delete(work))
  }

  const count = (it: SentAway): void => {
    const { action, object, actor, caller, detail } = it
    const key = JSON.stringify([action, object, actor?.kind, actor?.id, caller.network, detail])
    const there = counted.get(key)
    if (there) {
      counted.set(key, { ...there, times: there.times + 1 })
      return
    }
    if (counted.size >= most) {
      beyond++
      return
    }
    counted.set(key, { first: it, times: 1 })
    write(it)
  }

  /** A token that is good, but not for this. */
  const lacksScope = (actor: Actor | undefined, endpoint: EndpointName): boolean => {
    const rule = rules[endpoint]
    if (actor?.kind !== 'token' || !rule) return false
    return judge(rule, actor) !== 'pass' || (rule.scope !== undefined && !actor.scopes.has(rule.scope))
  }

  return {
    note({ actor, caller, requestId, endpoint, path, code }) {
      const detail = { code, ...(lacksScope(actor, endpoint) && { why: 'scope' }) }
      count({ action: `refused.${endpoint}`, object: path, actor, caller, requestId, detail })
    },
    count,
    async flush() {
      const [seen, more] = [counted, beyond]
      counted = new Map()
      beyond = 0
      for (const { first, times } of seen.values()) if (times > 1) write(first, { again: times - 1 })
      if (more > 0) write({ action: 'refused.many', object: '', caller: { network: '' }, detail: {} }, { again: more })
      await Promise.all(writing)
    },
  }
}
