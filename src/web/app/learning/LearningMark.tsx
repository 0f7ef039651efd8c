import { Suspense } from 'react'
import { useStripState } from '#web/api/strip-state.ts'
import { spoken } from '#web/i18n/spoken.ts'

const Notice = spoken(['learning'], () => import('./Notice.tsx'))

/** Says in the frame of the app that learning is paused, and tells whoever was not told yet what it is. Nothing else. */
export function LearningMark({ atHome }: { readonly atHome: boolean }) {
  const data = useStripState()
  const isUntold = data?.off === 'untold' && atHome
  if (data?.off !== 'paused' && !isUntold) return null
  return (
    <Suspense>
      <Notice what={isUntold ? 'untold' : 'paused'} />
    </Suspense>
  )
}
