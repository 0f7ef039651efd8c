import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import type { Browser } from 'playwright'
import { hasBrowser, launchBrowser } from '#tests/support/chromium.ts'
import { buildApp } from '#tests/support/homeport.ts'
import { startBenchServer } from './bench-server.ts'
import { numbers, switching, twenty } from './boards.ts'
import { benchChartUpdate } from './chart-update.ts'
import { benchDrag } from './drag.ts'
import { tableOf } from './figures.ts'
import type { Figure } from './figures.ts'
import { benchPersonalization } from './personalization.ts'
import { benchPolicy } from './policy.ts'
import { benchLanding } from './landing.ts'
import { benchKpi } from './kpi.ts'
import { benchResume } from './resume.ts'
import { benchLive } from './live.ts'
import { benchScriptSize } from './script-size.ts'
import { benchServer } from './server.ts'
import { benchSignals } from './signals.ts'
import { benchSignIn } from './sign-in.ts'
import { benchStore } from './store.ts'
import { benchTwentyWidgets } from './twenty-widgets.ts'
import { benchPeers, peerParts } from './versus/run.ts'
import { benchViewSwitch } from './view-switch.ts'

/**
 * `npm run bench` measures everything but the peers; `npm run bench -- drag page` only these, `-- peers` us beside others. `HOMEPORT_BENCH_ROUNDS` sets how often
 * each is repeated, `HOMEPORT_BUILD=0` takes the build that is there.
 */
const rounds = Number(process.env['HOMEPORT_BENCH_ROUNDS'] ?? 5)

interface World {
  readonly browser: Browser
  readonly urls: { readonly ours: string; readonly plain: string }
}

const inBrowser: Readonly<Record<string, (world: World) => Promise<readonly Figure[]>>> = {
  switch: ({ browser, urls }) => benchViewSwitch(browser, urls.ours, rounds),
  page: ({ browser, urls }) => benchTwentyWidgets(browser, urls, rounds),
  drag: ({ browser, urls }) => benchDrag(browser, urls, rounds),
  chart: ({ browser, urls }) => benchChartUpdate(browser, urls.plain, rounds),
  'sign-in': ({ browser }) => benchSignIn(browser, rounds),
  scripts: ({ browser, urls }) => benchScriptSize(browser, urls.ours),
}
const alone: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  policy: async () => benchPolicy(rounds),
  personalization: async () => benchPersonalization(rounds),
  resume: () => benchResume(rounds),
  server: () => benchServer(Math.max(5, rounds)),
  landing: () => benchLanding(Math.max(20, rounds)),
  live: benchLive,
  signals: benchSignals,
  kpi: () => benchKpi(Math.max(5, rounds)),
  store: async () => (await benchStore()).map(({ what, unit, value }) => ({ what, unit, ours: [value] })),
}
/** Beside other libraries: measured only when asked for, since those have to be installed first. `peers` is all of them. */
const beside = ['peers', ...peerParts]
const names = [...Object.keys(inBrowser), ...Object.keys(alone), ...beside]

function build(): void {
  if (process.env['HOMEPORT_BUILD'] !== '0') {
    process.env['HOMEPORT_BUILD'] = '1'
    buildApp()
    const steps = [['src/server/node/compile.js'], ['node_modules/vite/bin/vite.js', 'build', '--config', 'tests/bench/vite.config.ts', '--logLevel', 'error']]
    for (const step of steps) if (spawnSync(process.execPath, step, { stdio: 'inherit' }).status !== 0) throw new Error(`${step[0]} failed`)
  }
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

async function measure(name: string, run: () => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  process.stderr.write(`measuring: ${name}\n`)
  return run()
}

function needBrowser(): void {
  if (!hasBrowser) throw new Error(`no browser here: set HOMEPORT_BROWSER to a Chromium or Chrome, or measure only ${Object.keys(alone).join(', ')}`)
}

async function besideOthers(wanted: readonly string[]): Promise<void> {
  needBrowser()
  const browser = await launchBrowser()
  try {
    await benchPeers(wanted, browser, rounds)
  } finally {
    await browser.close()
  }
}

async function inTheBrowser(wanted: readonly string[]): Promise<readonly Figure[]> {
  const parts = Object.entries(inBrowser).filter(([name]) => wanted.includes(name))
  if (parts.length === 0) return []
  needBrowser()
  const app = await startBenchServer('dist', { twenty, switching, 'numbers-50': numbers(50), 'numbers-200': numbers(200) })
  const plain = await startBenchServer('.cache/bench', {})
  const browser = await launchBrowser()
  try {
    const figures: Figure[] = []
    for (const [name, run] of parts) figures.push(...(await measure(name, () => run({ browser, urls: { ours: app.url, plain: plain.url } }))))
    return figures
  } finally {
    await browser.close()
    await Promise.all([app.close(), plain.close()])
  }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}; there are ${names.join(', ')}`)
const wanted = asked.length > 0 ? asked.filter((name) => !beside.includes(name)) : names.filter((name) => !beside.includes(name))
const wantedBeside = asked.includes('peers') ? peerParts : peerParts.filter((name) => asked.includes(name))

say(`${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, headless browser; medians, n repeats, both sides in turn`)
build()
if (wantedBeside.length > 0) await besideOthers(wantedBeside)
if (wanted.length > 0) {
  const figures = [...(await inTheBrowser(wanted))]
  for (const [name, run] of Object.entries(alone)) if (wanted.includes(name)) figures.push(...(await measure(name, run)))
  say('')
  say(tableOf(figures))
}
