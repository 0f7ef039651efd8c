/** How much of the server one source may cost. Times in milliseconds. */
const values = {
  /** Questions one source answers at the same time. */
  concurrent: 8,
  /** Questions that may wait for a place; beyond them it is `source_busy`. */
  queued: 16,
  /** From a widget's question to its answer, waiting included. */
  widgetMs: 5_000,
  /** Anything else, and all attempts of one `auto` question together. */
  totalMs: 10_000,
  /** Failures in a row that open the breaker. */
  failures: 5,
  pauseMs: 3_000,
  /** The pause is this much longer or shorter by chance, so that instances do not probe in step. */
  pauseSpread: 0.2,
  /** How old a last good answer may be and still be shown. */
  keepMs: 3_600_000,
  keepAnswers: 500,
  keepBytes: 32 * 1_048_576,
  /** A source nobody asked for this long is asked by the server itself. */
  idleMs: 60_000,
}

export type SourceLimits = { readonly [K in keyof typeof values]: number }
export const sourceLimits: SourceLimits = values
