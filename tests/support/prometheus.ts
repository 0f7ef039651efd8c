import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram, startServer, until } from './program.ts'
import type { Server } from './program.ts'

export const hasPrometheus = findProgram('prometheus') !== undefined

export interface Scrape {
  readonly job: string
  /** `host:port` or base URLs of what is scraped. */
  readonly targets: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly honorLabels?: boolean
}

export interface AlertRule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

export interface PrometheusOptions {
  readonly scrape: readonly Scrape[]
  readonly rules?: readonly AlertRule[]
  /** Base URL of an Alertmanager. */
  readonly alertmanager?: string
  /** Seconds between scrapes and evaluations; 1 unless told. */
  readonly every?: number
  readonly args?: readonly string[]
}

export interface Prometheus extends Server {
  /** Waits until an instant query has an answer. */
  seen(expr: string): Promise<void>
}

const bare = (target: string): string => target.replace(/^https?:\/\//, '').replace(/\/.*$/, '')

function config({ scrape, rules, alertmanager, every = 1 }: PrometheusOptions, rulesFile: string): string {
  // JSON is YAML.
  return JSON.stringify({
    global: { scrape_interval: `${every}s`, scrape_timeout: `${every}s`, evaluation_interval: `${every}s` },
    ...(rules && { rule_files: [rulesFile] }),
    ...(alertmanager && { alerting: { alertmanagers: [{ static_configs: [{ targets: [bare(alertmanager)] }] }] } }),
    scrape_configs: scrape.map(({ job, targets, labels, honorLabels = false }) => ({
      job_name: job,
      honor_labels: honorLabels,
      static_configs: [{ targets: targets.map(bare), ...(labels && { labels }) }],
    })),
  })
}

/** A real Prometheus that scrapes and evaluates every second and tells its Alertmanager every second. */
export async function startPrometheus(options: PrometheusOptions): Promise<Prometheus> {
  const server = await startServer({
    names: ['prometheus'],
    ready: '/-/ready',
    args: async (port, folder) => {
      const [file, rulesFile] = [join(folder, 'prometheus.yml'), join(folder, 'rules.yml')]
      await writeFile(rulesFile, JSON.stringify({ groups: [{ name: 'rules', rules: options.rules ?? [] }] }))
      await writeFile(file, config(options, rulesFile))
      return [
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        // Else links to it hold the name of this machine.
        `--web.external-url=http://127.0.0.1:${port}`,
        '--rules.alert.resend-delay=1s',
        ...(options.args ?? []),
      ]
    },
  })
  const seen = async (expr: string): Promise<void> => {
    await until(`Prometheus to know ${expr}`, async () => {
      const reply = await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent(expr)}`)
      // The envelope of Prometheus' own API.
      const body = (await reply.json()) as { readonly data?: { readonly result?: readonly unknown[] } }
      return (body.data?.result?.length ?? 0) > 0
    })
  }
  return { ...server, seen }
}
