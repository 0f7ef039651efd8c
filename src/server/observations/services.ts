import type { CatalogueEntry, ServiceRow } from '#contract/services.ts'
import type { ObservationKind } from '#contract/observation.ts'
import type { Source } from '#contract/source.ts'
import { servicesFrom } from '#core/observation/services.ts'
import type { Listed } from '#core/observation/services.ts'
import { day } from '#core/time/duration.ts'
import type { Asker } from '../access/asker.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import { story } from '../door/answer.ts'
import { createBriefly } from '../landing/briefly.ts'
import { createAsking } from '../landing/asking.ts'
import type { Probed } from '../landing/asking.ts'
import type { Sources } from '../access/sources.ts'
import type { Ports } from '../ports.ts'
import { toServerFault } from '../sources/failure.ts'
import { rowsIn } from './rows.ts'

const most = 5000
const rememberMs = 30_000
/** Where a catalogue could not say, it is asked again as soon as it may have come back. */
const partlyMs = 2_000
const mostRemembered = 2000

interface Silent {
  readonly name: string
  readonly fault: ServerFault
}

interface Catalogues {
  readonly listed: readonly Listed[]
  readonly silent: readonly Silent[]
}

/** What catalogues list for somebody, and those that could not say. */
export interface KnownServices {
  readonly entries: readonly CatalogueEntry[]
  readonly silent: readonly Silent[]
}
const nothing: KnownServices = { entries: [], silent: [] }

/** Services as somebody may see them: what catalogues list, and whatever else something was reported of, with how they do now. */
export function createServices(ports: Pick<Ports, 'clock' | 'log'>, sources: Sources, probed: Probed) {
  const { clock } = ports

  const entriesOf = async (by: Asker, source: Source, signal: AbortSignal): Promise<readonly CatalogueEntry[]> =>
    sources.ask(
      by,
      source.id,
      'catalogue',
      async (open, own) => {
        if (!open.catalogue) throw new ServerFault('source_unsupported', { detail: `source ${source.id} lists no services` })
        return open.catalogue(own)
      },
      signal,
    )

  /** Those of the demo estate stand aside as soon as the organisation lists its own. */
  const readCatalogues = async (by: Asker, demo: boolean, signal: AbortSignal): Promise<Catalogues> => {
    const able = (await sources.list(by)).filter((source) => source.can.includes('catalogue') && (source.kind !== 'demo' || demo))
    const settled = await Promise.allSettled(able.map((source) => entriesOf(by, source, signal)))
    signal.throwIfAborted()
    const listed = settled.flatMap((it, i): readonly Listed[] =>
      it.status === 'fulfilled' ? it.value.map((entry) => ({ entry, from: able[i]?.kind === 'demo' ? 'demo' : 'catalogue' })) : [],
    )
    const silent = settled.flatMap((it, i): readonly Silent[] => {
      if (it.status === 'fulfilled') return []
      const fault = toServerFault(it.reason)
      return fault.fault.code === 'forbidden' ? [] : [{ name: able[i]?.name ?? '', fault }]
    })
    return { listed, silent }
  }

  const readAll = async (by: Asker, signal: AbortSignal) => {
    const now = clock.now()
    const asking = await createAsking({ sources, by, zone: 'UTC', signal, probed }, { from: now - day, to: now + 1 })
    const tell = async (kind: ObservationKind, range: { readonly from: number; readonly to: number }, open: boolean) => {
      const { replies, silent } = await asking.tell({ kind, range, open, limit: most })
      return { silent, rows: replies.flatMap(({ source, frame }) => rowsIn(frame, kind, source.name)) }
    }
    const past = { from: now - day, to: now + 1 }
    const [catalogues, alerts, incidents, changes] = await Promise.all([
      readCatalogues(by, asking.demo, signal),
      tell('alert', past, true),
      tell('incident', past, true),
      tell('change', { from: now - 7 * day, to: now + day }, false),
    ])
    const services = servicesFrom(catalogues.listed, { alerts: alerts.rows, incidents: incidents.rows, changes: changes.rows }, now)
    const silent = [...new Set([...catalogues.silent.map(({ name }) => name), ...[alerts, incidents, changes].flatMap((it) => [...it.silent])])]
    return { services, silent, demo: asking.demo }
  }

  const briefly = createBriefly<KnownServices>(() => clock.now(), rememberMs, mostRemembered, { keepMs: partlyMs, when: ({ silent }) => silent.length > 0 })
  /** Shared by everybody who waits for it, so nobody's going away ends it; every source has its own deadline. */
  const readKnown = async (by: Asker): Promise<KnownServices> => {
    const { signal } = new AbortController()
    const now = clock.now()
    const { demo } = await createAsking({ sources, by, zone: 'UTC', signal, probed }, { from: now - day, to: now + 1 })
    const { listed, silent } = await readCatalogues(by, demo, signal)
    return { entries: [...new Map(listed.map(({ entry }) => [entry.id, entry])).values()], silent }
  }

  return {
    /** Services catalogues list for somebody, remembered for a while by whom and what they are held to; none where none can be read. */
    async known(by: Asker): Promise<KnownServices> {
      const ids = (await sources.list(by)).filter((source) => source.can.includes('catalogue')).map((source) => source.id)
      if (ids.length === 0) return nothing
      const { kind, id, roles } = by.actor
      const key = JSON.stringify([kind, id, roles, ids, await sources.standing(by, ids)])
      return briefly(key, () => readKnown(by)).catch((error: unknown) => {
        ports.log.warn('services.known.failed', { error: story(error) })
        return nothing
      })
    },
    async list(by: Asker, signal: AbortSignal): Promise<Given<{ services: ServiceRow[]; silent: string[]; demo: boolean }>> {
      const { services, silent, demo } = await readAll(by, signal)
      return { services: [...services], silent, demo }
    },
    async read(by: Asker, id: string, signal: AbortSignal) {
      const { services, silent, demo } = await readAll(by, signal)
      const service = services.find((it) => it.id === id)
      if (!service) throw new ServerFault('not_found', { detail: `service ${id}` })
      const needs = services.filter((it) => service.depends?.includes(it.id))
      const neededBy = services.filter((it) => it.depends?.includes(id))
      return { service, needs, neededBy, silent, demo }
    },
  }
}

export type Services = ReturnType<typeof createServices>
