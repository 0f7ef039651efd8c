import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram, startServer } from './program.ts'
import type { Server } from './program.ts'

export const hasAlertmanager = findProgram('prometheus-alertmanager', 'alertmanager') !== undefined

export interface AlertmanagerOptions {
  /** Receiver of every notification, firing and resolved. */
  readonly webhook?: { readonly url: string; readonly token: string; readonly maxAlerts?: number }
  readonly groupBy?: readonly string[]
  /** Alerts of the first matcher silence those of the second while both have equal values of these labels. */
  readonly inhibit?: { readonly source: string; readonly target: string; readonly equal: readonly string[] }
}

export interface Alertmanager extends Server {
  /** Posts alerts as Prometheus would. */
  post(alerts: readonly PostedAlert[]): Promise<void>
  /** Creates a silence and answers its id. */
  silence(it: { readonly matchers: readonly SilenceMatcher[]; readonly minutes: number; readonly by: string; readonly comment: string }): Promise<string>
}

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly startsAt?: string
  readonly endsAt?: string
  readonly generatorURL?: string
}

export interface SilenceMatcher {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  readonly isEqual: boolean
}

function config({ webhook, groupBy = ['alertname'], inhibit }: AlertmanagerOptions): string {
  const receiver = webhook && {
    webhook_configs: [
      {
        url: webhook.url,
        send_resolved: true,
        max_alerts: webhook.maxAlerts ?? 0,
        http_config: { authorization: { type: 'Bearer', credentials: webhook.token } },
      },
    ],
  }
  return JSON.stringify({
    route: { receiver: 'all', group_by: groupBy, group_wait: '1s', group_interval: '1s', repeat_interval: '1h' },
    receivers: [{ name: 'all', ...receiver }],
    ...(inhibit && { inhibit_rules: [{ source_matchers: [inhibit.source], target_matchers: [inhibit.target], equal: inhibit.equal }] }),
  })
}

/** A real Alertmanager that notifies after a second. */
export async function startAlertmanager(options: AlertmanagerOptions = {}): Promise<Alertmanager> {
  const server = await startServer({
    names: ['prometheus-alertmanager', 'alertmanager'],
    ready: '/-/ready',
    args: async (port, folder) => {
      const file = join(folder, 'alertmanager.yml')
      await writeFile(file, config(options))
      return [
        `--config.file=${file}`,
        `--storage.path=${join(folder, 'state')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        `--web.external-url=http://127.0.0.1:${port}`,
        // Empty, so that it opens no gossip port.
        '--cluster.listen-address=',
      ]
    },
  })
  const send = async (path: string, body: unknown): Promise<string> => {
    const reply = await fetch(`${server.url}/api/v2/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`Alertmanager refused: ${text}`)
    return text
  }
  return {
    ...server,
    async post(alerts) {
      await send('alerts', alerts)
    },
    async silence({ matchers, minutes, by, comment }) {
      const now = Date.now()
      const [startsAt, endsAt] = [new Date(now).toISOString(), new Date(now + minutes * 60_000).toISOString()]
      // Alertmanager's own reply.
      const reply = JSON.parse(await send('silences', { matchers, startsAt, endsAt, createdBy: by, comment })) as { readonly silenceID: string }
      return reply.silenceID
    },
  }
}
