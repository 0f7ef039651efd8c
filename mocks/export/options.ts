import { parseArgs } from 'node:util'

export const scales = ['small', 'demo'] as const

export interface Options {
  /** Base address of a VictoriaMetrics that takes the history of metrics. */
  readonly metrics: URL | undefined
  /** Base address of an Alertmanager. */
  readonly alerts: URL | undefined
  /** Where metrics of the moment are shown for a Prometheus to scrape. */
  readonly scrape: { readonly host: string; readonly port: number } | undefined
  /** A Homeport whose intake is told what happened, with a token of the scope `intake:events`. */
  readonly events: { readonly url: URL; readonly tokenFile: string } | undefined
  readonly days: number
  readonly scale: (typeof scales)[number]
  /** Seconds between two refreshes while it goes on. */
  readonly every: number
  /** Ends when everything up to now is there. */
  readonly once: boolean
}

export type OptionsRead = { readonly options: Options } | { readonly help: true } | { readonly problems: readonly string[] }

export const help = `Writes the synthetic estate of the demo to real servers, and goes on until it is stopped.

  npm run estate:export -- [options]

  --metrics URL      VictoriaMetrics that takes the history of metrics, one sample every 5 minutes
  --alerts URL       Alertmanager that takes the alerts of the moment
  --scrape PORT      shows the metrics of the moment at http://127.0.0.1:PORT/metrics; or HOST:PORT
  --events URL       Homeport whose intake is told of incidents, changes, tickets, findings, runs and past alerts
  --token-file FILE  file with a service token of that Homeport, scope intake:events
  --days N           days of history, 1 to 400; 14 unless told
  --scale SIZE       small (24 hosts) or demo (320 hosts and seven times as much happening); small unless told
  --every SECONDS    pause between refreshes, 5 to 3600; 60 unless told
  --once             ends when everything up to now is there
  --help             this text

It may be stopped and started again at any moment: what is there already is not written twice.
`

const given = {
  metrics: { type: 'string' },
  alerts: { type: 'string' },
  scrape: { type: 'string' },
  events: { type: 'string' },
  'token-file': { type: 'string' },
  days: { type: 'string', default: '14' },
  scale: { type: 'string', default: 'small' },
  every: { type: 'string', default: '60' },
  once: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function address(name: string, text: string | undefined, problems: string[]): URL | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === ''
  if (!isPlain) problems.push(`--${name}: expected a base address such as http://127.0.0.1:8428, without user, query or fragment; got "${text}"`)
  return isPlain ? url : undefined
}

function whole(name: string, text: string, [least, most]: readonly [number, number], problems: string[]): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  problems.push(`--${name}: expected a whole number from ${least} to ${most}; got "${text}"`)
  return least
}

function place(text: string | undefined, problems: string[]): Options['scrape'] {
  if (text === undefined) return undefined
  const [, host, port] = /^(?:([\w.-]+|\[[\da-f:]+\]):)?(\d{1,5})$/i.exec(text) ?? []
  if (port !== undefined && Number(port) <= 65_535) return { host: host?.replace(/^\[|\]$/g, '') ?? '127.0.0.1', port: Number(port) }
  problems.push(`--scrape: expected PORT or HOST:PORT; got "${text}"`)
  return undefined
}

function eventsOf(url: URL | undefined, tokenFile: string | undefined, asked: boolean, problems: string[]): Options['events'] {
  if (asked && tokenFile === undefined)
    problems.push('--events needs --token-file FILE: a service token with the scope intake:events, made in Homeport under Tokens')
  if (!asked && tokenFile !== undefined) problems.push('--token-file is for --events URL, which is missing')
  return url && tokenFile !== undefined ? { url, tokenFile } : undefined
}

/** What parseArgs found, or why it could not read the line. */
function parsed(args: readonly string[]) {
  try {
    return { values: parseArgs({ args: [...args], options: given, allowPositionals: false }).values }
  } catch (error) {
    return { problems: [error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)] }
  }
}

/** Reads the command line. Every problem is told, with the option it is about. */
export function readOptions(args: readonly string[]): OptionsRead {
  const read = parsed(args)
  if (read.problems) return { problems: read.problems }
  const { values } = read
  if (values.help) return { help: true }
  const problems: string[] = []
  const metrics = address('metrics', values.metrics, problems)
  const alerts = address('alerts', values.alerts, problems)
  const scrape = place(values.scrape, problems)
  const events = eventsOf(address('events', values.events, problems), values['token-file'], values.events !== undefined, problems)
  const scale = scales.find((s) => s === values.scale)
  if (!scale) problems.push(`--scale: expected ${scales.join(' or ')}; got "${values.scale}"`)
  const days = whole('days', values.days, [1, 400], problems)
  const every = whole('every', values.every, [5, 3600], problems)
  if ([values.metrics, values.alerts, values.scrape, values.events].every((it) => it === undefined))
    problems.push('nowhere to write to: name at least one of --metrics, --alerts, --scrape, --events')
  if (values.once && values.metrics === undefined && values.alerts === undefined && values.events === undefined)
    problems.push('--once with nothing but --scrape would end before anybody looked')
  if (problems.length > 0 || !scale) return { problems }
  return { options: { metrics, alerts, scrape, events, days, scale, every, once: values.once } }
}
