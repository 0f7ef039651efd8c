import { median } from '../figures.ts'
import type { Sample } from '../figures.ts'

/** One line of a table of several sides. The first side is ours. */
export interface Compared {
  readonly what: string
  readonly unit: string
  readonly samples: Readonly<Record<string, Sample>>
  /** Upper bounds: of ours itself under `value`, of ours : that side under its name. */
  readonly most?: Readonly<Record<string, number>>
}

const ourName = 'Homeport'
const digits = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)

/** Median over the rounds of ours : theirs, round by round; of the medians where they were repeated less often. */
export function ratio(ours: Sample, theirs: Sample): number {
  return ours.length === theirs.length ? median(ours.map((v, i) => v / (theirs[i] ?? Number.NaN))) : median(ours) / median(theirs)
}

function targetOf({ samples, most = {} }: Compared): string {
  const ours = samples[ourName] ?? []
  return Object.entries(most)
    .map(([side, bound]) => {
      const reached = side === 'value' ? median(ours) : ratio(ours, samples[side] ?? [])
      const words = side === 'value' ? `at most ${bound}` : `at most ${bound} x ${side}`
      return `${words}: ${reached <= bound ? 'met' : 'NOT MET'}`
    })
    .join('; ')
}

function cell(side: string, { samples }: Compared): string {
  const sample = samples[side]
  if (!sample || sample.length === 0) return '-'
  const own = digits(median(sample))
  return side === ourName ? own : `${own} (${ratio(samples[ourName] ?? [], sample).toFixed(2)} x)`
}

/** Markdown; a ratio is ours : theirs, so that less than one is quicker than they are. */
export function comparedTable(lines: readonly Compared[]): string {
  const sides = [...new Set(lines.flatMap((l) => Object.keys(l.samples)))]
  const rows = [['what', 'unit', ...sides, 'target'], ...lines.map((l) => [l.what, l.unit, ...sides.map((s) => cell(s, l)), targetOf(l)])]
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((r) => r[i]?.length ?? 0)))
  const text = rows.map((r) => `| ${r.map((c, i) => c.padEnd(widths[i] ?? 0)).join(' | ')} |`)
  return [text[0], `| ${widths.map((w) => '-'.repeat(w)).join(' | ')} |`, ...text.slice(1)].join('\n')
}

/** Runs every side once per round, another one first each time. Sides that are too slow may be given fewer rounds. */
export async function takeTurns<T>(
  rounds: number,
  sides: Readonly<Record<string, () => Promise<T>>>,
  most: Readonly<Record<string, number>> = {},
): Promise<Readonly<Record<string, readonly T[]>>> {
  const names = Object.keys(sides)
  const results: Record<string, T[]> = Object.fromEntries(names.map((n) => [n, []]))
  for (let round = 0; round < rounds; round += 1)
    for (let i = 0; i < names.length; i += 1) {
      const name = names[(i + round) % names.length] ?? ''
      const run = sides[name]
      if (run && round < (most[name] ?? rounds)) results[name]?.push(await run())
    }
  return results
}

/** One line from the results of all sides. */
export const compared = <T>(
  what: string,
  unit: string,
  results: Readonly<Record<string, readonly T[]>>,
  of: (one: T) => number,
  most?: Compared['most'],
): Compared => ({
  what,
  unit,
  samples: Object.fromEntries(Object.entries(results).map(([side, all]) => [side, all.map(of).filter((v) => !Number.isNaN(v))])),
  ...(most && { most }),
})
