import styles from './stat.module.css'

interface SparkProps {
  readonly values: readonly (number | null)[]
  readonly target?: number | undefined
  readonly width: number
  readonly height: number
}

/** One path per stretch without gaps; a lone sample is a short dash. */
function pathOf(values: readonly (number | null)[], x: (i: number) => number, y: (v: number) => number): string {
  let d = ''
  values.forEach((v, i) => {
    if (v === null) return
    const joined = i > 0 && values[i - 1] !== null
    d += `${joined ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`
    if (!joined && (values[i + 1] ?? null) === null) d += 'h1.5'
  })
  return d
}

/** A small still line with its last point and, dotted, the target. Decoration: the number beside it says what matters. */
export function Spark({ values, target, width, height }: SparkProps) {
  const numbers = values.filter((v) => v !== null)
  const last = values.findLastIndex((v) => v !== null)
  if (last < 0) return null
  const all = target === undefined ? numbers : [...numbers, target]
  const low = Math.min(...all)
  const span = Math.max(...all) - low || 1
  const x = (i: number): number => 1 + (i * (width - 5)) / Math.max(1, values.length - 1)
  const y = (v: number): number => height - 3 - ((v - low) / span) * (height - 6)
  return (
    <svg className={styles['spark']} width={width} height={height} aria-hidden>
      {target !== undefined && <path d={`M0 ${y(target)}H${width}`} className={styles['target']} />}
      <path d={pathOf(values, x, y)} className={styles['line']} />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r={2.4} className={styles['dot']} />
    </svg>
  )
}
