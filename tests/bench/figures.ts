/** One line of the report. */
export interface Figure {
  readonly what: string
  readonly unit: string
  readonly ours: Sample
  /** The same measured on the plain parts, where there is something to compare with. */
  readonly plain?: Sample | undefined
  /** Upper bound of ours, or of ours : plain where `of` says so. */
  readonly target?: { readonly most: number; readonly of: 'value' | 'ratio' } | undefined
}

/** Repeats of one measurement. */
export type Sample = readonly number[]

export function median(sample: Sample): number {
  const sorted = sample.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

/** Median of the ratios of each round: what slows a round slows both of its sides. */
export const ratioOf = ({ ours, plain }: Figure): number | undefined => plain && median(ours.map((value, i) => value / (plain[i] ?? Number.NaN)))

const digits = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)
const spread = (sample: Sample): string =>
  sample.length > 1 ? `${digits(median(sample))} (${digits(Math.min(...sample))} to ${digits(Math.max(...sample))})` : digits(median(sample))

/** The measured number the target speaks of, its bound, and whether it holds. */
function verdict(figure: Figure): readonly [string, string] {
  const { target, ours, unit } = figure
  if (!target) return ['', '']
  const reached = target.of === 'ratio' ? ratioOf(figure) : median(ours)
  const bound = target.of === 'ratio' ? `${target.most.toFixed(2)} x` : `${target.most} ${unit}`
  return [`at most ${bound}`, reached !== undefined && reached <= target.most ? 'met' : 'not met']
}

function cellsOf(figure: Figure): readonly string[] {
  const ratio = ratioOf(figure)
  const n = figure.plain && figure.plain.length !== figure.ours.length ? `${figure.ours.length}/${figure.plain.length}` : `${figure.ours.length}`
  return [
    figure.what,
    figure.unit,
    spread(figure.ours),
    figure.plain ? spread(figure.plain) : '',
    ratio === undefined ? '' : `${ratio.toFixed(2)} x`,
    n,
    ...verdict(figure),
  ]
}

const heads = ['what', 'unit', 'Homeport: median (least to most)', 'plain parts', 'ratio', 'n', 'target', ''] as const

/** A table a terminal and a Markdown page both show. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [line(heads), `| ${widths.map((w) => '-'.repeat(w)).join(' | ')} |`, ...figures.map((f) => line(cellsOf(f)))].join('\n')
}

/** Runs both sides `rounds` times, turn and turn about, the first side changing each round. */
export async function inTurns<T>(
  rounds: number,
  ours: () => Promise<T>,
  plain: () => Promise<T>,
): Promise<{ readonly ours: readonly T[]; readonly plain: readonly T[] }> {
  const [a, b]: [T[], T[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) b.push(await plain())
    a.push(await ours())
    if (round % 2 === 1) b.push(await plain())
  }
  return { ours: a, plain: b }
}
