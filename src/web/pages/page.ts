import type { Place } from '#web/url/place.ts'

export interface PageProps {
  readonly place: Place
}
