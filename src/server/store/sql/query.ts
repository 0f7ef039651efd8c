import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
  type Dialect,
} from 'kysely'
import { storable } from '../text.ts'
import type { Guard, Param, Runner, Statement, Weight } from './runner.ts'
import type { Tables } from './tables.ts'

const dialects: Readonly<Record<Runner['dialect'], Dialect>> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}

/** kysely as a typed way of writing SQL only: nothing is ever run through it. */
export type Queries = Kysely<Tables>

export function queriesFor(dialect: Runner['dialect']): Queries {
  return new Kysely<Tables>({ dialect: dialects[dialect] })
}

/** Freezes a query into text and values that can cross a thread. */
export function statement<Shape>(query: Compilable<Shape>, guard?: Guard): Statement<Shape> {
  const { sql, parameters } = query.compile()
  return { sql, params: parameters.map(param), ...(guard && { guard }) }
}

/**
 * A statement compiled once, for those every save runs: writing SQL costs more than running it. `build` gets a stand-in for each
 * value and must not look at it.
 */
export function prepare<Values extends Readonly<Record<string, Param>>, Shape = unknown>(
  build: (values: Values) => Compilable<Shape>,
  guard?: Guard,
): (values: Values) => Statement<Shape> {
  let compiled: { readonly sql: string; readonly parameters: readonly unknown[] } | undefined
  // kysely hands values through untouched, so a stand-in comes back where its value belongs.
  const standIns = new Proxy({}, { get: (_, name) => ({ standsFor: name }) }) as Values
  return (values) => {
    compiled ??= build(standIns).compile()
    const params = compiled.parameters.map((it) => param(isStandIn(it) ? values[it.standsFor] : it))
    return { sql: compiled.sql, params, ...(guard && { guard }) }
  }
}

const isStandIn = (it: unknown): it is { readonly standsFor: string } => typeof it === 'object' && it !== null && 'standsFor' in it

function param(value: unknown): Param {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number' || value === null) return value
  throw new TypeError(`cannot bind a ${typeof value}`)
}

/** Rows of one reading statement. */
export async function ask<Shape>(runner: Runner, question: Statement<Shape>, weight: Weight = 'point'): Promise<readonly Shape[]> {
  const [found] = await runner.read([question], weight)
  // The tables' types say what the columns hold; migrations and the law suite keep the two together.
  return (found ?? []) as unknown as readonly Shape[]
}

/** The same of a query as it is written. */
export const rows = <Shape>(runner: Runner, query: Compilable<Shape>, weight: Weight = 'point'): Promise<readonly Shape[]> =>
  ask(runner, statement(query), weight)
