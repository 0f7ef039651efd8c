import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useMay } from '#web/api/me-query.ts'
import { sourcesQuery } from '#web/api/source-query.ts'
import { statusQuery } from '#web/api/status-query.ts'
import { usePreference } from '#web/ui/preference.ts'

const WelcomeWords = lazy(() => import('./WelcomeWords.tsx'))

/**
 * First words, over the first dashboard, which already shows this machine. They are gone once a system of the person's
 * own is connected, or when they put them away.
 */
export function Welcome() {
  const [welcomed, setWelcomed] = usePreference('welcomed')
  const { data: sources } = useQuery(sourcesQuery)
  const { data: status } = useQuery(statusQuery)
  const manages = useMay('sources.manage')
  const own = sources?.some((s) => s.origin === 'ui' || s.origin === 'file')
  if (!manages || welcomed === 'yes' || !sources || own || status?.demo !== false) return null
  return (
    <Suspense>
      <WelcomeWords onDone={() => setWelcomed('yes')} />
    </Suspense>
  )
}
