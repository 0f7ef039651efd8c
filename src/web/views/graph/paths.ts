export interface Ends {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export interface LinkShape {
  /** SVG paths of the line and of its head. */
  readonly line: string
  readonly head: string
  /** Where its label stands. */
  readonly label: { readonly x: number; readonly y: number }
}

const head = 6
const round = (n: number): number => Math.round(n * 10) / 10

const headAt = (x: number, y: number, width: number): string => {
  const half = 2.6 + width * 0.6
  return `M${round(x - head)} ${round(y - half)}l${head} ${round(half)}-${head} ${round(half)}z`
}

/** A curve from the right edge of one node to the left edge of the next; around both when it leads back. */
export function linkShape({ x1, y1, x2, y2 }: Ends, width: number): LinkShape {
  const end = x2 - head + 1
  if (x2 - x1 >= 12) {
    const middle = (x1 + x2) / 2
    return {
      line: `M${round(x1)} ${round(y1)}C${round(middle)} ${round(y1)} ${round(middle)} ${round(y2)} ${round(end)} ${round(y2)}`,
      head: headAt(x2, y2, width),
      label: { x: middle, y: (y1 + y2) / 2 },
    }
  }
  const bow = 40 + Math.min(80, (x1 - x2) / 4)
  const lift = Math.abs(y2 - y1) < 20 ? 46 : 0
  return {
    line: `M${round(x1)} ${round(y1)}C${round(x1 + bow)} ${round(y1 + lift)} ${round(x2 - bow)} ${round(y2 + lift)} ${round(end)} ${round(y2)}`,
    head: headAt(x2, y2, width),
    label: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 + lift * 0.75 },
  }
}

/** A loop from a node's right edge over its top into its left edge. */
export function loopShape({ x1, y1, x2, y2 }: Ends, height: number, width: number): LinkShape {
  const top = Math.min(y1, y2) - height / 2 - 16
  return {
    line: `M${round(x1)} ${round(y1)}C${round(x1 + 26)} ${round(y1)} ${round(x1 + 10)} ${round(top)} ${round((x1 + x2) / 2)} ${round(top)}S${round(x2 - 26)} ${round(y2)} ${round(x2 - head + 1)} ${round(y2)}`,
    head: headAt(x2, y2, width),
    label: { x: (x1 + x2) / 2, y: top - 2 },
  }
}

/** Line width of a link, 1 to 4 by the square root of its share of the heaviest; 1.4 where nothing is weighed. */
export function lineWidth(weight: number | undefined, heaviest: number): number {
  if (weight === undefined || heaviest <= 0) return 1.4
  return 1 + 3 * Math.sqrt(Math.min(1, Math.max(0, weight) / heaviest))
}
