import type { QueryLanguage } from '#contract/catalogue.ts'
import type { Json } from '#contract/json.ts'

/** A JSON Schema as the server makes it from a connector's or a view's own schema. */
export type Schema = Readonly<Record<string, unknown>>

export type FormKind = 'text' | 'passage' | 'code' | 'number' | 'flag' | 'choice' | 'choices' | 'lines' | 'group' | 'variants' | 'list' | 'json'

export interface FormField {
  readonly name: string
  readonly schema: Schema
  readonly kind: FormKind
  readonly required: boolean
  /** What counts when nothing is set. */
  readonly fallback: Json | undefined
  readonly choices: readonly string[]
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isRecord = (value: unknown): value is Readonly<Record<string, Json>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [])

/** Alternatives of a union. */
export function variantsOf(schema: Schema): readonly Schema[] {
  const list = schema['anyOf'] ?? schema['oneOf']
  return Array.isArray(list) ? list.filter(isSchema) : []
}

/** Words one of which must be taken, from `enum` or from a union of constants. */
export function choicesOf(schema: Schema): readonly string[] {
  if (Array.isArray(schema['enum'])) return strings(schema['enum'])
  const constants = variantsOf(schema).map((v) => v['const'])
  return constants.length > 0 && constants.every((c) => typeof c === 'string') ? strings(constants) : []
}

const isObjectSchema = (schema: Schema): boolean => schema['type'] === 'object' && isSchema(schema['properties'])

/** What each entry of a list of objects is. */
export const entryOf = (schema: Schema): Schema => (isSchema(schema['items']) ? schema['items'] : {})

/** Property whose constant tells the variants of a union of objects apart. */
export function tellOf(variants: readonly Schema[]): string | undefined {
  const [first] = variants
  if (!first || variants.length < 2 || !variants.every(isObjectSchema)) return undefined
  const properties = first['properties']
  const names = isSchema(properties) ? Object.keys(properties) : []
  return names.find((name) =>
    variants.every((v) => isSchema(v['properties']) && isSchema(v['properties'][name]) && typeof v['properties'][name]['const'] === 'string'),
  )
}

export const constantOf = (variant: Schema, name: string): string => {
  const properties = variant['properties']
  const property = isSchema(properties) ? properties[name] : undefined
  return isSchema(property) && typeof property['const'] === 'string' ? property['const'] : ''
}

export function kindOf(schema: Schema): FormKind {
  if (choicesOf(schema).length > 0) return 'choice'
  if (tellOf(variantsOf(schema)) !== undefined) return 'variants'
  switch (schema['type']) {
    case 'string':
      if (languageOf(schema)) return 'code'
      // What may be that long is a text of many lines.
      return Number(schema['maxLength']) > 10_000 ? 'passage' : 'text'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'flag'
    case 'object':
      return isObjectSchema(schema) ? 'group' : 'json'
    case 'array': {
      const items = schema['items']
      if (!isSchema(items)) return 'json'
      if (isObjectSchema(items)) return 'list'
      return choicesOf(items).length > 0 ? 'choices' : items['type'] === 'string' ? 'lines' : 'json'
    }
    default:
      return 'json'
  }
}

const languages: Readonly<Record<QueryLanguage, true>> = { promql: true, sql: true, jsonpath: true }
const isLanguage = (name: unknown): name is QueryLanguage => typeof name === 'string' && Object.hasOwn(languages, name)

/** The language a text is written in, where its schema says so and there is an editor for it. */
export const languageOf = (schema: Schema): QueryLanguage | undefined => (isLanguage(schema['x-language']) ? schema['x-language'] : undefined)

/** Fields of an object schema in its own order, needed ones first. Constants need no field. */
export function fieldsOf(schema: Schema): readonly FormField[] {
  const properties = schema['properties']
  if (!isSchema(properties)) return []
  const needed = new Set(strings(schema['required']))
  const fields = Object.entries(properties).flatMap(([name, property]): readonly FormField[] => {
    if (!isSchema(property) || 'const' in property) return []
    const items = property['items']
    return [
      {
        name,
        schema: property,
        kind: kindOf(property),
        required: needed.has(name),
        // A default in a JSON Schema is JSON.
        fallback: property['default'] as Json | undefined,
        choices: isSchema(items) ? choicesOf(items) : choicesOf(property),
      },
    ]
  })
  return [...fields.filter((f) => f.required), ...fields.filter((f) => !f.required)]
}

/** `minStepMs` as words: "Min step, milliseconds". */
export function wordsOf(name: string): string {
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  const words = spaced.replace(/ ms$/, ', milliseconds').replace(/ url$/, ' address')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
