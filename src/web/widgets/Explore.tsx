import { lazy, Suspense } from 'react'
import type { LensContext } from '#core/frame/lens.ts'
import type { FrameAnswer } from '../api/frame-query.ts'

const ExploreDialog = lazy(() => import('./ExploreDialog.tsx'))

export interface ExploreProps {
  readonly title: string
  readonly answer: FrameAnswer
  readonly context: LensContext
  readonly onClose: () => void
}

/** The answer itself, as a table and as a file. */
export function Explore(props: ExploreProps) {
  return (
    <Suspense>
      <ExploreDialog {...props} />
    </Suspense>
  )
}
