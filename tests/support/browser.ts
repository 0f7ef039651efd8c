import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of a Chromium or Chrome: `HOMEPORT_BROWSER` if set, else a known place; undefined when there is none. */
export function findBrowser(): string | undefined {
  const asked = process.env['HOMEPORT_BROWSER']
  return asked ?? places.find((p) => existsSync(p))
}
