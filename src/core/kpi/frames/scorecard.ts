import type { Frame } from '#contract/frame.ts'
import { availabilityOf } from '../availability.ts'
import { uptimesOf } from '../current.ts'
import { importance, levelScores } from '../health.ts'
import { counts, impactOf } from '../moments.ts'
import { cardsOf, dragOf, markOf } from './cards.ts'
import { amounts, phrases, words } from './columns.ts'
import { aligned, answer } from './context.ts'
import type { KpiAsk } from './context.ts'

/** One row per service: is this application effective, and what drags it down. */
export async function scorecardFrame(ask: KpiAsk): Promise<Frame> {
  const cards = await cardsOf(ask.source)
  const measured = cards.some((c) => c.sli !== null)
  return answer(
    ask,
    [
      words(
        'service',
        cards.map((c) => c.service.id),
        'title',
      ),
      words('severity', cards.map(markOf), 'severity'),
      amounts(
        'health',
        '',
        cards.map((c) => (c.score === null ? null : Math.round(c.score))),
        'value',
      ),
      phrases('because', cards.map(dragOf)),
      ...(measured
        ? [
            amounts(
              'budgetLeft',
              'ratio',
              cards.map((c) => c.vital.budgetLeft),
            ),
          ]
        : []),
      amounts(
        'incidents',
        'count',
        cards.map((c) => c.incidents),
      ),
      amounts(
        'medianToResolve',
        's',
        cards.map((c) => c.medianToResolve),
      ),
      amounts(
        'changeSuccess',
        'ratio',
        cards.map((c) => c.vital.changeSuccess),
      ),
      amounts(
        'automation',
        'ratio',
        cards.map((c) => c.vital.automationSuccess),
      ),
      words(
        'team',
        cards.map((c) => c.service.team || null),
        'label',
      ),
    ],
    [{ kpi: 'scorecard', n: cards.length, ...(measured && !ask.source.requests && { assumes: { minutes: 1 } }) }],
  )
}

/** What the score of each service is made of: a row per driver that costs points, most first. */
export async function healthFrame(ask: KpiAsk): Promise<Frame> {
  const cards = await cardsOf(ask.source)
  const rows = cards.flatMap((card) =>
    card.driven.map((d) => {
      const weight = card.driven.reduce((sum, one) => sum + importance[one.driver], 0)
      return { card, d, points: (importance[d.driver] * (100 - levelScores[d.level])) / weight }
    }),
  )
  const costly = rows.filter((r) => r.points > 0).toSorted((a, b) => b.points - a.points)
  const shown = costly.length > 0 ? costly : rows.slice(0, 10)
  return answer(
    ask,
    [
      words(
        'service',
        shown.map((r) => r.card.service.id),
        'title',
      ),
      words(
        'severity',
        shown.map((r) => ({ normal: null, low: 'info', medium: 'warning', high: 'warning', critical: 'critical' })[r.d.level]),
        'severity',
      ),
      phrases(
        'driver',
        shown.map((r) => `kpi.driver.${r.d.driver}`),
      ),
      amounts(
        'points',
        '',
        shown.map((r) => Math.round(r.points)),
        'value',
      ),
      amounts(
        'health',
        '',
        shown.map((r) => (r.card.score === null ? null : Math.round(r.card.score))),
      ),
    ],
    [{ kpi: 'health', n: cards.length }],
  )
}

/** Who hurts whom: minutes of incidents on what services depend on, over the range. */
export async function dependenciesFrame(ask: KpiAsk): Promise<Frame> {
  const [services, incidents] = await Promise.all([ask.source.services(), ask.source.during('incident', ask.range)])
  const callers = new Map<string, number>()
  for (const s of services) for (const on of s.dependsOn) callers.set(on, (callers.get(on) ?? 0) + 1)
  const past = Math.min(ask.range.to, ask.source.now)
  const rows = [
    ...Map.groupBy(
      incidents.filter((i) => counts(i) && callers.has(i.service ?? '')),
      (i) => i.service ?? '',
    ),
  ]
    .map(([service, own]) => ({
      service,
      n: own.length,
      callers: callers.get(service) ?? 0,
      minutes: own.reduce((sum, i) => sum + Math.max(0, Math.min(i.endedAt ?? past, past) - Math.max(impactOf(i), ask.range.from)), 0) / 60_000,
    }))
    .toSorted((a, b) => b.minutes * b.callers - a.minutes * a.callers)
    .slice(0, 12)
  return answer(
    ask,
    [
      words(
        'service',
        rows.map((r) => r.service),
        'title',
      ),
      amounts(
        'callers',
        'count',
        rows.map((r) => r.callers),
      ),
      amounts(
        'incidents',
        'count',
        rows.map((r) => r.n),
      ),
      amounts(
        'hurt',
        's',
        rows.map((r) => Math.round(r.minutes) * 60),
        'value',
      ),
    ],
    [{ kpi: 'dependencies', n: rows.reduce((sum, r) => sum + r.n, 0) }],
  )
}

/** Business capabilities and how they are: as well as the worst of their services. */
export async function capabilitiesFrame(ask: KpiAsk): Promise<Frame> {
  const [cards, uptimes] = await Promise.all([cardsOf(ask.source), uptimesOf(ask.source, aligned(ask.range))])
  const rows = [...Map.groupBy(cards, (c) => c.service.capability)]
    .filter(([name]) => name !== '')
    .map(([name, own]) => {
      const [worst] = own
      const up = uptimes.filter((u) => u.service.capability === name).map((u) => u.uptime)
      return { name, worst, n: own.length, trouble: own.filter((c) => markOf(c) !== null).length, availability: availabilityOf(up) }
    })
    .toSorted((a, b) => (a.worst?.score ?? 101) - (b.worst?.score ?? 101))
  return answer(
    ask,
    [
      words(
        'capability',
        rows.map((r) => r.name),
        'title',
      ),
      words(
        'severity',
        rows.map((r) => (r.worst ? markOf(r.worst) : null)),
        'severity',
      ),
      phrases(
        'because',
        rows.map((r) => (r.worst ? dragOf(r.worst) : 'kpi.drag.none')),
      ),
      words(
        'service',
        rows.map((r) => r.worst?.service.id ?? null),
        'label',
      ),
      amounts(
        'services',
        'count',
        rows.map((r) => r.n),
      ),
      amounts(
        'availability',
        'ratio',
        rows.map((r) => r.availability),
        'value',
      ),
    ],
    [{ kpi: 'availability', stat: 'share', n: uptimes.filter((u) => u.service.capability !== '').length }],
  )
}
