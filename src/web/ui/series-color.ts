/** Eight series colours in order of use; above eight the rest is grouped as "other" (look.md 2). */
export const seriesColors = 8
export const otherColor = 'var(--hp-line-ui)'

/** CSS colour of the series at `index`, counted from 0. */
export const seriesColor = (index: number): string => (index < seriesColors ? `var(--hp-s${index + 1})` : otherColor)
