import type { PageProps } from '../page.ts'
import { NewSourcePage } from './NewSourcePage.tsx'
import { SourcePage } from './SourcePage.tsx'
import { SourcesPage } from './SourcesPage.tsx'

/** The list, one source of it, or a new one. */
export function SourcesPages({ place }: PageProps) {
  switch (place.page) {
    case 'newSource':
      return <NewSourcePage kind={place.kind} />
    case 'source':
      return <SourcePage id={place.id} />
    default:
      return <SourcesPage />
  }
}
