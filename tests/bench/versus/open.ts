import type { Browser } from 'playwright'
import { openBenchPage } from '../bench-page.ts'
import type { BenchPage } from '../bench-page.ts'
import { between, countersOf } from '../counters.ts'
import type { Counters, Counts } from '../counters.ts'
import type { Case } from './side.ts'

export interface OpenCase extends BenchPage {
  readonly counters: Counters
  /** Milliseconds until painted, and the main thread's until everything that follows is done. */
  readonly mount: { readonly paintedMs: number; readonly taskMs: number }
}

/** Opens a page with one side on it, warm, and draws the case; `more` are the answers that will follow. */
export async function openCase(browser: Browser, url: string, side: string, given: Case, more = 0): Promise<OpenCase> {
  const it = await openBenchPage(browser)
  const { page, cdp } = it
  await page.goto(`${url}/page.html`)
  await page.waitForFunction(() => 'versus' in window)
  await page.evaluate(([name, kind]) => window.versus.warm(name, kind), [side, given.kind] as const)
  await page.evaluate(([of, count]) => window.versus.make(of, count), [given, more] as const)
  await cdp.send('HeapProfiler.collectGarbage')
  const counters = await countersOf(cdp)
  const before = await counters.read()
  const paintedMs = await page.evaluate(() => window.versus.open())
  await page.waitForTimeout(300)
  const { taskS } = between(before, await counters.read())
  return { ...it, counters, mount: { paintedMs, taskMs: taskS * 1000 } }
}

/** What the main thread did meanwhile, in milliseconds for each of `steps`. */
export async function spent({ counters }: OpenCase, steps: number, run: () => Promise<unknown>): Promise<{ readonly task: number; readonly script: number }> {
  const before = await counters.read()
  await run()
  const { taskS, scriptS }: Counts = between(before, await counters.read())
  return { task: (taskS * 1000) / steps, script: (scriptS * 1000) / steps }
}

/** Errors of the page are errors of the measurement, but for fonts some peers would fetch from elsewhere. */
export async function closeCase({ errors, close }: OpenCase): Promise<void> {
  await close()
  const own = errors.filter((e) => !e.startsWith('Failed to load resource'))
  if (own.length > 0) throw new Error(`errors in the page: ${own.slice(0, 3).join('; ')}`)
}
