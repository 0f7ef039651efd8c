import { serveLoopback } from './hostile-server.ts'
import type { LoopbackServer } from './hostile-server.ts'

/** Label value as the text format wants it. */
export const labelText = (value: string): string =>
  value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)

/** One line of the text format. */
export const sampleLine = (metric: string, labels: Readonly<Record<string, string>>, value: number, at?: number): string =>
  `${metric}{${Object.entries(labels)
    .map(([name, text]) => `${name}="${labelText(text)}"`)
    .join(',')}} ${Number.isNaN(value) ? 'NaN' : value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : value}${at === undefined ? '' : ` ${at}`}`

/** A scrape target that shows what `lines` says at the moment, in Prometheus text format. */
export const startExporter = (lines: () => readonly string[]): Promise<LoopbackServer> =>
  serveLoopback((_, response) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(`${lines().join('\n')}\n`))
