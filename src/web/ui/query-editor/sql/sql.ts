import type { CompletionSource } from '@codemirror/autocomplete'
import { keywordCompletionSource, PostgreSQL, schemaCompletionSource } from '@codemirror/lang-sql'
import type { SQLNamespace } from '@codemirror/lang-sql'
import type { QueryClient } from '@tanstack/react-query'
import { seriesQuery } from '#web/api/source-query.ts'
import type { CodeLanguage, LanguageSetup } from '../code-language.ts'
import { filledIn, notBehindDollar } from '../filled-in.ts'
import { offered } from '../offered.ts'

type Row = Readonly<Record<string, string>>

/** Tables with their columns, below their schemas; those of `public` also by their bare names, as PostgreSQL finds them. */
export function namespaceOf(rows: readonly Row[]): SQLNamespace {
  const schemas = Map.groupBy(rows, (row) => row['schema'] ?? '')
  const tablesOf = (of: readonly Row[]): Record<string, SQLNamespace> =>
    Object.fromEntries(
      [...Map.groupBy(of, (row) => row['table'] ?? '')].map(([table, columns]) => [
        table,
        columns.map(({ column = '', type = '' }) => ({ label: column, type: 'property', detail: type })),
      ]),
    )
  const all = [...schemas].map(([schema, of]) => [schema, tablesOf(of)] as const)
  return { ...Object.fromEntries(all), ...tablesOf(schemas.get('public') ?? []) }
}

/** What the role of the source may read, asked once when the first name is wanted; thousands of columns are put in order once, too. */
function liveTables(client: QueryClient, source: string): CompletionSource {
  const made = new WeakMap<readonly Row[], CompletionSource>()
  return async (context) => {
    const rows = await offered(client, seriesQuery(source), [])
    if (rows.length === 0) return null
    const tables = made.get(rows) ?? schemaCompletionSource({ dialect: PostgreSQL, schema: namespaceOf(rows) })
    made.set(rows, tables)
    return tables(context)
  }
}

export function openSql({ text, client, source, variables }: LanguageSetup): CodeLanguage {
  const moments = { $__from: text('query.builtIn.from'), $__to: text('query.builtIn.to') }
  return {
    extension: [
      PostgreSQL.language,
      PostgreSQL.language.data.of({ autocomplete: notBehindDollar(keywordCompletionSource(PostgreSQL, false)) }),
      PostgreSQL.language.data.of({ autocomplete: filledIn(moments, variables, text('query.variable')) }),
      ...(source === undefined ? [] : [PostgreSQL.language.data.of({ autocomplete: notBehindDollar(liveTables(client, source)) })]),
    ],
  }
}
