import type { Threshold } from '#contract/dashboard.ts'
import type { Format } from '#web/i18n/format.ts'
import type { Text } from '#web/i18n/text.ts'
import { isTold, roughly, roughlyIn } from './change.ts'
import type { Stat } from './shape.ts'

/** The limit's own label, or what it is: "Above 2 s". */
export function limitWords(limit: Threshold, unit: string, text: Text, format: Format): string {
  return limit.label || text(limit.when === 'above' ? 'stat.above' : 'stat.below', { value: format.value(limit.value, unit) })
}

/** A difference with its arrow and the word that fits its unit: "↓ 18 min less", "↑ 1.4 points", "↓ 12 fewer". */
export function changeWords(by: number, unit: string, text: Text, format: Format): string {
  if (!isTold(by, unit)) return text('stat.change.none')
  const direction = by > 0 ? 'up' : 'down'
  const arrow = by > 0 ? '↑' : '↓'
  const size = Math.abs(by)
  if (unit === 'ratio' || unit === 'percent') {
    const points = roughly(unit === 'ratio' ? size * 100 : size)
    return `${arrow} ${text('stat.change.points', { value: format.value(points), n: points })}`
  }
  const counted = unit === '' || unit === 'count'
  return `${arrow} ${text(counted && Number.isInteger(by) ? 'stat.change.count' : 'stat.change.amount', { value: format.value(counted ? size : roughlyIn(size, unit), unit), direction })}`
}

/** Small print: how the number came about, out of how many samples, and what it should be. Empty when nothing is known. */
export function factWords(stat: Stat, target: number | undefined, text: Text, format: Format): string {
  const facts = [
    stat.from && text(`stat.from.${stat.from.reduce}`),
    stat.from && text('stat.n', { n: stat.from.n }),
    target !== undefined && text('stat.target', { value: format.value(target, stat.unit) }),
  ]
  return facts.filter(Boolean).join(' · ')
}
