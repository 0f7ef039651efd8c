import { chance } from './chance.ts'
import type { Finding, Incident, Run, Ticket } from './happenings.ts'
import { localTime } from './local-time.ts'
import { dayCurve, zoneOf } from './load.ts'
import { day, hour, minute, numbers, volume, week } from './numbers.ts'
import type { Size } from './numbers.ts'
import { sites } from './places.ts'
import { services } from './services.ts'

/** The fourteen automation jobs with the minutes a person would need. */
export const jobs: readonly (readonly [title: string, manualMinutes: number])[] = [
  ['Restart service', 8],
  ['Clear disk space', 12],
  ['Fail over replica', 25],
  ['Rotate certificate', 20],
  ['Scale out', 6],
  ['Drain node', 15],
  ['Flush cache', 4],
  ['Unlock account', 5],
  ['Reset queue consumer', 9],
  ['Collect diagnostics', 14],
  ['Renew lease', 4],
  ['Rebuild index', 22],
  ['Block address', 7],
  ['Verify backup', 18],
]

/** Automation runs that start in one week; success rises over the year from 88 to 94 %. */
export function runsInWeek(seed: number, size: Size, index: number): readonly Run[] {
  const draw = chance(seed, 'run', String(index))
  const [least, most] = numbers.runSuccess
  const success = least + ((most - least) * (((index % 52) + 52) % 52)) / 52
  const count = Math.round(numbers.runsPerWeek * Math.min(1, volume[size] * 2))
  const runs = Array.from({ length: count }, (_, n): Run => {
    const [title, manualMinutes] = draw.pick(n, jobs, 1)
    const service = draw.pick(n, services, 2)
    const startedAt = Math.round(index * week + draw.unit(n, 3) * week)
    return {
      id: `RUN-${index % 1000}${String(n).padStart(3, '0')}`,
      job: title.toLowerCase().replaceAll(' ', '-'),
      title,
      service: service.id,
      site: service.site,
      startedAt,
      endsAt: startedAt + Math.round(draw.logNormal(n, 95, 0.8, 4) * 1000),
      succeeded: draw.unit(n, 5) < success,
      manualMinutes,
      trigger: draw.pick(n, ['alert', 'alert', 'schedule', 'person'] as const, 6),
    }
  })
  return runs.toSorted((a, b) => a.startedAt - b.startedAt)
}

const complaints = [
  'Cannot sign in',
  'Page is slow',
  'Payment was refused',
  'Printer does not answer',
  'Mail does not arrive',
  'Order is missing',
  'Needs access',
  'Laptop is locked',
  'Wi-Fi drops',
]

/** Help-desk tickets of one week: office hours of each site, three to eight times as many while customers feel an incident. */
export function ticketsInWeek(seed: number, size: Size, index: number, incidents: readonly Incident[]): readonly Ticket[] {
  const draw = chance(seed, 'ticket', String(index))
  const felt = incidents.filter((i) => i.sev <= 2)
  const found: Ticket[] = []
  const wanted = Math.round(numbers.ticketsPerWeek * Math.min(1, volume[size] * 2))
  const open = (n: number, at: number, service: string | undefined, site: string): void => {
    const priority = (service ? 2 : 2 + draw.int(n, 3, 5)) as Ticket['priority'] // 2 to 4
    const openedAt = Math.round(at)
    found.push({
      id: `TKT-${index % 1000}${String(n).padStart(4, '0')}`,
      title: draw.pick(n, complaints, 6),
      site,
      service,
      priority,
      openedAt,
      resolvedAt: Math.round(openedAt + draw.logNormal(n, 5, 1.1, 7) * hour),
      dueAt: openedAt + [4, 8, 24, 72][priority - 1]! * hour,
    })
  }
  for (let n = 0; n < wanted * 2; n += 1) {
    const at = index * week + draw.unit(n, 1) * week
    const site = draw.pick(n, sites, 2)
    const local = localTime(zoneOf(site.id), at)
    if (draw.unit(n, 3) < dayCurve('office', local.hour) * 0.42 * (local.weekday >= 5 ? 0.3 : 1)) open(n, at, undefined, site.id)
  }
  felt.forEach((incident, i) => {
    const extra = Math.round(((incident.resolvedAt - incident.startedAt) / hour) * (3 + 5 * draw.unit(i, 8)) * 2.5)
    for (let k = 0; k < Math.min(60, extra); k += 1) {
      const n = 5000 + i * 100 + k
      open(n, incident.startedAt + draw.unit(n, 9) * (incident.resolvedAt - incident.startedAt), incident.service, incident.site)
    }
  })
  return found.toSorted((a, b) => a.openedAt - b.openedAt)
}

const weaknesses = ['Outdated library', 'Open port', 'Weak cipher', 'Missing patch', 'Public bucket', 'Default credentials']

/** Findings known around a moment: a rolling stock of about sixty open ones, certificates (two of them due within 14 days) and sign-in anomalies. */
export function findingsAround(seed: number, now: number): readonly Finding[] {
  const today = Math.floor(now / day)
  const draw = chance(seed, 'finding', 'stock')
  const stock = Array.from({ length: numbers.findings }, (_, n): Finding => {
    const period = 30 + draw.int(n, 60, 1)
    const cycle = Math.floor((today + n * 7) / period)
    const foundAt = (cycle * period - n * 7) * day + draw.int(n, 20, 2) * hour
    const severity = draw.pick(n + cycle * 997, ['critical', 'high', 'high', 'warning', 'warning', 'low'] as const, 3)
    const service = draw.pick(n, services, 4)
    const days = { critical: 7, high: 14, warning: 30, low: 60 }[severity]
    return {
      id: `SEC-${n}-${cycle}`,
      kind: 'vulnerability',
      title: `${draw.pick(n, weaknesses, 5)}, ${service.id}`,
      service: service.id,
      site: service.site,
      severity,
      foundAt,
      dueAt: foundAt + days * day,
      fixedAt: foundAt + (period - 1) * day,
    }
  })
  const certificates = Array.from({ length: 25 }, (_, n): Finding => {
    const service = draw.pick(n, services, 6)
    const left = n < 2 ? 4 + n * 6 : 15 + draw.int(n, 340, 7)
    // The day a certificate runs out moves on in whole years, so the two that are due soon always are.
    const dueAt = (today + left) * day + 12 * hour
    return {
      id: `CERT-${n}`,
      kind: 'certificate',
      title: `Certificate of ${service.id}.shop.example`,
      service: service.id,
      site: service.site,
      severity: left < 14 ? 'warning' : 'low',
      foundAt: dueAt - 365 * day,
      dueAt,
      fixedAt: dueAt + day,
    }
  })
  const anomalies = Array.from({ length: 6 }, (_, n): Finding => {
    const at = (today - n) * day + draw.int(today - n, 20, 8) * hour
    return {
      id: `SIG-${today - n}`,
      kind: 'sign-in',
      title: 'Sign-in from an unusual place',
      service: 'sign-in',
      site: draw.pick(today - n, sites, 9).id,
      severity: 'high',
      foundAt: at,
      dueAt: at + day,
      fixedAt: at + 5 * hour + 30 * minute,
    }
  })
  return [...stock, ...certificates, ...anomalies].filter((f) => f.foundAt <= now).toSorted((a, b) => a.foundAt - b.foundAt)
}
