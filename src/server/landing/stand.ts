import type { DashboardSummary } from '#contract/dashboard.ts'
import type { Landing } from '#contract/landing.ts'
import type { Need } from '#contract/need.ts'
import { needs } from '#contract/need.ts'
import { widgetsOf } from '#core/dashboard/section.ts'
import type { LandingChoices, LandingFrom } from '#core/dashboard/landing-of.ts'
import type { Asker } from '../access/asker.ts'
import type { Dashboards } from '../access/dashboards.ts'
import type { Landings } from '../access/landings.ts'
import type { Layers } from '../access/layers.ts'
import type { Readiness } from './readiness.ts'

type Found = Pick<Landing, 'dashboard' | 'from' | 'waits' | 'connect'>

export interface StandAsked {
  readonly by: Asker
  readonly chosen: Pick<LandingChoices, 'own' | 'role'>
  readonly readable: readonly Pick<DashboardSummary, 'id' | 'origin'>[]
  readonly mayConnect: boolean
}

const counted = (unmet: Iterable<Need>): Found['connect'] => {
  const all = [...unmet]
  return needs.flatMap((need) => {
    const widgets = all.filter((one) => one === need).length
    return widgets > 0 ? [{ need, widgets }] : []
  })
}

/**
 * Where somebody lands and what of it has nobody to ask. A landing of a role that can show nothing at all gives way: to the
 * organisation's for whoever can connect what is missing, or where the organisation chose one; others are told.
 */
export function createStand({
  dashboards,
  landings,
  layers,
  readiness,
}: {
  readonly dashboards: Pick<Dashboards, 'read'>
  readonly landings: Landings
  readonly layers: Pick<Layers, 'read'>
  readonly readiness: Readiness
}) {
  /** Whether anything of a dashboard can be shown, and what cannot. */
  const look = async (by: Asker, id: string): Promise<{ readonly shows: boolean; readonly connect: Found['connect'] }> => {
    const { doc } = await dashboards.read(by, id)
    const unmet = await readiness.unmetIn(by, doc)
    const shows = widgetsOf(doc).length > unmet.size
    const isOwn = !shows && (await layers.read(by, id)).operations.some((operation) => operation.do === 'add')
    return { shows: shows || isOwn || unmet.size === 0, connect: counted(unmet.values()) }
  }

  return async ({ by, chosen, readable, mayConnect }: StandAsked): Promise<Found> => {
    const told = (dashboard: string | null, from: LandingFrom, waits: boolean, connect: Found['connect']): Found => ({
      dashboard,
      from,
      waits,
      connect: mayConnect ? connect : [],
    })
    const found = await landings.of(chosen, readable)
    if (!found) return told(null, 'organisation', false, [])
    if (found.from === 'own') return told(found.dashboard, 'own', false, [])
    const { shows, connect } = await look(by, found.dashboard)
    if (shows) return told(found.dashboard, found.from, false, connect)
    const { landing } = await landings.organisation()
    const instead = mayConnect || landing !== null ? await landings.of({ own: null, role: null }, readable) : undefined
    const isOther = instead !== undefined && instead.dashboard !== found.dashboard && (await look(by, instead.dashboard)).shows
    return told(isOther ? instead.dashboard : null, isOther ? 'organisation' : found.from, true, connect)
  }
}
