import { findProgram, startServer } from './program.ts'
import type { Server } from './program.ts'

const names = ['victoria-metrics', 'victoria-metrics-prod']
export const hasVictoriaMetrics = findProgram(...names) !== undefined

export interface VictoriaMetrics extends Server {
  /** Takes samples in Prometheus text format with timestamps in ms; they can be queried when this resolves. */
  load(text: string): Promise<void>
}

/** A real VictoriaMetrics: speaks the Prometheus API, and takes history of any age. */
export async function startVictoriaMetrics(): Promise<VictoriaMetrics> {
  const server = await startServer({
    names,
    ready: '/health',
    args: (port, folder) => [
      `-storageDataPath=${folder}`,
      `-httpListenAddr=127.0.0.1:${port}`,
      '-retentionPeriod=100y',
      '-search.latencyOffset=0s',
      '-memory.allowedBytes=256MB',
    ],
  })
  return {
    ...server,
    async load(text) {
      for (const [path, body] of [
        ['/api/v1/import/prometheus', text],
        ['/internal/force_flush', undefined],
      ] as const) {
        const reply = await fetch(`${server.url}${path}`, body === undefined ? {} : { method: 'POST', body })
        if (!reply.ok) throw new Error(`VictoriaMetrics refused: ${await reply.text()}`)
      }
    },
  }
}
