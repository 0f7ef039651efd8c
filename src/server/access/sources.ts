import type { SourceAccess, SourceGrant } from '#contract/access.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { QueryRequest } from '#contract/query.ts'
import type { Source, SourceConfig, SourceHealth } from '#contract/source.ts'
import type { Actor } from '#core/policy/actor.ts'
import { decideSource } from '#core/policy/can.ts'
import { openToAll, sourceTable } from '#core/policy/source.ts'
import type { SourceTable } from '#core/policy/source.ts'
import { noted } from '../accounts/noted.ts'
import type { OpenSource } from '../connectors/connector.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { KnownSource } from '../sources/known-source.ts'
import type { Reply } from '../sources/live-source.ts'
import type { SourceRuntime } from '../sources/runtime.ts'
import type { KeptGrants } from '../store/access.ts'
import type { StoredSource, WriteKey } from '../store/store.ts'
import type { ChangeDraft, Trail } from '../store/trail.ts'
import { keyOf } from './asker.ts'
import type { Asker } from './asker.ts'
import { createGrants } from './grants.ts'
import { proveSubjects, subjectText } from './subjects.ts'

/** Sources as somebody may have them. There is no way to one without saying who asks. */
export interface Sources {
  /** Those the asker may ask, and for who manages them all. Configurations are for who manages. */
  list(by: Asker): Promise<readonly Source[]>
  query(by: Asker, request: QueryRequest, signal: AbortSignal): Promise<Reply>
  ask<T>(by: Asker, id: string, question: string, work: (open: OpenSource<unknown>, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>
  /** For who manages it. */
  find(by: Asker, id: string): Promise<KnownSource | undefined>
  check(by: Asker, config: SourceConfig, signal: AbortSignal): Promise<SourceHealth>
  create(by: Asker, config: SourceConfig, write: WriteKey | undefined): Promise<Source>
  save(by: Asker, config: SourceConfig, rev: number, write: WriteKey | undefined): Promise<Source>
  remove(by: Asker, id: string, rev: number): Promise<void>
  readAccess(by: Asker, id: string): Promise<SourceAccess>
  saveAccess(by: Asker, id: string, rev: number, grants: readonly SourceGrant[]): Promise<SourceAccess>
  /** Another instance may have changed who may ask: the next question reads it anew. */
  forgetGrants(): void
}

const grantText = ({ to, matchers }: SourceGrant): string =>
  `${subjectText(to)}${matchers.length > 0 ? ` {${matchers.map((m) => `${m.label}${m.op}${JSON.stringify(m.value)}`).join(',')}}` : ''}`

export function createSourceAccess(ports: Pick<Ports, 'store' | 'clock' | 'log'>, runtime: SourceRuntime, table: SourceTable = sourceTable): Sources {
  const { store, clock } = ports
  const grants = createGrants(ports, table)

  const trail = (by: Asker, action: string, id: string, change: Omit<ChangeDraft, 'id'>, detail: JsonRecord = {}): Trail =>
    noted({ at: clock.now(), ...by }, { action, object: `source:${id}`, detail }, [{ ...change, id }])

  const manage = ({ actor }: Asker, what: string): void => {
    // Managing is a capability, not a grant: what the source's own grants say makes no difference.
    if (decideSource(actor, 'manage', openToAll, table) !== 'yes') throw new ServerFault('forbidden', { detail: `manage ${what}` })
  }

  const settled = (source: StoredSource): Source => {
    runtime.changed()
    grants.changed()
    return runtime.describe(source)
  }

  const needed = async (id: string): Promise<KnownSource> => {
    const source = await runtime.find(id)
    if (!source) throw new ServerFault('not_found', { detail: `source ${id}` })
    return source
  }

  const shown = (id: string, { rev, grants: given }: KeptGrants): SourceAccess => ({
    id,
    rev,
    grants: (given ?? openToAll.grants).map(({ to, matchers }) => ({ to, matchers: [...matchers] })),
  })

  const seen = (actor: Actor, source: Source): Source => (decideSource(actor, 'manage', openToAll, table) === 'yes' ? source : { ...source, config: {} })

  return {
    async list({ actor }) {
      const all = await runtime.list()
      const rights = await Promise.all(all.map((source) => grants.rightsOf(source.id)))
      return all.flatMap((source, i) => (decideSource(actor, 'see', rights[i] ?? { grants: [] }, table) === 'yes' ? [seen(actor, source)] : []))
    },
    query: async ({ actor }, request, signal) => runtime.query(request, signal, await grants.leaveFor(actor)),
    ask: async ({ actor }, id, question, work, signal) => runtime.ask(id, question, work, signal, await grants.leaveFor(actor)),
    async find(by, id) {
      manage(by, `source ${id}`)
      return runtime.find(id)
    },
    async check(by, config, signal) {
      manage(by, `source ${config.id}`)
      return runtime.check(config, signal)
    },
    async create(by, config, write) {
      manage(by, `source ${config.id}`)
      const left = trail(by, 'source.create', config.id, { topic: 'source' }, { kind: config.kind, name: config.name })
      return settled(await store.sources.create(config, 'ui', clock.now(), keyOf(by.actor, write).write, left))
    },
    async save(by, config, rev, write) {
      manage(by, `source ${config.id}`)
      const left = trail(by, 'source.save', config.id, { topic: 'source', rev: rev + 1 }, { kind: config.kind, name: config.name, rev: rev + 1 })
      return settled(await store.sources.save(config, rev, clock.now(), keyOf(by.actor, write).write, left))
    },
    async remove(by, id, rev) {
      manage(by, `source ${id}`)
      await store.sources.remove(id, rev, trail(by, 'source.remove', id, { topic: 'source' }))
      runtime.changed()
      grants.changed()
    },
    async readAccess(by, id) {
      manage(by, `source ${id}`)
      await needed(id)
      return shown(id, (await store.access.sources()).get(id) ?? { rev: 0, grants: null })
    },
    async saveAccess(by, id, rev, given) {
      manage(by, `source ${id}`)
      await needed(id)
      await proveSubjects(
        store,
        given.map((grant) => grant.to),
        'grants',
      )
      for (const { matchers } of given) if (matchers.length > 0) await runtime.prove(id, matchers)
      const left = trail(by, 'source.grant', id, { topic: 'access', rev: rev + 1 }, { grants: given.map(grantText) })
      const kept = await store.access.saveSource({ id, rev, grants: given }, left)
      grants.changed()
      return shown(id, kept)
    },
    forgetGrants: grants.changed,
  }
}
