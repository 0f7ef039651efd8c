import type { AuditEntry } from '#contract/audit.ts'
import { noted } from '../accounts/noted.ts'
import type { Asker } from '../access/asker.ts'
import type { Ports } from '../ports.ts'
import type { AuditFilter } from '../store/audit.ts'
import { checkChain, sealLines } from './chain.ts'
import type { ChainState } from './chain.ts'

export interface AuditSearch extends AuditFilter {
  /** Id of who did it, or part of their name. */
  readonly actor?: string | undefined
}

/** The record of who did what: sealing it, proving it, reading it. */
export interface Audit {
  /** Gives lines their places in the chain. Any number of programs may do so at once. */
  seal(): Promise<void>
  search(it: AuditSearch): Promise<readonly AuditEntry[]>
  /** From first line to newest; what was found is told again for a minute. */
  state(now: number): Promise<ChainState>
  /** Newest first, as JSON lines; that it was read is itself recorded. */
  lines(by: Asker, it: Omit<AuditSearch, 'limit'>): Promise<ReadableStream<Uint8Array>>
}

const batch = 200
const batches = 20
const page = 500
/** Lines looked through for a name, at most, for one page of answers. */
const lookedThrough = 20_000
const freshMs = 60_000

const isBy = (entry: AuditEntry, actor: string): boolean => entry.actor.id === actor || entry.actor.name.toLowerCase().includes(actor.toLowerCase())

export function createAudit(ports: Pick<Ports, 'store' | 'crypto' | 'clock'>): Audit {
  const { store, crypto } = ports
  let known: { readonly at: number; readonly state: ChainState } | undefined
  let walking: Promise<ChainState> | undefined

  const search = async ({ actor, limit, ...filter }: AuditSearch): Promise<readonly AuditEntry[]> => {
    if (!actor) return store.audit.list({ ...filter, limit })
    const found: AuditEntry[] = []
    let before = filter.before
    for (let looked = 0; looked < lookedThrough && found.length < limit; looked += page) {
      const next = await store.audit.list({ ...filter, before, limit: page })
      found.push(...next.filter((entry) => isBy(entry, actor)))
      before = next.at(-1)?.seq
      if (next.length < page) break
    }
    return found.slice(0, limit)
  }

  return {
    async seal() {
      for (let i = 0; i < batches; i++) {
        const [head, lines] = [await store.audit.head(), await store.audit.unsealed(batch)]
        if (lines.length === 0) return
        if (!(await store.audit.seal(head, await sealLines(crypto.digest, head, lines)))) return
      }
    },
    search,
    async state(now) {
      if (known && now - known.at < freshMs) return known.state
      walking ??= checkChain(ports).finally(() => (walking = undefined))
      const state = await walking
      known = { at: now, state }
      return state
    },
    async lines(by, filter) {
      const detail = Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
      await store.trail.write(noted({ at: ports.clock.now(), ...by }, { action: 'audit.export', object: 'audit', detail }))
      const encoder = new TextEncoder()
      let before: number | undefined
      return new ReadableStream({
        async pull(controller) {
          const entries = await store.audit.list({ ...filter, before, limit: page })
          const wanted = filter.actor ? entries.filter((entry) => isBy(entry, filter.actor ?? '')) : entries
          before = entries.at(-1)?.seq
          // An empty piece keeps the stream asking.
          controller.enqueue(encoder.encode(wanted.map((entry) => `${JSON.stringify(entry)}\n`).join('')))
          if (entries.length < page) controller.close()
        },
      })
    },
  }
}
