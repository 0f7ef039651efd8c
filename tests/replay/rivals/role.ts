import type { ReadyPrior } from '#core/personalization/ready-prior.ts'

/** A prior by item number. */
export interface RoleNumbers {
  readonly use: Float64Array
  readonly sessions: Float64Array
  /** (R[a](x) + role0(x)) / (R[a] + 1); -1 is the start of a session. Overwritten by the next call. */
  after(last: number): Float64Array
}

/** Written anew from the prior itself, so that the rivals do not lean on the engine. */
export function roleNumbers({ prior }: ReadyPrior, items: number): RoleNumbers {
  const dense = (of: Readonly<Record<string, number>>): Float64Array => {
    const out = new Float64Array(items)
    for (const [item, value] of Object.entries(of)) out[Number(item)] = value
    return out
  }
  const use = dense(prior.use)
  const out = new Float64Array(items)
  const rows = new Map(Object.entries(prior.next).map(([after, row]) => [after === '' ? -1 : Number(after), Object.entries(row)] as const))
  return {
    use,
    sessions: dense(prior.sessions),
    after(last) {
      const row = rows.get(last) ?? []
      const total = row.reduce((sum, [, people]) => sum + people, 0)
      out.set(use)
      for (const [item, people] of row) out[Number(item)] = (out[Number(item)] ?? 0) + people
      for (let i = 0; i < items; i += 1) out[i] = (out[i] ?? 0) / (total + 1)
      return out
    },
  }
}
