import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { PostgreSQL, schemaCompletionSource, sql } from '@codemirror/lang-sql'
import type { SQLNamespace } from '@codemirror/lang-sql'
import type { QueryClient } from '@tanstack/react-query'
import { seriesQuery } from '#web/api/source-query.ts'
import type { CodeLanguage, LanguageSetup } from '../code-language.ts'

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

/** What the role of the source may read, asked once when the first name is wanted. */
function liveTables(client: QueryClient, source: string): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async (context) => {
    const rows = await client.fetchQuery(seriesQuery(source)).catch(() => [])
    return rows.length === 0 ? null : schemaCompletionSource({ dialect: PostgreSQL, schema: namespaceOf(rows) })(context)
  }
}

const builtIns = ['$__from', '$__to']

export function openSql({ text, client, source }: LanguageSetup): CodeLanguage {
  const language = sql({ dialect: PostgreSQL, upperCaseKeywords: false })
  const moments = (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(/\$\w*$/)
    return (
      before && {
        from: before.from,
        options: builtIns.map((label) => ({ label, detail: text(label === '$__from' ? 'query.builtIn.from' : 'query.builtIn.to') })),
        validFor: /^\$\w*$/,
      }
    )
  }
  return {
    extension: [
      language,
      PostgreSQL.language.data.of({ autocomplete: moments }),
      ...(source === undefined ? [] : [PostgreSQL.language.data.of({ autocomplete: liveTables(client, source) })]),
    ],
  }
}
