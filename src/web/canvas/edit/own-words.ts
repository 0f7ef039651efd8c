import * as z from 'zod/mini'
import { JsonRecord } from '#contract/json.ts'
import { problemsOf } from '../../ui/config-form/check.ts'
import { variantsOf } from '../../ui/config-form/schema.ts'
import type { Schema } from '../../ui/config-form/schema.ts'

const propertiesOf = (schema: Schema): object => (typeof schema['properties'] === 'object' && schema['properties'] !== null ? schema['properties'] : {})
const hasMeasure = (schema: Schema): boolean => 'measure' in propertiesOf(schema)

/** The schema of a source kind's own words: a measure has a form of its own, so that variant is left out. */
export function ownWords(spec: Schema): Schema | undefined {
  const variants = variantsOf(spec)
  if (variants.length === 0) return hasMeasure(spec) ? undefined : spec
  const own = variants.filter((v) => !hasMeasure(v))
  return own.length > 1 ? { ...spec, anyOf: own } : own[0]
}

/** What a query in a source's own words begins as: of what kind it is, and nothing else. */
export function firstSpec(schema: Schema): JsonRecord {
  const [variant = schema] = variantsOf(schema)
  const constants = Object.entries(propertiesOf(variant)).flatMap(([name, v]) => (typeof v === 'object' && v && 'const' in v ? [[name, v.const]] : []))
  return z.parse(JsonRecord, Object.fromEntries(constants))
}

/** Whether a source can be asked this: nothing needed is missing, and nothing is wrong that can be told here. */
export const isReady = (schema: Schema, spec: JsonRecord): boolean => problemsOf(schema, spec).size === 0
