import type { Cell } from '#contract/frame.ts'
import { isNumber } from './columns.ts'

export const reductions = ['last', 'mean', 'min', 'max', 'sum', 'count'] as const
export type Reduction = (typeof reductions)[number]

/**
 * One number from many cells. Gaps (null) and NaN are left out, the infinities count as what they are; null when nothing
 * is left, except `count`, which is then 0.
 */
export function reduceCells(cells: readonly Cell[], how: Reduction): number | null {
  let n = 0
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let last: number | null = null
  for (const v of cells) {
    if (!isNumber(v)) continue
    n += 1
    sum += v
    if (v < min) min = v
    if (v > max) max = v
    last = v
  }
  if (how === 'count') return n
  if (n === 0) return null
  return how === 'last' ? last : how === 'sum' ? sum : how === 'mean' ? sum / n : how === 'min' ? min : max
}
