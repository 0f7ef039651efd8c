import '#web/ui/tokens.css'
import '#web/ui/theme/fonts.css'
import '#web/ui/theme/base.css'
import type { QueryClient } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from '#web/api/client.ts'
import { takeSetupCode } from '#web/api/door-query.ts'
import { meQuery } from '#web/api/me-query.ts'
import { loadLanguage, pickLanguage } from '#web/i18n/LanguageProvider.tsx'
import { english } from '#web/i18n/text.ts'
import { Strips } from '#web/pages/home/strips-part.ts'
import { pages } from '#web/pages/registry.ts'
import { readPreference } from '#web/ui/preference.ts'
import { placeOf } from '#web/url/place.ts'
import { App } from './app/App.tsx'
import { reloadOnMissingParts } from './app/missing-parts.ts'
import { obeyPolicy } from './app/trusted-types.ts'

/** The first screen, or the dashboard of the address, is on its way before anything is drawn; there when all of it is. */
async function fetchAhead(client: QueryClient): Promise<void> {
  const place = placeOf(location.pathname)
  if (place.page !== 'dashboard' && place.page !== 'home') return
  // Nobody seems to be signed in (public/boot.js): the door comes first.
  if (document.documentElement.dataset['session'] === '') return
  if (place.page === 'dashboard') {
    const answers = import('#web/pages/dashboard/index.ts').then((page) => page.fetchAhead(client, place.id))
    await Promise.all([answers, pages.dashboard.fetch()])
    return
  }
  const answers = import('#web/pages/home/index.ts').then((page) => page.fetchAhead(client))
  await Promise.all([answers, pages.home.fetch(), Strips.fetch()])
}

/** A frame that stands empty for less than this is a flicker; one that is missing for longer looks broken. */
const frameAfterMs = 300

const newsAfterMs = 1_000

/** What others change is heard from a moment after somebody is signed in: nothing of it is in the way of the first drawing. */
function listenLater(client: QueryClient): void {
  const cache = client.getQueryCache()
  const begin = (): void => {
    if (client.getQueryData(meQuery.queryKey) === undefined) return
    stop()
    setTimeout(() => {
      // Without it the page is as fresh as its last question; a part that is missing is told elsewhere.
      import('#web/api/live/start.ts').then(({ startLive }) => void startLive(client)).catch(() => undefined)
      import('#web/track/start.ts').then(({ startTracking }) => void startTracking(client)).catch(() => undefined)
    }, newsAfterMs)
  }
  const stop = cache.subscribe(begin)
  begin()
}

/** Words, and in mock mode the API, are there before the first drawing: nothing is shown twice. */
async function start(root: HTMLElement): Promise<void> {
  obeyPolicy()
  reloadOnMissingParts()
  if (import.meta.env.MODE === 'mock') {
    const { startMocks } = await import('#mocks/browser.ts')
    await startMocks()
  }
  const setupCode = takeSetupCode()
  const client = createQueryClient()
  // Beside all else that is on its way: whether to draw the shell or the door.
  void client.prefetchQuery(meQuery)
  // What does not arrive now is asked for again, and told about, when it is drawn.
  const ahead = fetchAhead(client).catch(() => undefined)
  const late = new Promise<void>((resolve) => setTimeout(resolve, frameAfterMs))
  // Without its own words the app speaks English rather than not at all.
  const language = await loadLanguage(pickLanguage(readPreference('language'), navigator.languages)).catch(() => english)
  await Promise.race([ahead, late])
  createRoot(root).render(<App client={client} language={language} setupCode={setupCode} />)
  listenLater(client)
}

const root = document.getElementById('root')
if (root) void start(root)
