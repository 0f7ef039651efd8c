import type { QueryLanguage } from '#contract/catalogue.ts'
import type { CodeLanguage, LanguageSetup } from './code-language.ts'

type Open = (setup: LanguageSetup) => CodeLanguage

/** Each language comes when a query in it is first written. */
export const loadLanguageOf: Readonly<Record<QueryLanguage, () => Promise<Open>>> = {
  promql: async () => (await import('./promql/promql.ts')).openPromql,
  sql: async () => (await import('./sql/sql.ts')).openSql,
  jsonpath: async () => (await import('./jsonpath/jsonpath.ts')).openJsonPath,
}
