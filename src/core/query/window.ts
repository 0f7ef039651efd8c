import type { TimeRange } from '#contract/time.ts'
import { parseDuration } from '../time/duration.ts'

/** The range a spec really asks for: its own window up to the end of the reader's range, or that range. */
export function windowed(spec: Readonly<Record<string, unknown>>, range: TimeRange): TimeRange {
  const length = typeof spec['window'] === 'string' ? parseDuration(spec['window']) : undefined
  return length === undefined || length <= 0 ? range : { from: range.to - length, to: range.to }
}
