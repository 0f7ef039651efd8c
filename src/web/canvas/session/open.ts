import type { QueryClient } from '@tanstack/react-query'
import { itemKey } from '#contract/item.ts'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { readDashboard, saveDashboard } from '#contract/dashboard.ts'
import { system } from '#core/policy/actor.ts'
import { call, newKey } from '../../api/call.ts'
import { dashboardQuery, dashboardsQuery, revisionsQuery } from '../../api/dashboard-query.ts'
import { draftKeys } from '../../api/draft-keys.ts'
import { hearLeft } from '../../api/key-ring.ts'
import { meQuery } from '../../api/me-query.ts'
import { note } from '../../track/note.ts'
import { changesOf, newDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { browserKeep } from './keep.ts'
import type { DraftKeep } from './keep.ts'
import { readDraft } from './read-draft.ts'
import { DraftLocked } from './sealed.ts'
import { createSession } from './session.ts'
import type { EditSession, SessionPorts } from './session.ts'
import { browserTabs } from './tabs.ts'

const keeps = new Map<string, DraftKeep>()
hearLeft(() => keeps.forEach((keep) => void keep.forgetIdle().catch(() => undefined)))

const personOf = (client: QueryClient): string => client.getQueryData(meQuery.queryKey)?.id ?? system.id

/** Drafts of whoever is signed in. Everybody's are their own: the next person at this browser is not offered them, and cannot open them. */
export function keepOf(client: QueryClient): DraftKeep {
  const person = personOf(client)
  const name = person === system.id ? 'homeport' : `homeport-${person}`
  const keep = keeps.get(name) ?? browserKeep(name, { person, keys: () => draftKeys(person) })
  keeps.set(name, keep)
  return keep
}

const tabs = browserTabs()

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

function portsOn(client: QueryClient): SessionPorts {
  return {
    keep: keepOf(client),
    tabs,
    put: async ({ id, rev, doc, key }, signal) =>
      (await call(saveDashboard, { params: { id }, ifMatch: rev, input: { doc }, idempotencyKey: key, signal })).data,
    read: async (id) => (await call(readDashboard, { params: { id } })).data,
    sleep,
    random: () => Math.random(),
    now: () => Date.now(),
    newKey,
    onPublished: (record) => {
      note({ kind: 'edit', item: itemKey('dashboard', record.id) })
      client.setQueryData(dashboardQuery(record.id).queryKey, record)
      void client.invalidateQueries({ queryKey: dashboardsQuery.queryKey })
      void client.invalidateQueries({ queryKey: revisionsQuery(record.id).queryKey })
    },
  }
}

/**
 * The draft kept on this device, if it holds anything that is not published. One this version cannot read is none; `locked`: there
 * is one, and the key to it is gone.
 */
export async function keptDraft(id: string, from: DraftKeep): Promise<Draft | 'locked' | undefined> {
  const kept = await from.read(id).catch((error: unknown) => (error instanceof DraftLocked ? ('locked' as const) : undefined))
  if (kept === 'locked') return kept
  const draft = readDraft(kept)
  return draft && (changesOf(draft).length > 0 || draft.outgoing) ? draft : undefined
}

/** Goes on with the draft kept on this device, or begins a new one from what is published. */
export async function openSession(record: DashboardRecord, client: QueryClient): Promise<EditSession> {
  // Changes are near: the key to keep them with is here before the first. Without it, keeping them says so.
  draftKeys(personOf(client)).catch(() => undefined)
  const kept = readDraft(
    await keepOf(client)
      .read(record.id)
      .catch(() => undefined),
  )
  const isWorth = kept && (kept.base.rev === record.rev || changesOf(kept).length > 0 || kept.outgoing)
  const session = createSession(isWorth ? kept : { ...newDraft(record), seq: kept?.seq ?? 0 }, portsOn(client))
  session.catchUp(record)
  return session
}

/** Throws a kept draft away without opening it. */
export const forgetDraft = async (id: string, from: DraftKeep): Promise<void> => {
  await from.forget(id)
  tabs.tell({ say: 'discarded', id })
}

/** Hears what other tabs do with a dashboard: publish it, or work on its draft. Returns the end of listening. */
export const hearOthers = (id: string, onPublished: () => void, onDraft: () => void): (() => void) =>
  tabs.listen((word) => {
    if (word.id === id) (word.say === 'published' ? onPublished : onDraft)()
  })
