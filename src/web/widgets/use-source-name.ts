import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Query } from '#contract/query.ts'
import type { Source } from '#contract/source.ts'
import { sourcesQuery } from '../api/source-query.ts'

/** Name of the source a query asks; undefined for `auto` before it has answered, and for one that is gone. */
export function useSourceName({ source }: Query): string | undefined {
  const select = useCallback((all: readonly Source[]) => all.find((s) => s.id === source)?.name, [source])
  return useQuery({ ...sourcesQuery, select, enabled: source !== 'auto' }).data
}
