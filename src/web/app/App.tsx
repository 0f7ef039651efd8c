import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { StrictMode, useMemo } from 'react'
import type { ReactNode } from 'react'
import { statusQuery } from '#web/api/status-query.ts'
import { LanguageProvider } from '#web/i18n/LanguageProvider.tsx'
import type { Language } from '#web/i18n/text.ts'
import { Announcer } from '#web/ui/Announcer.tsx'
import { usePreference } from '#web/ui/preference.ts'
import { TipLayer } from '#web/ui/popup/TipLayer.tsx'
import { ThemeProvider } from '#web/ui/theme/ThemeProvider.tsx'
import { Toaster } from '#web/ui/toast/Toaster.tsx'
import { ClockContext, skewedClock } from '#web/url/clock.ts'
import { Gate } from './Gate.tsx'
import { Shell } from './Shell.tsx'

export interface AppProps {
  readonly client: QueryClient
  readonly language?: Language
  /** One-time code the address brought. */
  readonly setupCode?: string | undefined
}

/** The whole app on a query client: what `main.tsx` mounts and what journeys mount in a test. */
export function App({ client, language, setupCode }: AppProps) {
  return (
    <StrictMode>
      <QueryClientProvider client={client}>
        <Spoken {...(language && { language })}>
          <ThemeProvider>
            <ServerTime>
              <Announcer>
                <Toaster>
                  <Gate setupCode={setupCode}>
                    <Shell />
                  </Gate>
                  <TipLayer />
                </Toaster>
              </Announcer>
            </ServerTime>
          </ThemeProvider>
        </Spoken>
      </QueryClientProvider>
    </StrictMode>
  )
}

function Spoken({ language, children }: { readonly language?: Language; readonly children: ReactNode }) {
  const [chosen] = usePreference('language')
  return (
    <LanguageProvider chosen={chosen} {...(language && { first: language })}>
      {children}
    </LanguageProvider>
  )
}

/** To the second: a millisecond of jitter is no reason to set the clock anew. */
function ServerTime({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(statusQuery)
  const skewMs = Math.round((data?.skewMs ?? 0) / 1000) * 1000
  const clock = useMemo(() => skewedClock(skewMs), [skewMs])
  return <ClockContext value={clock}>{children}</ClockContext>
}
