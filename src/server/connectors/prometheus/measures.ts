import { measures as known } from '#core/templates/measures.ts'
import type { VariableValues } from '#contract/query.ts'
import { ServerFault } from '../../fault.ts'
import type { Ask } from '../connector.ts'
import { bareRecord } from '../read-json.ts'
import { literalRegex, matchValues } from '../variables.ts'
import { builtInsFor, momentsFor, rateWindow } from './ask.ts'
import type { Config, Measured, Override } from './config.ts'
import { fillPromql, quotedText } from '../fill.ts'
import type { Question } from './promql.ts'
import { hostRecipes } from './recipes.ts'
import type { Filling, Recipe } from './recipes.ts'
import type { Series } from '../series-frame.ts'
import type { Labels } from '../series-names.ts'
import { serviceRecipes } from './service-recipes.ts'

export const recipes: Readonly<Record<string, Recipe>> = { ...hostRecipes, ...serviceRecipes }

/** Helper labels of a recipe; they never leave it. */
const keep = 'hp_keep'
const source = 'hp_service'

const label = /^[a-zA-Z_]\w*$/
const text = (value: string): string => `"${quotedText(value, '"') ?? ''}"`
const anyOf = (values: readonly string[]): string => text(values.map(literalRegex).join('|'))

export const unitOfMeasure = (measure: string): string | undefined =>
  Object.hasOwn(known, measure) ? known[measure as keyof typeof known].unit || undefined : undefined // hasOwn proves the key

/** Matchers such as `site="fra",team=~"a|b"`; the labels are names of this server. */
export function matchers(match: ReadonlyMap<string, readonly string[]>, labelOf: (dimension: string) => string): string {
  return [...match]
    .map(([dimension, values]) => {
      const [only = ''] = values
      return values.length === 1 ? `${labelOf(dimension)}=${text(only)}` : `${labelOf(dimension)}=~${anyOf(values)}`
    })
    .join(',')
}

function checkLabels(names: Iterable<string>, field: string): void {
  for (const name of names) if (!label.test(name)) throw new ServerFault('invalid', { detail: `label name ${name.slice(0, 60)}`, field })
}

/** Match and split of a measure, with variables filled in and names checked. */
function narrowed(spec: Measured, variables: VariableValues): ReadonlyMap<string, readonly string[]> {
  const match = matchValues(spec.match, variables)
  checkLabels(spec.by, 'query.spec.by')
  checkLabels(match.keys(), 'query.spec.match')
  return match
}

interface Written {
  readonly expr: string
  readonly tidy: (series: readonly Series[]) => readonly Series[]
}

const renamed = (labels: Labels, names: ReadonlyMap<string, string>): Labels =>
  bareRecord(Object.entries(labels).flatMap(([name, value]) => (name === keep || name === source ? [] : [[names.get(name) ?? name, value] as const])))

/** Gives labels the names of the dimensions they carry, and drops what a service was asked for and is not. */
const tidier =
  (labels: Readonly<Record<string, string>>, kept: boolean) =>
  (series: readonly Series[]): readonly Series[] => {
    const names = new Map(Object.entries(labels).map(([dimension, name]) => [name, dimension]))
    return series.filter((s) => !kept || s.labels[keep] === '1').map((s) => ({ ...s, labels: renamed(s.labels, names) }))
  }

/**
 * The name of a service is in `service`, else `service_name`, else `job`. It is known only after these are put together, so
 * a wish for certain services marks the wanted ones instead of selecting them.
 */
function serviced(vector: string, wanted: readonly string[], from: string | undefined): string {
  const named = from
    ? `label_replace(${vector}, "service", "$1", "${from}", "(.+)")`
    : `label_replace(label_join(${vector}, "${source}", ";", "service", "service_name", "job"), "service", "$1", "${source}", ";*([^;]+).*")`
  return wanted.length === 0 ? named : `label_replace(${named}, "${keep}", "1", "service", ${anyOf(wanted)})`
}

function fromRecipe(recipe: Recipe, spec: Measured, match: ReadonlyMap<string, readonly string[]>, rate: string, present: ReadonlySet<string>): Written {
  const { labels = {}, makes = [] } = recipe
  const labelOf = (dimension: string): string => labels[dimension] ?? dimension
  const services = spec.measure.startsWith('service.') ? (match.get('service') ?? []) : []
  const apart = new Set([...makes, ...(spec.measure.startsWith('service.') ? ['service'] : [])])
  const pushed = matchers(new Map([...match].filter(([dimension]) => !apart.has(dimension))), labelOf)
  const groups = [...spec.by.filter((dimension) => !makes.includes(dimension)).map(labelOf), ...(services.length > 0 ? [keep] : [])]
  const filling: Filling = {
    sel: (metric, own = '') => `${metric}{${[own, pushed].filter(Boolean).join(',')}}`,
    by: (...more) => {
      const names = [...new Set([...groups, ...more])]
      return names.length === 0 ? '' : ` by (${names.join(', ')})`
    },
    serviced: (vector, from) => serviced(vector, services, from),
    rate,
    has: (metric) => present.has(metric),
    wanted: (dimension) => match.get(dimension) ?? [],
    splits: (dimension) => spec.by.includes(dimension),
  }
  return { expr: recipe.write(filling).replaceAll('{}', ''), tidy: tidier(labels, services.length > 0) }
}

/** The operator's own PromQL for a measure. */
export const overrideOf = (config: Config, measure: string): Override | undefined => {
  const own = Object.hasOwn(config.measures, measure) ? config.measures[measure] : undefined
  return typeof own === 'string' ? { expr: own, labels: {} } : own
}

/** The metrics a measure lives on; none when the operator wrote it. */
export const metricsOf = (measure: string): readonly string[] => recipes[measure]?.metrics ?? []

/** A measure as a question in PromQL. `present` are the metrics this server has. */
export function measureQuestion(spec: Measured, ask: Ask, config: Config, present: ReadonlySet<string>, now: number): Question {
  const moments = momentsFor(ask, config.minStepMs)
  const match = narrowed(spec, ask.variables)
  const own = overrideOf(config, spec.measure)
  const recipe = recipes[spec.measure]
  if (!own && !recipe) throw new ServerFault('source_unsupported', { detail: spec.measure })
  const labelOf = (dimension: string): string => own?.labels[dimension] ?? dimension
  const { expr, tidy }: Written = own
    ? {
        expr: fillPromql(own.expr, ask.variables, {
          ...builtInsFor(ask, config.minStepMs, moments.stepMs, spec.mode),
          match: matchers(match, labelOf),
          by: spec.by.map(labelOf).join(', '),
        }),
        tidy: tidier(own.labels, false),
      }
    : fromRecipe(recipe as Recipe, spec, match, rateWindow(config.minStepMs, moments.stepMs, spec.mode), present) // one of the two is there
  return { expr, mode: spec.mode, moments, at: Math.min(ask.range.to, now), unit: unitOfMeasure(spec.measure), tidy }
}
