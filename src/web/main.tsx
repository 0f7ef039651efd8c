import '#web/ui/tokens.css'
import '#web/ui/theme/fonts.css'
import '#web/ui/theme/base.css'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from '#web/api/client.ts'
import { loadLanguage, pickLanguage } from '#web/i18n/LanguageProvider.tsx'
import { english } from '#web/i18n/text.ts'
import { readPreference } from '#web/ui/preference.ts'
import { App } from './app/App.tsx'
import { reloadOnMissingParts } from './app/missing-parts.ts'

/** Words, and in mock mode the API, are there before the first drawing: nothing is shown twice. */
async function start(root: HTMLElement): Promise<void> {
  reloadOnMissingParts()
  if (import.meta.env.MODE === 'mock') {
    const { startMocks } = await import('#mocks/browser.ts')
    await startMocks()
  }
  // Without its own words the app speaks English rather than not at all.
  const language = await loadLanguage(pickLanguage(readPreference('language'), navigator.languages)).catch(() => english)
  createRoot(root).render(<App client={createQueryClient()} language={language} />)
}

const root = document.getElementById('root')
if (root) void start(root)
