import type { Browser } from 'playwright'
import { firstPaint, gzKb, viewOnly } from '#tests/architecture/build-weight.ts'
import { openPage } from '#tests/support/chromium.ts'
import type { Figure } from './figures.ts'

/** JavaScript that came over the network before the first drawing of a widget stood in the document, without the views' own chunks. */
async function fetched(browser: Browser, address: string): Promise<number> {
  const { page, close } = await openPage(browser)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const scripts = new Map<string, string>()
  const bytes: { readonly file: string; readonly bytes: number; readonly at: number }[] = []
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scripts.set(requestId, new URL(response.url).pathname.slice(1))
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const file = scripts.get(requestId)
    if (file !== undefined) bytes.push({ file, bytes: encodedDataLength, at: timestamp })
  })
  await page.goto(address)
  await page.locator('[data-hp-body] [role="group"] bdi').first().waitFor()
  const { metrics } = await cdp.send('Performance.enable').then(() => cdp.send('Performance.getMetrics'))
  const now = metrics.find((m) => m.name === 'Timestamp')?.value ?? Number.POSITIVE_INFINITY
  const views = viewOnly()
  const kb = bytes.filter((b) => b.at <= now && !views.has(b.file)).reduce((sum, b) => sum + b.bytes, 0) / 1000
  await close()
  return kb
}

export async function benchScriptSize(browser: Browser, url: string): Promise<readonly Figure[]> {
  const target = { most: 200, of: 'value' } as const
  const built = [...firstPaint().values()].reduce((sum, file) => sum + gzKb(file), 0)
  return [
    { what: 'JavaScript before the first widget: chunks of the build, gzip', unit: 'kB', ours: [built], target },
    { what: 'JavaScript before the first widget: over the network', unit: 'kB', ours: [await fetched(browser, `${url}/d/numbers-50`)], target },
  ]
}
