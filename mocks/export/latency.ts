/** Upper bounds of the buckets of durations, in seconds. */
export const bounds = [0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10] as const

/** Mean of the distribution below, over its 95th percentile. */
const meanOfP95 = (Math.PI / 3 / Math.sin(Math.PI / 3)) * 19 ** (-1 / 3)

/** Share of requests that took at most `bound` seconds where the 95th percentile is `p95`: a log-logistic curve of shape 3, steep with a long tail. */
export const shareWithin = (bound: number, p95: number): number => {
  const ratio = p95 / bound
  return 1 / (1 + (ratio * ratio * ratio) / 19)
}

/** Mean seconds of such requests. */
export const meanOf = (p95: number): number => p95 * meanOfP95
