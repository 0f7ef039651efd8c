import type { Unit } from '#contract/frame.ts'

export interface AxisWish {
  readonly unit: Unit
  /** Zero belongs to the picture: bars and areas. */
  readonly baseline: boolean
  /** Ends somebody chose. */
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** Most distances between gridlines. */
  readonly most: number
}

export interface ValueAxis {
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
}

const minute = 60
const hour = 3600
const day = 86_400
const clockSteps = [
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  28 * day,
]

/** The next round number at or above `raw`: 1, 2 or 5 times a power of ten, or 25, 250... where that is whole. */
function decimalStep(raw: number, scale = 1): number {
  const power = 10 ** Math.floor(Math.log10(raw))
  const whole = 2.5 * power * scale >= 24.9
  const first = [1, 2, ...(whole ? [2.5] : []), 5, 10].find((n) => n * power >= raw * (1 - 1e-9))
  return (first ?? 10) * power
}

/** A round step of at least `raw`, round in the unit a person reads: KiB, minutes, hours. */
export function roundStep(raw: number, unit: Unit): number {
  // Decimal steps leave the KiB behind at the first MiB: 500, 1000, then 1.46.
  if (unit.startsWith('bytes') && raw >= 1) return 2 ** Math.ceil(Math.log2(raw) - 1e-9)
  if (unit === 's' || unit === 'ms') {
    const second = unit === 's' ? 1 : 1000
    if (raw / second > 30) return (clockSteps.find((s) => s >= raw / second) ?? decimalStep(raw / second / day) * day) * second
  }
  return decimalStep(raw, unit === 'ratio' ? 100 : 1)
}

/** Does a line over these numbers want its zero? Yes, when it costs little of the height. */
const nearZero = (low: number, high: number): boolean => (low >= 0 ? high - low > 0.35 * high : high <= 0 && high - low > 0.35 * -low)

function widened(low: number, high: number, { baseline, min, max }: AxisWish): readonly [number, number] {
  const zero = baseline || nearZero(low, high) || low === high
  let from = min ?? (zero ? Math.min(0, low) : low)
  let to = max ?? (zero ? Math.max(0, high) : high)
  if (!(to > from)) {
    const room = Math.abs(from) > 0 ? Math.abs(from) * 0.5 : 1
    if (max === undefined) to = from + room
    else if (min === undefined) from = to - room
    else [from, to] = min > max ? [max, min] : [min, min + room]
  }
  return [from, to]
}

/** A value axis with round ends and four to five gridlines. Chosen ends are kept to the digit. */
export function valueAxis(low: number, high: number, wish: AxisWish): ValueAxis {
  const [from, to] = widened(low, high, wish)
  const most = Math.max(1, wish.most)
  let step = roundStep((to - from) / most, wish.unit)
  // Rounding the ends outwards may add a distance; then the next round step is meant.
  for (let i = 0; i < 8 && Math.ceil(to / step - 1e-9) - Math.floor(from / step + 1e-9) > most; i += 1) step = roundStep(step * 1.01, wish.unit)
  const start = wish.min ?? Math.floor(from / step + 1e-9) * step
  const end = wish.max ?? Math.ceil(to / step - 1e-9) * step
  const [a, b] = start < end ? [start, end] : [from, to]
  const ticks: number[] = []
  const first = Math.ceil(a / step - 1e-9)
  for (let n = first; n * step <= b + step * 1e-9 && ticks.length < 64; n += 1) ticks.push(Number((n * step).toPrecision(14)))
  return { from: a, to: b, ticks: [...new Set(ticks)] }
}
