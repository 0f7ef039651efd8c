import * as z from 'zod/mini'
import type { Field, Frame } from '#contract/frame.ts'
import { defineLens } from '../lens.ts'
import { reduceCells } from '../reduction.ts'
import { numberFields, timeField } from '../shapes.ts'

const TopSeries = z.object({
  n: z._default(z.int().check(z.gte(1), z.lte(1000)), 8),
  by: z._default(z.enum(['last', 'mean', 'max', 'min']), 'mean'),
  order: z._default(z.enum(['highest', 'lowest']), 'highest'),
})

/** Series in order of one number each; those without any number last. The sort is stable, so equals keep their order. */
function ranked(frame: Frame, by: 'last' | 'mean' | 'max' | 'min', sign: number): readonly Field[] {
  const scored = numberFields(frame).map((field) => ({ field, score: reduceCells(field.values, by) }))
  return scored
    .toSorted((a, b) => (a.score === null ? (b.score === null ? 0 : 1) : b.score === null ? -1 : a.score === b.score ? 0 : sign * (a.score - b.score)))
    .map((s) => s.field)
}

/** The series with the highest or lowest numbers: a thousand lines become the eight that matter. */
export const topSeries = defineLens({
  name: 'topSeries',
  from: 'series',
  to: 'series',
  whole: true,
  weight: 0.6,
  params: TopSeries,
  fit: (frame) =>
    !timeField(frame)
      ? { refused: 'needsTime' }
      : numberFields(frame).length === 0
        ? { refused: 'needsNumber' }
        : { params: { n: 8, by: 'mean' as const, order: 'highest' as const } },
  apply: (frame, { n, by, order }) => {
    if (numberFields(frame).length <= n) return frame
    const kept = ranked(frame, by, order === 'highest' ? -1 : 1).slice(0, n)
    return { ...frame, fields: [...frame.fields.filter((f) => f.type !== 'number'), ...kept] }
  },
})
