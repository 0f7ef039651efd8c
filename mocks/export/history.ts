import type { Estate } from '#core/estate/estate.ts'
import { day } from '#core/estate/numbers.ts'
import type { Family } from './families.ts'
import { familiesAt } from './readings.ts'
import { need, Refusal, send, under } from './send.ts'
import { cellMs } from './totals.ts'
import type { Totals } from './totals.ts'

/** Moments written at once: four hours. */
const chunkSteps = 48
const bodyBytes = 4_000_000
const marker = 'demo_estate_written'

export interface HistoryTarget {
  readonly base: URL
  readonly signal: AbortSignal
}

interface History extends HistoryTarget {
  readonly estate: Estate
  readonly totals: Totals
}

/** A line of VictoriaMetrics' JSON import. */
interface Line {
  readonly metric: Readonly<Record<string, string>>
  readonly values: number[]
  readonly timestamps: readonly number[]
}

/** Which estate a mark is about: another one beside it is another history. */
const markOf = ({ seed, size }: Estate): Readonly<Record<string, string>> => ({ __name__: marker, seed: String(seed), size })

/** Moments of the last days, every five minutes, up to now. */
export function momentsUntil(now: number, days: number): readonly number[] {
  const last = Math.floor(now / cellMs) * cellMs
  const count = Math.round((days * day) / cellMs)
  return Array.from({ length: count }, (_, i) => last - (count - 1 - i) * cellMs)
}

/** Moments a mark covers: so many up to its own. */
const covered = (at: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => at - i * cellMs)

/** Moments that were written before, by this run or another. */
export async function writtenBefore({ base, signal }: HistoryTarget, estate: Estate): Promise<ReadonlySet<number>> {
  const { __name__: name, seed, size } = markOf(estate)
  const reply = await send({ url: under(base, 'api/v1/export', { 'match[]': `${name}{seed="${seed}",size="${size}"}` }), method: 'GET', signal })
  if (!reply.ok) throw new Refusal(`--metrics: ${base.origin} is no VictoriaMetrics: its /api/v1/export answered ${reply.status}`)
  const lines = (await reply.text()).split('\n').filter((text) => text.trim() !== '')
  return new Set(
    lines.flatMap((text) => {
      // VictoriaMetrics' own format, as it is imported.
      const { values, timestamps } = JSON.parse(text) as Line
      return timestamps.flatMap((at, i) => covered(at, values[i] ?? 0))
    }),
  )
}

const nameOf = (family: Family, suffix: string): string => `${family.name}${suffix}`

/** One line per series over all the moments. Every moment has the same series in the same order. */
function linesOf({ estate, totals }: History, moments: readonly number[]): readonly Line[] {
  const lines: Line[] = []
  moments.forEach((at, step) => {
    let index = 0
    for (const family of familiesAt(estate, totals, at))
      for (const { suffix, labels, value } of family.samples) {
        if (step === 0) lines.push({ metric: { __name__: nameOf(family, suffix), ...labels }, values: [], timestamps: moments })
        lines[index]?.values.push(value)
        index += 1
      }
  })
  return lines
}

/** Texts of whole lines, none much longer than what a server takes at once. */
function* bodies(lines: readonly Line[]): Generator<string> {
  let body = ''
  for (const line of lines) {
    body += `${JSON.stringify(line)}\n`
    if (body.length < bodyBytes) continue
    yield body
    body = ''
  }
  if (body !== '') yield body
}

/** Runs of moments that follow each other, at most a chunk long. */
export function chunksOf(moments: readonly number[]): readonly (readonly number[])[] {
  const chunks: number[][] = []
  for (const at of moments) {
    const open = chunks.at(-1)
    if (open && open.length < chunkSteps && open.at(-1) === at - cellMs) open.push(at)
    else chunks.push([at])
  }
  return chunks
}

/**
 * Writes the moments nobody has written yet, in order. A chunk is marked once all of it is there, so a run that was stopped goes on behind
 * the last mark. Returns how many moments and samples were written; ends early, without a fault, when it is told to stop.
 */
export async function writeHistory(history: History, moments: readonly number[], onChunk: (done: number, of: number) => void = () => undefined) {
  const { base, signal, estate } = history
  const there = await writtenBefore(history, estate)
  const missing = moments.filter((at) => !there.has(at))
  const put = (body: string): Promise<Response> =>
    need({ url: under(base, 'api/v1/import'), headers: { 'content-type': 'application/json' }, body, signal }, 'the import API of VictoriaMetrics')
  let [steps, samples] = [0, 0]
  for (const chunk of chunksOf(missing)) {
    if (signal.aborted) break
    const lines = linesOf(history, chunk)
    for (const body of bodies(lines)) await put(body)
    await put(`${JSON.stringify({ metric: markOf(estate), values: [chunk.length], timestamps: [chunk.at(-1)] })}\n`)
    steps += chunk.length
    samples += lines.length * chunk.length
    onChunk(steps, missing.length)
  }
  return { steps, samples, known: moments.length - missing.length }
}
