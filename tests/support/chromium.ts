import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { findBrowser } from './browser.ts'

export const hasBrowser = findBrowser() !== undefined

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless browser of this machine. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('no browser here: set HOMEPORT_BROWSER to a Chromium or Chrome')
  return chromium.launch({ executablePath, args: quiet })
}

export interface WatchedPage {
  readonly page: Page
  /** Errors the page logged or threw. */
  readonly errors: string[]
  /** `METHOD path` of every API request so far. */
  readonly requests: string[]
  close(): Promise<void>
}

export interface PageSetup {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly locale?: string
}

/** A page in a context of its own, with its errors and API requests written down. */
export async function openPage(browser: Browser, { width = 1440, height = 1000, dark = false, locale = 'en' }: PageSetup = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const errors: string[] = []
  const requests: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) requests.push(`${request.method()} ${pathname}`)
  })
  return { page, errors, requests, close: () => context.close() }
}
