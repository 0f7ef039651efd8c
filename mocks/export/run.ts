import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createEstate } from '#core/estate/estate.ts'
import type { Estate } from '#core/estate/estate.ts'
import { postAlerts } from './alerts.ts'
import { createTeller } from './events.ts'
import { momentsUntil, writeHistory } from './history.ts'
import type { Options } from './options.ts'
import { showMetrics } from './scrape.ts'
import { pause, Refusal } from './send.ts'
import { createTotals } from './totals.ts'
import type { Totals } from './totals.ts'

/** The estate everybody sees in the demo. */
const seed = 7

function readToken(file: string): string {
  try {
    const token = readFileSync(file, 'utf8').trim()
    if (token !== '' && !/\s/.test(token)) return token
  } catch (error) {
    throw new Refusal(`--token-file: cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new Refusal(`--token-file: expected one token in ${file}`)
}

type Say = (line: string) => void
/** Brings one server up to now. */
type Refresh = (now: number) => Promise<void>

interface World {
  readonly estate: Estate
  readonly totals: Totals
  readonly signal: AbortSignal
  readonly say: Say
}

function metricsRefresh({ estate, totals, signal, say }: World, base: URL, days: number): Refresh {
  let first = true
  return async (now) => {
    const moments = momentsUntil(now, days)
    const onChunk = (done: number, of: number): void => {
      if (first && of > 0) say(`metrics: ${Math.floor((100 * done) / of)} %`)
    }
    const { samples, known } = await writeHistory({ base, signal, estate, totals }, moments, onChunk)
    if (first) say(`metrics: ${samples} samples written, ${known} of ${moments.length} moments were there`)
    first = false
  }
}

function alertsRefresh({ estate, signal, say }: World, base: URL, metrics: URL | undefined, everyMs: number): Refresh {
  let since: number | undefined
  return async (now) => {
    const firing = await postAlerts(estate, { base, metrics, signal }, now, since ?? now, 3 * everyMs)
    if (since === undefined) say(`alerts: ${firing} firing`)
    since = now
  }
}

function eventsRefresh({ estate, signal, say }: World, { url, tokenFile }: NonNullable<Options['events']>, days: number, tellsAlerts: 'all' | 'past'): Refresh {
  const tell = createTeller(estate, { base: url, token: readToken(tokenFile), signal }, days, tellsAlerts)
  let first = true
  return async (now) => {
    const { taken, known } = await tell(now)
    if (first) say(`events: ${taken} taken, ${known} known`)
    first = false
  }
}

function refreshes(world: World, { metrics, alerts, events, days, every }: Options): readonly Refresh[] {
  return [
    ...(events ? [eventsRefresh(world, events, days, alerts ? 'past' : 'all')] : []),
    ...(alerts ? [alertsRefresh(world, alerts, metrics, every * 1000)] : []),
    ...(metrics ? [metricsRefresh(world, metrics, days)] : []),
  ]
}

/** Again and again until it is stopped. What fails now is tried at the next round, and said. */
async function goOn(all: readonly Refresh[], everyMs: number, signal: AbortSignal, say: Say): Promise<void> {
  while (!signal.aborted) {
    await pause(everyMs, signal)
    for (const refresh of all) {
      if (signal.aborted) return
      await refresh(Date.now()).catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
    }
  }
}

/** Exports as the options say until everything is there (`once`) or the signal is given. Throws a Refusal for what somebody has to mend. */
export async function runExport(options: Options, signal: AbortSignal, say: Say): Promise<void> {
  const estate = createEstate(seed, options.scale)
  const world: World = { estate, totals: createTotals(estate), signal, say }
  const all = refreshes(world, options)
  let server: Server | undefined
  try {
    if (options.scrape) {
      server = await showMetrics(estate, world.totals, options.scrape)
      say(`scrape: http://${options.scrape.host}:${options.scrape.port}/metrics`)
    }
    for (const refresh of all) if (!signal.aborted) await refresh(Date.now())
    say(options.once ? 'everything up to now is there' : 'up to date; goes on until it is stopped')
    if (!options.once) await goOn(all, options.every * 1000, signal, say)
  } finally {
    server?.closeAllConnections()
    server?.close()
  }
}
