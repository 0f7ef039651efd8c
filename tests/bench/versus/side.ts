import type { Frame } from '#contract/frame.ts'

/** What is drawn, and how much of it: `n` points per line, bars, rows or nodes. */
export interface Case {
  readonly kind: 'chart' | 'gantt' | 'grid' | 'graph'
  readonly n: number
  /** Lines of a chart. */
  readonly lines?: number
}

/** A picture on the page. */
export interface Shown {
  /** Whether the picture stands; asked once per frame, after it was painted. */
  drawn(): boolean
  /** Shows another answer, made by `take`. */
  show?(taken: never): void
  /** Sorts by a column of numbers, and shows only rows of one site, the way a reader does. */
  sort?(): void
  filter?(): void
  /** Text that differs when the reader sees something else. */
  state(): string
  close(): void
}

/** One of those measured. An answer is brought into the shape it likes best by `take`, outside of what is measured. */
export interface Side {
  take(frame: Frame, given: Case): unknown
  open(root: HTMLElement, taken: never, given: Case): Shown
}

/** CSS pixels of the picture. */
export const sizes: Readonly<Record<Case['kind'], { readonly width: number; readonly height: number }>> = {
  chart: { width: 800, height: 300 },
  gantt: { width: 1000, height: 500 },
  grid: { width: 1000, height: 600 },
  graph: { width: 1000, height: 700 },
}

/** What a driver calls in the page. Times are milliseconds from the call to the end of the frame in which it is painted. */
export interface Versus {
  /** Fetches the code and draws something small, then closes it: what is measured afterwards is not the network. */
  warm(side: string, kind: Case['kind']): Promise<void>
  /** Makes the answers before anything is measured: the first, and `more` that follow it. */
  make(given: Case, more: number): void
  open(): Promise<number>
  /** Shows the next `count` answers, one per frame. */
  update(count: number): Promise<void>
  act(name: 'sort' | 'filter'): Promise<number>
  state(): string
  close(): Promise<void>
}

declare global {
  interface Window {
    readonly versus: Versus
  }
}
