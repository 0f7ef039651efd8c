import type { TextKey } from '#locales/chapter.ts'

type Words = Readonly<Record<string, TextKey>>

/** Functions that have words of their own. */
export const functions: Words = {
  rate: 'explain.fn.rate',
  irate: 'explain.fn.irate',
  increase: 'explain.fn.increase',
  delta: 'explain.fn.delta',
  deriv: 'explain.fn.deriv',
  histogram_quantile: 'explain.fn.quantile',
  avg_over_time: 'explain.fn.avgOver',
  min_over_time: 'explain.fn.minOver',
  max_over_time: 'explain.fn.maxOver',
  sum_over_time: 'explain.fn.sumOver',
  count_over_time: 'explain.fn.countOver',
  last_over_time: 'explain.fn.lastOver',
  quantile_over_time: 'explain.fn.quantileOver',
  changes: 'explain.fn.changes',
  resets: 'explain.fn.resets',
  predict_linear: 'explain.fn.predict',
  absent: 'explain.fn.absent',
  absent_over_time: 'explain.fn.absentOver',
  abs: 'explain.fn.abs',
  ceil: 'explain.fn.ceil',
  floor: 'explain.fn.floor',
  round: 'explain.fn.round',
  clamp_min: 'explain.fn.clampMin',
  clamp_max: 'explain.fn.clampMax',
  sort: 'explain.fn.sort',
  sort_desc: 'explain.fn.sortDesc',
  time: 'explain.fn.time',
  timestamp: 'explain.fn.timestamp',
  label_replace: 'explain.fn.labelReplace',
  scalar: 'explain.fn.scalar',
  vector: 'explain.fn.vector',
}

export const aggregations: Words = {
  sum: 'explain.agg.sum',
  avg: 'explain.agg.avg',
  min: 'explain.agg.min',
  max: 'explain.agg.max',
  count: 'explain.agg.count',
  topk: 'explain.agg.topk',
  bottomk: 'explain.agg.bottomk',
  quantile: 'explain.agg.quantile',
  stddev: 'explain.agg.stddev',
  count_values: 'explain.agg.countValues',
  group: 'explain.agg.group',
}

/** Something calculated with a number after the sign. */
export const right: Words = {
  '+': 'explain.plus',
  '-': 'explain.minus',
  '*': 'explain.times',
  '/': 'explain.divided',
  '>': 'explain.above',
  '>=': 'explain.atLeast',
  '<': 'explain.below',
  '<=': 'explain.atMost',
  '==': 'explain.equal',
  '!=': 'explain.unequal',
  '> bool': 'explain.test.above',
  '>= bool': 'explain.test.atLeast',
  '< bool': 'explain.test.below',
  '<= bool': 'explain.test.atMost',
  '== bool': 'explain.test.equal',
  '!= bool': 'explain.test.unequal',
}

/** Something calculated with a number before the sign; where the order does not count, it is the same. */
export const left: Words = {
  '+': 'explain.plus',
  '*': 'explain.times',
  '-': 'explain.takenFrom',
  '/': 'explain.dividing',
  '>': 'explain.below',
  '>=': 'explain.atMost',
  '<': 'explain.above',
  '<=': 'explain.atLeast',
  '==': 'explain.equal',
  '!=': 'explain.unequal',
}

/** Something calculated of two sides. */
export const sides: Words = {
  '+': 'explain.sides.plus',
  '-': 'explain.sides.minus',
  '*': 'explain.sides.times',
  '/': 'explain.sides.divided',
  and: 'explain.sides.and',
  or: 'explain.sides.or',
  unless: 'explain.sides.unless',
  '>': 'explain.sides.above',
  '<': 'explain.sides.below',
}
