import * as z from 'zod/mini'
import type { Json, JsonRecord } from '#contract/json.ts'
import { AlertPick, Person, SuppressionSet } from '#contract/run.ts'
import type { Field, SilenceMatcher } from '#contract/run.ts'
import type { Problem } from './run.ts'

/** What an answer of each kind may look like while it is being given; whether it is enough is asked when the step is completed. */
const shapes = {
  text: z.string().check(z.maxLength(300)),
  long: z.string().check(z.maxLength(10_000)),
  choice: z.string().check(z.maxLength(64)),
  words: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)),
  time: z.int().check(z.gte(0), z.lte(8_640_000_000_000_000)),
  zone: z.string().check(z.maxLength(64)),
  alerts: z.array(AlertPick).check(z.maxLength(500)),
  suppression: z.array(SuppressionSet).check(z.maxLength(5)),
  checklist: z.array(z.object({ id: z.string().check(z.maxLength(64)), text: z.string().check(z.maxLength(500)), done: z.boolean() })).check(z.maxLength(100)),
  people: z.array(Person).check(z.maxLength(20)),
  yes: z.boolean(),
} as const satisfies Record<Field['kind'], z.ZodMiniType>

/** Whether a value can be kept under this field; the value as it is kept. */
export function readAnswer(field: Field, value: Json): { readonly value: Json } | { readonly problem: Problem } {
  const parsed = z.safeParse(shapes[field.kind], value)
  const wrong = (detail: string): { problem: Problem } => ({ problem: { code: 'invalid', detail, field: `fields.${field.name}` } })
  if (!parsed.success) return wrong(parsed.error.issues[0]?.message ?? field.kind)
  if (field.kind === 'choice' && value !== '' && !field.options?.some((option) => option === value)) return wrong(`one of ${field.options?.join(', ')}`)
  // Each of the shapes is JSON.
  return { value: parsed.data as Json }
}

const isAsked = (field: Field, fields: JsonRecord): boolean => field.when === undefined || field.when.is.some((one) => fields[field.when?.field ?? ''] === one)

/** Fields of a step that are asked for, given the other answers. */
export const askedFor = (fields: readonly Field[], answers: JsonRecord): readonly Field[] => fields.filter((field) => isAsked(field, answers))

/** Whether a matcher also fits where its label is missing: such a one covers everything. */
export function matchesNothing({ op, value }: SilenceMatcher): boolean {
  if (op === '=') return value === ''
  if (op === '!=') return value !== ''
  const pattern = patternOf(value)
  if (!pattern) return false
  return op === '=~' ? pattern.test('') : !pattern.test('')
}

/** The whole value has to fit, as in Prometheus; undefined for what is no pattern. */
export function patternOf(value: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${value})$`, 's')
  } catch {
    return undefined
  }
}

function suppressionGap(value: Json): string | undefined {
  const sets = z.safeParse(shapes.suppression, value)
  if (!sets.success) return 'invalid'
  for (const { source, matchers } of sets.data) {
    if (source === '') return 'source'
    if (matchers.length === 0) return 'matchers'
    if (matchers.some((m) => m.op.endsWith('~') && !patternOf(m.value))) return 'pattern'
    if (matchers.every(matchesNothing)) return 'everything'
  }
  return undefined
}

function gapOf(field: Field, value: Json | undefined): string | undefined {
  const isEmpty = value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return field.required ? 'required' : undefined
  if (typeof value === 'string' && value.trim() === '') return field.required ? 'required' : undefined
  if (field.kind === 'suppression') return suppressionGap(value)
  if (field.kind === 'checklist' && Array.isArray(value)) {
    // Read by its shape when it was saved.
    const items = value as readonly { readonly done?: boolean }[]
    return items.every((item) => item.done === true) ? undefined : 'unfinished'
  }
  return undefined
}

/** Every answer that is missing or not enough for the step to be completed: what is wrong, by field, in their order. */
export const gapsIn = (fields: readonly Field[], answers: JsonRecord): ReadonlyMap<string, string> =>
  new Map(
    askedFor(fields, answers).flatMap((field) => {
      const detail = gapOf(field, answers[field.name])
      return detail ? [[field.name, detail] as const] : []
    }),
  )

/** The first of them. */
export function gapIn(fields: readonly Field[], answers: JsonRecord): Problem | undefined {
  const [first] = gapsIn(fields, answers)
  return first && { code: 'invalid', detail: first[1], field: `fields.${first[0]}` }
}
