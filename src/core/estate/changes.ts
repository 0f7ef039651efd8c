import { chance } from './chance.ts'
import type { Change } from './happenings.ts'
import { localTime } from './local-time.ts'
import { zoneOf } from './load.ts'
import { day, hour, minute, numbers, volume, week } from './numbers.ts'
import type { Size } from './numbers.ts'
import { services } from './services.ts'

const titles = {
  standard: ['Rotate certificates', 'Patch operating system', 'Restart for configuration', 'Grow storage pool', 'Renew lease', 'Refresh cache'],
  normal: ['Deploy release', 'Upgrade database', 'Move traffic to new pool', 'Change routing policy', 'Enable feature for all', 'Core switch firmware'],
  emergency: ['Roll back release', 'Block abusive client', 'Hot fix memory leak', 'Fail over database'],
} as const

/** Late December is frozen: only emergencies go on. */
const frozen = (at: number): boolean => {
  const inYear = new Date(at)
  return inYear.getUTCMonth() === 11 && inYear.getUTCDate() >= 18
}

/** A good hour for the kind of change, in the site's own time: standard by day, normal in the evening, emergencies whenever. */
const localHourFor = (type: Change['type'], unit: number): number => (type === 'standard' ? 9 + unit * 8 : type === 'normal' ? 18 + unit * 6 : unit * 24)

function typeAt(unit: number): { readonly type: Change['type']; readonly failure: number } {
  let sum = 0
  for (const [type, share, failure] of numbers.changeTypes) {
    sum += share
    if (unit < sum) return { type, failure }
  }
  return { type: 'emergency', failure: 0.18 }
}

/** All changes planned to start in one week (index since 1970), in order of start. */
export function changesInWeek(seed: number, size: Size, index: number): readonly Change[] {
  const draw = chance(seed, 'change', String(index))
  const count = Math.round(numbers.changesPerWeek * Math.min(1, volume[size] * 2) * (0.85 + 0.3 * draw.unit(-1)))
  const found: Change[] = []
  for (let n = 0; n < count; n += 1) {
    const { type, failure } = typeAt(draw.unit(n, 1))
    const service = draw.pick(n, services, 2)
    const dayStart = index * week + draw.int(n, type === 'emergency' ? 7 : 5, 3) * day + day * (type === 'emergency' ? 0 : 4)
    const base = dayStart + localHourFor(type, draw.unit(n, 4)) * hour
    const zone = zoneOf(service.site)
    const plannedStart = Math.round((base - (localTime(zone, base).hour - (((base % day) + day) % day) / hour) * hour) / (5 * minute)) * 5 * minute
    if (plannedStart < index * week || plannedStart >= (index + 1) * week || (type !== 'emergency' && frozen(plannedStart))) continue
    const length = Math.max(15 * minute, Math.round((draw.logNormal(n, type === 'normal' ? 90 : 35, 0.6, 5) * minute) / (5 * minute)) * 5 * minute)
    const late = draw.int(n, 12, 6) * minute
    const id = `CHG-${index % 1000}${String(n).padStart(2, '0')}`
    found.push({
      id,
      type,
      service: service.id,
      site: service.site,
      team: service.team,
      title: `${draw.pick(n, titles[type], 7)}, ${service.id}`,
      plannedStart,
      plannedEnd: plannedStart + length,
      actualStart: plannedStart + late,
      actualEnd: plannedStart + late + Math.round(length * (0.7 + 0.7 * draw.unit(n, 8))),
      failed: draw.unit(n, 9) < failure,
      owner: `${service.team}-${draw.int(n, 4, 10) + 1}`,
      conflicts: [],
    })
  }
  return withConflicts(found.toSorted((a, b) => a.plannedStart - b.plannedStart))
}

/** Names, on each change, the others that touch the same service at the same time. */
function withConflicts(changes: readonly Change[]): readonly Change[] {
  return changes.map((c) => {
    const conflicts = changes.filter((o) => o !== c && o.service === c.service && o.plannedStart < c.plannedEnd && c.plannedStart < o.plannedEnd)
    return conflicts.length > 0 ? { ...c, conflicts: conflicts.map((o) => o.id) } : c
  })
}
