import type { ComponentType } from 'react'
import type { Place } from '#web/url/place.ts'

export interface PageProps {
  readonly place: Place
}

/** What a page's door offers: the page itself, loaded when it is gone to. */
export interface PageDoor {
  readonly default: ComponentType<PageProps>
}
