import { useCallback, useMemo } from 'react'
import { navigate, usePathname, useSearch } from 'wouter/use-browser-location'
import { pathOf, placeOf } from './place.ts'
import type { Place } from './place.ts'
import { carriedSearch, readSearch, writeSearch } from './search.ts'
import type { UrlChange, UrlState } from './search.ts'

export interface GoHow {
  /** Leaves no step in the history: for places that only led here. */
  readonly replace?: boolean
}

/** Address of a place, taking time and zone along. */
export function hrefOf(place: Place, search = location.search): string {
  const carried = carriedSearch(search)
  return carried ? `${pathOf(place)}?${carried}` : pathOf(place)
}

export const goTo = (place: Place, { replace = false }: GoHow = {}): void => navigate(hrefOf(place), { replace })

/** The place the address names, and the way to another. */
export function usePlace(): readonly [Place, typeof goTo] {
  const path = usePathname()
  return [useMemo(() => placeOf(path), [path]), goTo]
}

/** What the search part of the address says. */
export function useUrl(): UrlState {
  const search = useSearch()
  return useMemo(() => readSearch(search), [search])
}

/** Changes the search part. A change of what is looked at is a step in the history; how often it is refreshed is not. */
export function useChangeUrl(): (change: UrlChange, how?: GoHow) => void {
  return useCallback((change, { replace = false } = {}) => {
    const search = writeSearch(location.search, change)
    const before = location.search.replace(/^\?/, '')
    if (search !== before) navigate(search ? `${location.pathname}?${search}` : location.pathname, { replace })
  }, [])
}
