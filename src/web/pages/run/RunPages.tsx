import type { PageProps } from '../page.ts'
import { NewRunPage } from './NewRunPage.tsx'
import { RunPage } from './RunPage.tsx'

/** One run, or the beginning of one. */
export function RunPages({ place }: PageProps) {
  if (place.page === 'newRun') return <NewRunPage workflow={place.workflow} about={place.about} />
  if (place.page === 'run') return <RunPage key={place.id} id={place.id} />
  return null
}
