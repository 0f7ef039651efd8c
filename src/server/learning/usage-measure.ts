import * as z from 'zod/mini'
import type { Frame } from '#contract/frame.ts'
import { MeasureSpec } from '#contract/query.ts'
import type { Source } from '#contract/source.ts'
import { mayMeasure } from '#core/policy/measure.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import { ServerFault } from '../fault.ts'
import type { Clock } from '../ports.ts'

const measure = 'usage.paths'
/** The source that is Homeport's own and always there. */
const home = 'events'

/** Usual ways of these roles, of all when none is named. */
export type PathsOf = (by: Asker, roles: readonly string[] | undefined) => Promise<Frame>

const may = ({ actor, within }: Asker): boolean => mayMeasure(actor, measure) && (!within || mayMeasure(within, measure))

const knowing = (source: Source): Source => (source.id === home ? { ...source, measures: [...source.measures, measure] } : source)

/**
 * Sources that also tell the usual ways of roles, to whoever may look after roles. They are counted from what people let count,
 * for who asks, so no answer of them is shared or kept.
 */
export function withUsage(sources: Sources, clock: Clock, paths: PathsOf): Sources {
  return {
    ...sources,
    async list(by) {
      const all = await sources.list(by)
      return may(by) ? all.map(knowing) : all
    },
    async query(by, request, signal) {
      const { source, spec } = request.query
      if (spec['measure'] !== measure || (source !== home && source !== 'auto')) return sources.query(by, request, signal)
      if (!may(by)) throw new ServerFault('forbidden', { detail: `measure ${measure}`, field: 'query.spec.measure' })
      const read = z.safeParse(MeasureSpec, spec)
      if (!read.success) throw new ServerFault('invalid', { detail: 'not a measure', field: 'query.spec' })
      const asked = read.data.match['role']
      const since = clock.now()
      const frame = await paths(by, asked === undefined ? undefined : [asked].flat())
      const found = (await sources.list(by)).find(({ id }) => id === home)
      const at = clock.now()
      return { frame, freshness: { at }, source: { id: home, name: found?.name ?? home, kind: found?.kind ?? home }, took: { waitMs: 0, sourceMs: at - since } }
    },
  }
}
