import type { SourceAccess, SourceGrant } from '#contract/access.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { QueryCost, QueryRequest } from '#contract/query.ts'
import type { Source, SourceHealth, SourceInput } from '#contract/source.ts'
import type { Actor } from '#core/policy/actor.ts'
import { decideSource } from '#core/policy/can.ts'
import { openToAll, seesPartOnly, sourceTable } from '#core/policy/source.ts'
import type { SourceTable } from '#core/policy/source.ts'
import { noted } from '../accounts/noted.ts'
import type { OpenSource } from '../connectors/connector.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import type { KnownSource } from '../sources/known-source.ts'
import type { Catalogue, Reply } from '../sources/live-source.ts'
import type { Leave } from '../sources/leave.ts'
import type { SourceRuntime } from '../sources/runtime.ts'
import type { KeptGrants } from '../store/access.ts'
import { planSecrets, sealed } from '../sources/source-secrets.ts'
import type { SourceDraft, StoredSource, WriteKey } from '../store/store.ts'
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
  /** What the query would go through, within what the asker may see. */
  estimate(by: Asker, request: QueryRequest, signal: AbortSignal): Promise<QueryCost>
  ask<T>(by: Asker, id: string, question: string, work: (open: OpenSource<unknown>, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>
  /** What the asker is held to at each of these sources, as text: it is another one as soon as their grants are. */
  standing(by: Asker, ids: readonly string[]): Promise<string>
  /** For who manages it. */
  find(by: Asker, id: string): Promise<KnownSource | undefined>
  check(by: Asker, input: SourceInput, signal: AbortSignal): Promise<SourceHealth>
  create(by: Asker, input: SourceInput, write: WriteKey | undefined): Promise<Source>
  save(by: Asker, input: SourceInput, rev: number, write: WriteKey | undefined): Promise<Source>
  remove(by: Asker, id: string, rev: number): Promise<void>
  readAccess(by: Asker, id: string): Promise<SourceAccess>
  saveAccess(by: Asker, id: string, rev: number, grants: readonly SourceGrant[]): Promise<SourceAccess>
  /** Another instance may have changed who may ask: the next question reads it anew. */
  forgetGrants(): void
}

/** Neither its configuration nor which secrets are kept. */
const withoutSettings = ({ id, kind, name, origin, rev, health, can, measures }: Source): Source => ({
  id,
  kind,
  name,
  origin,
  rev,
  health,
  can,
  measures,
  config: {},
})

const grantText = ({ to, matchers }: SourceGrant): string =>
  `${subjectText(to)}${matchers.length > 0 ? ` {${matchers.map((m) => `${m.label}${m.op}${JSON.stringify(m.value)}`).join(',')}}` : ''}`

export function createSourceAccess(
  ports: Pick<Ports, 'store' | 'clock' | 'log' | 'crypto'>,
  runtime: SourceRuntime,
  table: SourceTable = sourceTable,
  catalogue?: (by: Asker) => ReturnType<Catalogue>,
): Sources {
  const { store, clock, crypto } = ports
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
    runtime.checkSoon(source)
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

  const seen = (actor: Actor, source: Source): Source => (decideSource(actor, 'manage', openToAll, table) === 'yes' ? source : withoutSettings(source))

  const drafted = async ({ secrets: changes, ...config }: SourceInput, before: StoredSource | undefined) => {
    const address = runtime.addressOf(config)
    const plan = planSecrets(address, changes, before && { base: runtime.addressOf(before)?.base, secrets: before.secrets })
    const draft: SourceDraft = { ...config, sealed: await sealed(crypto, config.id, address, plan) }
    return { draft, told: Object.keys(plan.told).length > 0 ? { secrets: plan.told } : {} }
  }

  /** A digest of a body that holds a password would let the password be guessed from the store: it is kept under a key. */
  const sourceKey = async ({ actor }: Asker, given: WriteKey | undefined): Promise<WriteKey | undefined> => {
    const { write } = keyOf(actor, given)
    return write && { key: write.key, bodyHash: await crypto.mac(write.bodyHash, 'write_keys|body_hash') }
  }

  /** What both may ask where somebody looks as another would. */
  const leaveOf = async ({ actor, within }: Asker): Promise<Leave> => {
    const own = await grants.leaveFor(actor)
    if (!within) return own
    const most = await grants.leaveFor(within)
    return (id) => {
      const [mine, theirs] = [own(id), most(id)]
      return mine && theirs ? [...mine, ...theirs] : undefined
    }
  }

  return {
    async list({ actor, within }) {
      const all = await runtime.list()
      const rights = await Promise.all(all.map((source) => grants.rightsOf(source.id)))
      const sees = (who: Actor, i: number): boolean => decideSource(who, 'see', rights[i] ?? { grants: [] }, table) === 'yes'
      return all.flatMap((source, i) => (sees(actor, i) && (!within || sees(within, i)) ? [seen(actor, source)] : []))
    },
    async query(by, request, signal) {
      const { actor } = by
      const reply = await runtime.query(request, signal, await leaveOf(by), catalogue && (() => catalogue(by)))
      if (!seesPartOnly(actor, await grants.rightsOf(reply.source.id))) return reply
      return { ...reply, frame: { ...reply.frame, meta: { ...reply.frame.meta, part: true } } }
    },
    estimate: async (by, request, signal) => runtime.estimate(request, signal, await leaveOf(by)),
    ask: async (by, id, question, work, signal) => runtime.ask(id, question, work, signal, await leaveOf(by)),
    async standing(by, ids) {
      const leave = await leaveOf(by)
      return JSON.stringify(ids.map((id) => leave(id) ?? null))
    },
    async find(by, id) {
      manage(by, `source ${id}`)
      return runtime.find(id)
    },
    async check(by, input, signal) {
      manage(by, `source ${input.id}`)
      return runtime.check(input, signal)
    },
    async create(by, input, write) {
      manage(by, `source ${input.id}`)
      const { draft, told } = await drafted(input, undefined)
      const left = trail(by, 'source.create', input.id, { topic: 'source' }, { kind: input.kind, name: input.name, ...told })
      return settled(await store.sources.create(draft, 'ui', clock.now(), await sourceKey(by, write), left))
    },
    async save(by, input, rev, write) {
      manage(by, `source ${input.id}`)
      // From the store itself: what was there before decides where its secrets may go.
      const before = (await store.sources.list()).find((s) => s.id === input.id)
      const { draft, told } = await drafted(input, before)
      const left = trail(by, 'source.save', input.id, { topic: 'source', rev: rev + 1 }, { kind: input.kind, name: input.name, rev: rev + 1, ...told })
      return settled(await store.sources.save(draft, rev, clock.now(), await sourceKey(by, write), left))
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
