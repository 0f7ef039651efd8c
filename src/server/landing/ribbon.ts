import type { Landing } from '#contract/landing.ts'
import { rota, sites } from '#core/estate/places.ts'
import { shiftsIn, watchFrom, watchOf } from '#core/landing/watch.ts'
import type { Asking } from './asking.ts'

/** Episodes read for the ribbon. On a day with more it would be a lie, and is left out. */
const most = 20_000

/** The demo estate tells who is on call; no other source does. */
const demoRota = rota.map(({ site, fromUtcHour }) => ({ name: sites.find((s) => s.id === site)?.name ?? site, fromUtcHour }))

/** The last 24 hours as a ribbon; null where nothing reports events, or not all of them could be read. */
export async function readRibbon(asking: Asking, now: number): Promise<Landing['watch']> {
  const from = watchFrom(now)
  const found = await asking.ask({ kind: 'alert', range: { from, to: now + 1 }, limit: most })
  if (found.state !== 'known' || found.total > found.rows.length || found.rows.length === 0) return null
  return watchOf(found.rows, from, asking.demo ? shiftsIn(demoRota, from) : [])
}
