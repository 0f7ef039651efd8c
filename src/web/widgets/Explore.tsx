import { lazy, Suspense } from 'react'
import type { ExploreProps } from './ExploreDialog.tsx'

const ExploreDialog = lazy(() => import('./ExploreDialog.tsx'))

/** The answer itself, as a table and as a file. */
export function Explore(props: ExploreProps) {
  return (
    <Suspense>
      <ExploreDialog {...props} />
    </Suspense>
  )
}
