import type { SuppressionSet } from '#contract/run.ts'

/** Matchers as Alertmanager's own page writes them. */
export const writtenSet = ({ matchers }: Pick<SuppressionSet, 'matchers'>): string => matchers.map(({ name, op, value }) => `${name}${op}"${value}"`).join(' ')
