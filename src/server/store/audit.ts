import type { AuditEntry } from '#contract/audit.ts'
import type { AuditDraft } from './trail.ts'

export interface AuditFilter {
  /** Only lines numbered lower. */
  readonly before?: number | undefined
  /** What the action and the object begin with. */
  readonly action?: string | undefined
  readonly object?: string | undefined
  readonly limit: number
}

/** The newest sealed line; place 0 and an empty hash before there is one. */
export interface ChainHead {
  readonly place: number
  readonly hash: string
}

/** A line exactly as it was written, which is what a hash is made over. */
export interface WrittenLine {
  readonly seq: number
  readonly line: string
}
export type SealedLine = WrittenLine & ChainHead

/**
 * The record of who did what, for reading and sealing. Lines are written with what they tell of (`Trail`); their place in the
 * chain comes afterwards, so that writers never wait for each other.
 */
export interface AuditStore {
  /** Newest first. */
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>
  head(): Promise<ChainHead>
  /** Lines without a place yet, oldest first. */
  unsealed(limit: number): Promise<readonly WrittenLine[]>
  /** Gives lines their places after `from`; false, and nothing is changed, when somebody else sealed in between. */
  seal(from: ChainHead, lines: readonly SealedLine[]): Promise<boolean>
  /** In the order of the chain. */
  sealed(afterPlace: number, limit: number): Promise<readonly SealedLine[]>
}

export const noHead: ChainHead = { place: 0, hash: '' }
/** Fact that says where the chain ends, so that lines missing from its end are missed. */
export const headFact = 'audit.head'

export const headText = ({ place, hash }: ChainHead): string => `${place} ${hash}`
export function readHead(text: string | undefined): ChainHead {
  const [place = '0', hash = ''] = (text ?? '').split(' ')
  return { place: Number(place) || 0, hash }
}

/** Written by `Trail` only, always from an AuditDraft. */
export const entryOf = (it: { readonly seq: number; readonly hash: string | null; readonly line: string }): AuditEntry => ({
  ...(JSON.parse(it.line) as AuditDraft),
  seq: it.seq,
  hash: it.hash,
})
