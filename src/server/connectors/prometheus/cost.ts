import { parser } from '@prometheus-io/lezer-promql'
import type { QueryCost } from '#contract/query.ts'
import { needList } from '../read-json.ts'
import { seconds } from './ask.ts'
import type { Sender } from './ask.ts'
import type { Question } from './promql.ts'

/** More series are too many, however many more they are. */
const mostCounted = 10_000
/** An expression of more selectors than this is priced by its first ones. */
const mostSelectors = 8

/** Every selector of an expression once, as it is written there. */
export function selectorsIn(expr: string): readonly string[] {
  const found = new Set<string>()
  parser.parse(expr).iterate({
    enter({ type, from, to }) {
      if (type.name === 'VectorSelector') found.add(expr.slice(from, to))
    },
  })
  return [...found]
}

/**
 * Series an expression reads in its range, counted by the index of the source (`/api/v1/series`), and at how many moments it
 * is worked out. One past the most is asked for, to know whether there are more.
 */
export async function costOf(send: Sender, { expr, mode, moments, at }: Question, signal: AbortSignal): Promise<QueryCost> {
  const all = selectorsIn(expr)
  const asked = all.slice(0, mostSelectors)
  const { from, to, stepMs } = moments
  const within = mode === 'range' ? { start: seconds(from), end: seconds(to) } : { start: seconds(at - lookbackMs), end: seconds(at) }
  const counts = await Promise.all(
    asked.map(async (selector) => {
      const { data } = await send.get('series', { 'match[]': selector, ...within, limit: String(mostCounted + 1) }, signal)
      return needList(data, 'data').length
    }),
  )
  const series = counts.reduce((sum, count) => sum + Math.min(count, mostCounted), 0)
  const atLeast = all.length > asked.length || counts.some((count) => count > mostCounted)
  const steps = mode === 'range' ? Math.max(1, Math.round((to - from) / stepMs)) : 1
  return { series, points: series * steps, ...(atLeast && { atLeast }) }
}

/** How far back Prometheus looks for the sample that counts now (`query.lookback-delta`). */
const lookbackMs = 300_000
