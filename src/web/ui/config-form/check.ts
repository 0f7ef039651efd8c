import type { Json } from '#contract/json.ts'
import { constantOf, entryOf, fieldsOf, isRecord, kindOf, tellOf, variantsOf } from './schema.ts'
import type { FormField, Schema } from './schema.ts'

/** What is wrong with a value, as a text key below `form.` and its argument. */
export interface Problem {
  readonly key: 'required' | 'url' | 'pattern' | 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'integer' | 'number' | 'json' | 'oneOf'
  readonly count?: number
}

export type Problems = ReadonlyMap<string, Problem>

const numberOf = (schema: Schema, name: string): number | undefined => (typeof schema[name] === 'number' ? schema[name] : undefined)

function textProblem(schema: Schema, value: string): Problem | undefined {
  const least = numberOf(schema, 'minLength')
  const most = numberOf(schema, 'maxLength')
  if (least !== undefined && value.length < least) return { key: 'minLength', count: least }
  if (most !== undefined && value.length > most) return { key: 'maxLength', count: most }
  const { pattern, format } = schema
  if (format === 'uri' || (typeof pattern === 'string' && pattern.startsWith('^https?:'))) {
    if (!/^https?:\/\/[^\s/]+/i.test(value)) return { key: 'url' }
  }
  return typeof pattern === 'string' && !matches(pattern, value) ? { key: 'pattern' } : undefined
}

/** A pattern this engine cannot read is left to the server, which made it. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value)
  } catch {
    return true
  }
}

function numberProblem(schema: Schema, value: Json): Problem | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { key: 'number' }
  if (schema['type'] === 'integer' && !Number.isInteger(value)) return { key: 'integer' }
  const least = numberOf(schema, 'minimum') ?? numberOf(schema, 'exclusiveMinimum')
  const most = numberOf(schema, 'maximum') ?? numberOf(schema, 'exclusiveMaximum')
  if (least !== undefined && (value < least || value === schema['exclusiveMinimum'])) return { key: 'minimum', count: least }
  return most !== undefined && (value > most || value === schema['exclusiveMaximum']) ? { key: 'maximum', count: most } : undefined
}

const acceptsText = (schema: Schema): boolean => schema['type'] === 'string' || schema['type'] === undefined || variantsOf(schema).some(acceptsText)

function leafProblem({ kind, schema, choices }: FormField, value: Json): Problem | undefined {
  switch (kind) {
    case 'text':
    case 'code':
      return typeof value === 'string' ? textProblem(schema, value) : { key: 'pattern' }
    case 'number':
      return numberProblem(schema, value)
    case 'choice':
      return typeof value === 'string' && choices.includes(value) ? undefined : { key: 'oneOf' }
    case 'json':
      // What could not be read as JSON stands there as the text it was typed as.
      return typeof value === 'string' && !acceptsText(schema) ? { key: 'json' } : undefined
    default:
      return undefined
  }
}

/** The variant of a union a value belongs to; the first when it does not say. */
export function variantFor(schema: Schema, value: Json | undefined): Schema | undefined {
  const variants = variantsOf(schema)
  const tell = tellOf(variants)
  const said = tell !== undefined && isRecord(value) ? value[tell] : undefined
  return variants.find((v) => tell !== undefined && constantOf(v, tell) === said) ?? variants[0]
}

/** Everything wrong with an object, by dotted path. */
export function problemsOf(schema: Schema, value: Json | undefined, path = ''): Problems {
  if (kindOf(schema) === 'variants') {
    const variant = variantFor(schema, value)
    return variant ? problemsOf(variant, value, path) : new Map()
  }
  const found = new Map<string, Problem>()
  const record = isRecord(value) ? value : {}
  for (const field of fieldsOf(schema)) {
    const at = path ? `${path}.${field.name}` : field.name
    const own = record[field.name]
    if (field.kind === 'group' || field.kind === 'variants') {
      if (own !== undefined || field.required) for (const [p, problem] of problemsOf(field.schema, own, at)) found.set(p, problem)
    } else if (field.kind === 'list' && Array.isArray(own)) {
      for (const [i, entry] of own.entries()) for (const [p, problem] of problemsOf(entryOf(field.schema), entry, `${at}.${i}`)) found.set(p, problem)
    } else if (own === undefined || own === '') {
      if (field.required && field.fallback === undefined) found.set(at, { key: 'required' })
    } else {
      const problem = leafProblem(field, own)
      if (problem) found.set(at, problem)
    }
  }
  return found
}

/** The same object with one property set; what was emptied is left out, what the schema does not know stays. */
export function withProperty(value: Json | undefined, name: string, next: Json | undefined): Readonly<Record<string, Json>> {
  const { [name]: _gone, ...rest } = isRecord(value) ? value : {}
  return next === undefined || next === '' ? rest : { ...rest, [name]: next }
}
