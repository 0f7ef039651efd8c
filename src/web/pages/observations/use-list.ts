import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { navigate, useSearch } from 'wouter/use-browser-location'
import { observationsQuery } from '#web/api/observation-query.ts'
import { useRange } from '#web/url/use-time.ts'
import type { ListKind } from './kinds.ts'
import { takePlace } from './kept-place.ts'
import type { KeptPlace } from './kept-place.ts'
import { readLook, writeLook } from './list-address.ts'
import type { ListLook } from './list-address.ts'
import { useHeld } from './use-held.ts'

/** Rows asked for at first, and at most: beyond, facets find faster than scrolling. */
const firstRows = 200
export const mostRows = 2000

/** The address as a key of where somebody was in the list. */
export const addressNow = (): string => location.pathname + location.search

/** What the address asks for, and the way to ask for something else. */
export function useLook(own: ListKind): readonly [ListLook, (change: Partial<ListLook>, replace?: boolean) => void] {
  const search = useSearch()
  const look = useMemo(() => readLook(search, own), [search, own])
  const change = useCallback(
    (next: Partial<ListLook>, replace = false) => {
      const before = location.search.replace(/^\?/, '')
      const after = writeLook(before, { ...readLook(before, own), ...next }, own)
      if (after !== before) navigate(after ? `${location.pathname}?${after}` : location.pathname, { replace })
    },
    [own],
  )
  return [look, change]
}

/** The list of a look: rows that stay where they are, facets, and more rows when asked for. */
export function useList(own: ListKind, look: ListLook) {
  const client = useQueryClient()
  const { range, spec } = useRange()
  const [kept] = useState<KeptPlace | undefined>(() => takePlace(addressNow()))
  const [limit, setLimit] = useState(kept?.limit ?? firstRows)
  const asked = {
    kind: own.kind,
    show: look.show,
    q: look.q,
    choice: JSON.stringify(look.choice),
    sort: look.sort,
    order: look.down ? ('down' as const) : ('up' as const),
  }
  const question = JSON.stringify([asked, spec])
  const to = range.to + (spec.to === 'now' ? own.aheadMs : 0)
  const { data, error, refetch, isPlaceholderData } = useQuery(observationsQuery({ ...asked, from: range.from, to, limit }, question, client))
  const rows = useHeld(data?.question ?? question, data?.rows)
  const { found = 0 } = data ?? {}
  const hasMore = data?.question === question && found > data.rows.length && limit < mostRows
  const more = useCallback(() => setLimit((n) => Math.min(mostRows, n * 2)), [])
  return { data, error, refetch, rows, kept, limit, hasMore, more, isOld: isPlaceholderData && data?.question !== question }
}
