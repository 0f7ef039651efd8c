import { severities } from '#contract/severity.ts'
import type { Cell, Field } from '#contract/frame.ts'

const ranks = new Map<Cell, number>(severities.map((word, i) => [word, i]))

/** 0 is the worst; words nobody knows come after the known ones, and nothing at all comes last. */
export const severityRank = (word: Cell | undefined): number =>
  word === null || word === undefined ? severities.length + 1 : (ranks.get(word) ?? severities.length)

/** The worse of two words; a word beats nothing. */
export const worseOf = (a: Cell, b: Cell): Cell => (severityRank(b) < severityRank(a) ? b : a)

export const isSeverity = (field: Field | undefined): boolean => field?.role === 'severity'
