import { infiniteQueryOptions } from '@tanstack/react-query'
import { listAudit } from '#contract/audit.ts'
import { call } from './call.ts'

/** What the audit is narrowed to; empty words narrow nothing. */
export interface AuditFilter {
  readonly action: string
  readonly actor: string
  readonly object: string
}

const page = 100
const filled = (filter: AuditFilter): Partial<AuditFilter> => Object.fromEntries(Object.entries(filter).filter(([, value]) => value.trim() !== ''))

/** Lines of the audit, newest first; each further page goes on before the oldest line read. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: async ({ pageParam, signal }) =>
      (await call(listAudit, { search: { ...filled(filter), limit: page, ...(pageParam !== undefined && { before: pageParam }) }, signal })).data,
    // The type says what later pages pass.
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ entries }) => (entries.length < page ? undefined : entries.at(-1)?.seq),
  })

/** Address of the same lines as a file of JSON lines. */
export const auditExport = (filter: AuditFilter): string => {
  const search = new URLSearchParams(filled(filter))
  return search.size > 0 ? `/api/audit/export?${search}` : '/api/audit/export'
}
