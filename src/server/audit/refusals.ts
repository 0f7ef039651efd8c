import { nobody } from '#core/policy/actor.ts'
import { noted } from '../accounts/noted.ts'
import { story } from '../door/answer.ts'
import type { Refusal } from '../door/watch.ts'
import type { Ports } from '../ports.ts'

export interface Refusals {
  note(refusal: Refusal): void
  /** Writes what was counted, and waits for what is being written. */
  flush(): Promise<void>
}

/** Different refusals remembered between two flushes; beyond them only their number is kept. */
const most = 500
const maxPath = 200

interface Counted {
  readonly first: Refusal
  readonly times: number
}

/** Refusals on their way into the audit: the first of a kind at once, its repetitions as one line with their number. Whoever is refused never waits for it. */
export function createRefusals({ store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>): Refusals {
  let counted = new Map<string, Counted>()
  let beyond = 0
  const writing = new Set<Promise<void>>()

  const write = (refusal: Omit<Refusal, 'endpoint' | 'code'> & { readonly endpoint: string }, detail: Readonly<Record<string, string | number>>): void => {
    const { actor = nobody, caller, requestId, endpoint, path } = refusal
    const trail = noted(
      { at: clock.now(), actor, caller, requestId },
      { action: `refused.${endpoint}`, object: path.slice(0, maxPath), result: 'refused', detail: { ...detail } },
    )
    const work = store.trail.write(trail).catch((error: unknown) => log.error('audit.failed', { requestId, error: story(error) }))
    writing.add(work)
    void work.finally(() => writing.delete(work))
  }

  return {
    note(refusal) {
      const { actor, caller, endpoint, path, code } = refusal
      const key = JSON.stringify([actor?.kind, actor?.id, caller.network, endpoint, path, code])
      const there = counted.get(key)
      if (there) {
        counted.set(key, { ...there, times: there.times + 1 })
        return
      }
      if (counted.size >= most) {
        beyond++
        return
      }
      counted.set(key, { first: refusal, times: 1 })
      write(refusal, { code })
    },
    async flush() {
      const [seen, more] = [counted, beyond]
      counted = new Map()
      beyond = 0
      for (const { first, times } of seen.values()) if (times > 1) write(first, { code: first.code, again: times - 1 })
      if (more > 0) write({ requestId: '', endpoint: 'many', path: '', actor: undefined, caller: { network: '' } }, { again: more })
      await Promise.all(writing)
    },
  }
}
