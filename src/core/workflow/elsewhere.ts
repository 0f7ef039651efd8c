import { ownSource } from '#contract/run.ts'

/** What a run may name in any system, but writes into only here. */
const named: ReadonlySet<string> = new Set(['incident.attach', 'incident.note'])

/**
 * Whether an effect ended at a record another system keeps: it is named in the run, and nothing was written there. A record of
 * ours is always referred to by its observation.
 */
export const isElsewhere = ({ kind, ref }: { readonly kind: string; readonly ref?: string | undefined }): boolean =>
  named.has(kind) && ref !== undefined && !ref.startsWith(`incident:${ownSource}:`)
