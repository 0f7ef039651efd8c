import { api } from '#contract/api.ts'
import { encodeFrame } from '#contract/frame.ts'
import type { TimeRange } from '#contract/time.ts'
import { judge, rules } from '#core/policy/rules.ts'
import type { Asker } from '../access/asker.ts'
import { newcomer } from '../access/newcomer.ts'
import { route } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Context } from './context.ts'

/** A thousand series are more than anyone reads; the whole number is told beside them. */
const maxSeries = 1000

/** There are some six hundred; a name in other letters is one more. */
const mostZones = 2000
const knownZones = new Set<string>()

/** `Intl` is the only judge of zone names that is there in every carrier, and a slow one: each name is put to it once. */
export function refuseUnknownZone(zone: string): void {
  if (knownZones.has(zone)) return
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
  } catch (cause) {
    throw new ServerFault('invalid', { detail: 'expected an IANA zone, e.g. Europe/Berlin', field: 'zone', cause })
  }
  if (knownZones.size >= mostZones) knownZones.clear()
  knownZones.add(zone)
}

interface Match {
  readonly match?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** Both ends or none: half a range would mean something else to each source. */
function narrowing({ match, from, to }: Match): { readonly match?: string; readonly range?: TimeRange } {
  if ((from === undefined) !== (to === undefined))
    throw new ServerFault('invalid', { detail: 'from and to come together', field: from === undefined ? 'from' : 'to' })
  if (from === undefined || to === undefined) return match ? { match } : {}
  if (!Number.isFinite(from) || !Number.isFinite(to) || to <= from) throw new ServerFault('invalid', { detail: 'to must be after from', field: 'to' })
  return { range: { from, to }, ...(match && { match }) }
}

const unsupported = (id: string, what: string): ServerFault => new ServerFault('source_unsupported', { detail: `source ${id} has no ${what}` })

export function queryRoutes({ access: { sources }, ports, options }: Pick<Context, 'access' | 'ports' | 'options'>) {
  const { clock } = ports
  const by = options.policy?.rules ?? rules

  /** Who looks at landings as a role is answered as that role would be. */
  const asWhom = async (call: Asker, role: string | undefined): Promise<Asker> => {
    if (role === undefined) return call
    if (judge(by.previewLanding, call.actor) !== 'pass') throw new ServerFault('forbidden', { detail: `as role ${role}`, field: 'as' })
    const found = (await ports.store.roles.list()).find(({ id }) => id === role)
    if (!found) throw new ServerFault('not_found', { detail: `role ${role}`, field: 'as' })
    return newcomer(call, found)
  }

  return {
    runQuery: route(api.runQuery, async (call) => {
      const { input, signal } = call
      const since = clock.now()
      refuseUnknownZone(input.zone)
      const { frame, freshness, source, took } = await sources.query(await asWhom(call, input.as), input, signal)
      const encoded = encodeFrame(frame)
      return { frame: encoded, freshness, source, took: { ...took, totalMs: Math.max(took.waitMs + took.sourceMs, clock.now() - since) } }
    }),
    estimateQuery: route(api.estimateQuery, async (call) => {
      refuseUnknownZone(call.input.zone)
      return sources.estimate(await asWhom(call, call.input.as), call.input, call.signal)
    }),
    listLabels: route(api.listLabels, (call) => {
      const { params, search, signal } = call
      const how = narrowing(search)
      return sources.ask(
        call,
        params.id,
        JSON.stringify(['labels', how]),
        async (open, own) => {
          if (!open.labels) throw unsupported(params.id, 'labels')
          return open.labels({ ...how, signal: own })
        },
        signal,
      )
    }),
    listLabelValues: route(api.listLabelValues, async (call) => {
      const { params, search, signal } = call
      const how = narrowing(search)
      return sources.ask(
        await asWhom(call, search.as),
        params.id,
        JSON.stringify(['label', params.label, how]),
        async (open, own) => {
          if (!open.labelValues) throw unsupported(params.id, 'labels')
          return open.labelValues(params.label, { ...how, signal: own })
        },
        signal,
      )
    }),
    listSeries: route(api.listSeries, async (call) => {
      const { params, search, signal } = call
      const how = narrowing(search)
      const series = await sources.ask(
        call,
        params.id,
        JSON.stringify(['series', how]),
        async (open, own) => {
          if (!open.series) throw unsupported(params.id, 'series')
          return open.series({ ...how, signal: own })
        },
        signal,
      )
      return { series: series.slice(0, maxSeries), total: series.length }
    }),
    listMetadata: route(api.listMetadata, (call) => {
      const { params, signal } = call
      return sources.ask(
        call,
        params.id,
        'metadata',
        async (open, own) => {
          if (!open.metadata) throw unsupported(params.id, 'metadata')
          return open.metadata(own)
        },
        signal,
      )
    }),
  }
}
