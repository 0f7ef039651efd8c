import type { Mark } from '#contract/severity.ts'

/** What a bar is drawn in: a status mark, or neutral where the row says nothing of its state. */
export type Tone = Exclude<Mark, 'unknown'> | 'neutral'

const ranks: Readonly<Record<Tone, number>> = { critical: 5, warning: 4, maintenance: 3, info: 2, neutral: 1, ok: 0 }

/** Worst is highest. */
export const toneRank = (tone: Tone): number => ranks[tone]
export const worseTone = (a: Tone, b: Tone): Tone => (ranks[b] > ranks[a] ? b : a)

const shares: Readonly<Record<Tone, number>> = { critical: 1, warning: 0.72, info: 0.45, maintenance: 1, neutral: 1, ok: 0.72 }
/**
 * Height as a share of the tallest bar: severity must show without colour (14, 10 and 6 of 14 px). Rows that have a state
 * but no severity have nothing to say by height, so they are as tall as words need.
 */
export const heightShare = (tone: Tone, bySeverity: boolean): number => (bySeverity ? shares[tone] : 1)
export const barHeight = (share: number, tallest: number): number => Math.round(share * tallest)

/** Everything but maintenance and neutral rows can be somebody's, so can be solid or outlined. */
export const isSolid = (tone: Tone, owned: boolean): boolean => !owned && tone !== 'maintenance' && tone !== 'neutral' && tone !== 'ok'
