import type { PageProps } from '../page.ts'
import { SourcesPage } from './SourcesPage.tsx'

/** The list, or one source of it. */
export function SourcesPages({ place }: PageProps) {
  return place.page === 'sources' ? <SourcesPage /> : null
}
