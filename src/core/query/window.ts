import type { TimeRange } from '#contract/time.ts'
import { parseDuration } from '../time/duration.ts'

const lengthOf = (wish: unknown): number => (typeof wish === 'string' ? Math.max(0, parseDuration(wish) ?? 0) : 0)

/** The range a spec really asks for: its own window up to the end of the reader's range, or that range, and as far beyond its end as it looks ahead. */
export function windowed(spec: Readonly<Record<string, unknown>>, range: TimeRange): TimeRange {
  const [back, ahead] = [lengthOf(spec['window']), lengthOf(spec['ahead'])]
  return back === 0 && ahead === 0 ? range : { from: back === 0 ? range.from : range.to - back, to: range.to + ahead }
}
