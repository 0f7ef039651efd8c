import type { Browser, CDPSession } from 'playwright'
import { openPage } from '#tests/support/chromium.ts'
import type { PageSetup, WatchedPage } from '#tests/support/chromium.ts'

export interface BenchPage extends WatchedPage {
  readonly cdp: CDPSession
}

/** A page on either side. The server's policy lets only the app's own page load scripts, so it is put aside here. */
export async function openBenchPage(browser: Browser, setup: PageSetup = {}): Promise<BenchPage> {
  const watched = await openPage(browser, setup)
  const cdp = await watched.page.context().newCDPSession(watched.page)
  await cdp.send('Page.setBypassCSP', { enabled: true })
  return { ...watched, cdp }
}
