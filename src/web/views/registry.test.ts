import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Field, Frame } from '#contract/frame.ts'
import { en } from '#locales/en/whole.ts'
import { views } from './registry.ts'

interface OptionSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly default?: unknown
}
/** The options a generic form draws: plain ones, with their schema. Lists are changed inside the view. */
function plainOptions(options: z.ZodMiniType): readonly (readonly [string, OptionSchema])[] {
  // zod's JSON Schema of an object.
  const schema = z.toJSONSchema(options, { io: 'input' }) as { properties?: Record<string, OptionSchema> }
  return Object.entries(schema.properties ?? {}).filter(([, o]) => o.type !== 'array' && o.type !== 'object')
}
const words: Readonly<Record<string, string>> = en
const number = (values: Field['values']): Field => ({ name: 'n', type: 'number', values })
const frames: readonly Frame[] = [
  { fields: [] },
  { fields: [number([])] },
  { fields: [{ name: 'time', type: 'time', role: 'time', values: [1, 2] }, number([Number.NaN, null])] },
  { fields: [{ name: 'a', type: 'string', values: [null] }] },
  {
    fields: [
      { name: 'a', type: 'time', role: 'start', values: [] },
      { name: 'b', type: 'string', role: 'source', values: [] },
    ],
  },
]

describe.each(Object.values(views))('the view $kind', (view) => {
  test('has a default for every option', () => {
    const parsed = z.safeParse(view.options, {})
    expect(parsed.success).toBe(true)
  })

  test('has a word for every plain option and each of its choices', () => {
    const keys = plainOptions(view.options).flatMap(([name, option]) => {
      const key = `view.${view.kind}.option.${name}`
      return [key, ...(option.enum ?? []).map((choice) => `${key}.${choice}`)]
    })
    expect(keys.filter((key) => !(key in words))).toEqual([])
  })

  test('has a name, and says of any answer how well it fits or why not', () => {
    expect(words[`view.${view.kind}`]).toBeTruthy()
    for (const frame of frames) {
      const fit = view.accepts(frame)
      if ('score' in fit) expect(fit.score).toBeGreaterThan(0)
      else expect(words[`refusal.${fit.refused}`]).toBeTruthy()
    }
  })

  test('starts no smaller than it may become, within the grid', () => {
    expect(view.startSize.w).toBeGreaterThanOrEqual(view.minSize.w)
    expect(view.startSize.h).toBeGreaterThanOrEqual(view.minSize.h)
    expect(view.startSize.w).toBeLessThanOrEqual(12)
  })
})
