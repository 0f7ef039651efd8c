import type { QueryCost } from '#contract/query.ts'

/** From here on a query is felt by everybody who asks the same source: a twentieth of the samples Prometheus loads at most (`query.max-samples`, 50 million), and as many series as nobody can tell apart. */
const heavy = { series: 10_000, points: 2_500_000, rows: 1_000_000 } as const

/** Whether somebody should say yes before it runs. */
export const isHeavy = ({ series = 0, points = 0, rows = 0, atLeast = false }: QueryCost): boolean =>
  atLeast || series >= heavy.series || points >= heavy.points || rows >= heavy.rows
