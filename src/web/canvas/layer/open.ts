import { QueryObserver } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { itemKey } from '#contract/item.ts'
import type { DashboardRecord } from '#contract/dashboard.ts'
import { LayerOperation, saveLayer } from '#contract/layer.ts'
import { faultOf, ApiFault } from '../../api/api-fault.ts'
import { call, newKey } from '../../api/call.ts'
import { layerQuery } from '../../api/layer-query.ts'
import { note } from '../../track/note.ts'
import { readLooks, forgetLooks } from './looks.ts'
import { createLayerSession } from './session.ts'
import type { LayerPorts, LayerSession, Unsaved } from './session.ts'

const List = z.array(LayerOperation)
const Kept = z.object({ saved: z.object({ operations: List, lost: List }), it: z.object({ operations: List, lost: List }) })
const keyOf = (dashboard: string): string => `homeport.arranging.${dashboard}`

/** Storage may be forbidden, full, or hold what another version wrote: then nothing was left unsaved. */
function readUnsaved(dashboard: string): Unsaved | undefined {
  try {
    return z.safeParse(Kept, JSON.parse(sessionStorage.getItem(keyOf(dashboard)) ?? 'null')).data
  } catch {
    return undefined
  }
}

function keepUnsaved(dashboard: string, unsaved: Unsaved | undefined): void {
  try {
    if (unsaved) sessionStorage.setItem(keyOf(dashboard), JSON.stringify(unsaved))
    else sessionStorage.removeItem(keyOf(dashboard))
  } catch {
    // It is on its way to the server all the same; only a reload before it arrives would lose it.
  }
}

function portsOn(client: QueryClient, id: string): LayerPorts {
  const { queryKey } = layerQuery(id)
  let told = false
  return {
    read: () => client.fetchQuery({ ...layerQuery(id), staleTime: 0 }),
    put: async ({ rev, base, it, key }) => {
      const { data } = await call(saveLayer, { params: { id }, ifMatch: rev, input: { base, ...it }, idempotencyKey: key })
      client.setQueryData(queryKey, data)
      return data
    },
    keep: (unsaved) => keepUnsaved(id, unsaved),
    fault: (error) => (error instanceof ApiFault ? error : new ApiFault(faultOf(error), { status: 400, cause: error })),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => Math.random(),
    now: () => Date.now(),
    newKey,
    // However much is moved in one visit, the person arranged it once.
    onArranged: () => {
      if (!told) note({ kind: 'edit', item: itemKey('dashboard', id) })
      told = true
    },
  }
}

/** Views chosen on this device before they were kept with the person are taken along. */
function takeLooks(session: LayerSession, dashboard: string): void {
  for (const [id, { view, lenses }] of Object.entries(readLooks(dashboard)))
    session.edit({
      do: 'batch',
      edits: [
        { do: 'setWidget', id, prop: 'view', value: view },
        { do: 'setWidget', id, prop: 'lenses', value: lenses },
      ],
    })
  forgetLooks(dashboard)
}

/** This person's arrangement of a dashboard, as far as the server can be asked; what other tabs and devices do is heard. */
export async function openLayer(record: DashboardRecord, client: QueryClient): Promise<LayerSession> {
  const { id } = record
  const known = await client.ensureQueryData(layerQuery(id)).catch(() => undefined)
  const session = createLayerSession(record, known, readUnsaved(id), portsOn(client, id))
  const unsubscribe = new QueryObserver(client, layerQuery(id)).subscribe(({ data }) => data && session.hear(data))
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') session.flush()
  }
  document.addEventListener('visibilitychange', onHide)
  takeLooks(session, id)
  return {
    ...session,
    close: () => {
      unsubscribe()
      document.removeEventListener('visibilitychange', onHide)
      session.close()
    },
  }
}
