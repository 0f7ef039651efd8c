import type { TimeRange } from '#contract/time.ts'

/** Stretches of time, cut to a range, as a list that rises and never overlaps. */
export function union(stretches: readonly TimeRange[], within: TimeRange): readonly TimeRange[] {
  const cut = stretches
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from)
  const found: TimeRange[] = []
  for (const next of cut) {
    const last = found.at(-1)
    if (last && next.from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else found.push(next)
  }
  return found
}

export const lengthOf = (stretches: readonly TimeRange[]): number => stretches.reduce((sum, { from, to }) => sum + (to - from), 0)

/** Length of the parts of `stretches` that none of `except` covers; both as `union` gives them. */
export function lengthWithout(stretches: readonly TimeRange[], except: readonly TimeRange[]): number {
  const shared = stretches.reduce((sum, one) => sum + except.reduce((s, e) => s + Math.max(0, Math.min(one.to, e.to) - Math.max(one.from, e.from)), 0), 0)
  return lengthOf(stretches) - shared
}
