import type { PageProps } from '../page.ts'
import { DetailPage } from './DetailPage.tsx'
import { isListPage } from './kinds.ts'
import { ListPage } from './ListPage.tsx'

/** A list of what happened, or one of it. */
export function ObservationPages({ place }: PageProps) {
  if (isListPage(place.page)) return <ListPage key={place.page} name={place.page} />
  if (place.page === 'observation') return <DetailPage key={place.id} id={place.id} at={place.at} />
  return null
}
