import type { Cell, Field, Frame, FrameMeta } from '#contract/frame.ts'
import { invalid, needList, needRecord, needTexts } from '../read-json.ts'
import type { Labels } from '../series-names.ts'
import { differingLabels } from '../series-names.ts'

interface Line {
  /** Nanoseconds of the epoch, as Loki writes them: too many digits for a number. */
  readonly at: bigint
  readonly text: string
  readonly labels: Labels
}

const longestLine = 4000
const mostLabels = 12
const levels = ['level', 'detected_level', 'severity', 'lvl']

/** Words loggers use, as the five severities. */
const severities: Readonly<Record<string, string>> = {
  emerg: 'critical',
  alert: 'critical',
  fatal: 'critical',
  panic: 'critical',
  critical: 'critical',
  crit: 'critical',
  error: 'high',
  err: 'high',
  warning: 'warning',
  warn: 'warning',
  notice: 'info',
  info: 'info',
  debug: 'low',
  trace: 'low',
}

function linesOf(stream: unknown): readonly Line[] {
  const { stream: labels, values } = needRecord(stream, 'stream')
  const own = needTexts(labels, 'stream')
  return needList(values, 'values').map((pair): Line => {
    if (!Array.isArray(pair) || typeof pair[0] !== 'string' || !/^\d{1,20}$/.test(pair[0]) || typeof pair[1] !== 'string')
      throw invalid('a line without time and text')
    return { at: BigInt(pair[0]), text: pair[1], labels: own }
  })
}

const nsPerMs = 1_000_000n
const newestFirst = (a: Line, b: Line): number => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1)

function severityField(lines: readonly Line[]): readonly Field[] {
  const name = levels.find((level) => lines.some(({ labels }) => labels[level] !== undefined))
  if (name === undefined) return []
  const wordOf = (word: string | undefined): Cell =>
    word === undefined ? null : Object.hasOwn(severities, word.toLowerCase()) ? (severities[word.toLowerCase()] ?? null) : 'info'
  return [{ name: 'severity', type: 'string', role: 'severity', values: lines.map(({ labels }) => wordOf(labels[name])) }]
}

/** Lines of all streams, newest first: when, what, how bad, and the labels that differ. */
export function linesFrame(result: unknown, most: number, meta: FrameMeta): Frame {
  const lines = needList(result, 'result').flatMap(linesOf).toSorted(newestFirst).slice(0, most)
  const labels = differingLabels(lines.map((line) => line.labels))
    .filter((name) => !levels.includes(name))
    .slice(0, mostLabels)
  const cut = (text: string): string => (text.length > longestLine ? `${text.slice(0, longestLine)}…` : text)
  return {
    fields: [
      { name: 'time', type: 'time', role: 'time', values: lines.map(({ at }) => Number(at / nsPerMs)) },
      ...severityField(lines),
      { name: 'line', type: 'string', role: 'title', values: lines.map(({ text }) => cut(text)) },
      ...labels.map((name): Field => ({ name, type: 'string', role: 'label', values: lines.map((line) => line.labels[name] ?? null) })),
    ],
    // Loki says nothing of a rest; as many as were asked for means that there may be one.
    meta: { ...meta, ...(lines.length >= most && { truncated: { what: 'rows', kept: lines.length } }) },
  }
}
