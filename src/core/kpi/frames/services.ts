import type { Frame } from '#contract/frame.ts'
import { availabilityOf } from '../availability.ts'
import { minutesLost, promised, uptimesOf } from '../current.ts'
import { attainment, budgetLeft, burnRate, burnRules, burnsOf, burnThreshold, exhaustedIn, sloPeriodMs } from '../slo.ts'
import type { KpiSource, ServiceFacts } from '../source.ts'
import { amounts, moments, words } from './columns.ts'
import { aligned, answer, back, trendEdges } from './context.ts'
import type { KpiAsk } from './context.ts'

const nothing = { valid: 0, failed: 0 }
/** Availability by time, over time or by service, tier or capability. */
export async function availabilityFrame(ask: KpiAsk): Promise<Frame> {
  const range = aligned(ask.range)
  const fact = { kpi: 'availability', stat: 'share', target: 0.999, better: 'higher' } as const
  if (ask.spec.mode === 'range') {
    const edges = trendEdges(range, ask.zone)
    const values = await Promise.all(
      edges.slice(1).map(async (to, i) => availabilityOf((await uptimesOf(ask.source, { from: edges[i] ?? 0, to })).map((u) => u.uptime))),
    )
    const { length } = await ask.source.services()
    return answer(ask, [moments('time', edges.slice(0, -1), 'time'), amounts('availability', 'ratio', values, 'value')], [{ ...fact, n: length }])
  }
  const by = ask.spec.by[0] ?? 'service'
  const all = await uptimesOf(ask.source, range)
  const of = (s: ServiceFacts): string => (by === 'capability' ? s.capability : by === 'tier' ? String(s.tier ?? '') : s.id)
  const rows = [...Map.groupBy(all, (u) => of(u.service))]
    .filter(([name]) => name !== '')
    .map(([name, own]) => ({
      name,
      n: own.length,
      value: availabilityOf(own.map((u) => u.uptime)),
      down: own.reduce((sum, u) => sum + u.uptime.downMs, 0) / 1000,
    }))
    .toSorted((a, b) => (a.value ?? 1) - (b.value ?? 1) || (a.name < b.name ? -1 : 1))
  return answer(
    ask,
    [
      words(
        by,
        rows.map((r) => r.name),
        'title',
      ),
      amounts(
        'down',
        's',
        rows.map((r) => r.down),
      ),
      amounts(
        'availability',
        'ratio',
        rows.map((r) => r.value),
        'value',
      ),
    ],
    [{ ...fact, n: all.length }],
  )
}

interface Level {
  readonly service: ServiceFacts & { readonly objective: number }
  readonly sli: number | null
  readonly left: number | null
  readonly burn: number | null
}

async function levels(source: KpiSource): Promise<readonly Level[]> {
  const all = await promised(source)
  return all
    .map((service): Level => {
      const period = source.requests?.(service.id, back(source, sloPeriodMs)) ?? nothing
      const hour = source.requests?.(service.id, back(source, 3_600_000)) ?? nothing
      return { service, sli: attainment(period), left: budgetLeft(period, service.objective), burn: burnRate(hour, service.objective) }
    })
    .toSorted((a, b) => (a.left ?? 1) - (b.left ?? 1))
}

/** One row per service with an objective, least budget first. */
export async function sloFrame(ask: KpiAsk): Promise<Frame> {
  const rows = await levels(ask.source)
  return answer(
    ask,
    [
      words(
        'service',
        rows.map((r) => r.service.id),
        'title',
      ),
      words(
        'severity',
        rows.map((r) => (r.left === null || r.left >= 0.25 ? null : r.left < 0 ? 'critical' : 'warning')),
        'severity',
      ),
      amounts(
        'objective',
        'ratio',
        rows.map((r) => r.service.objective),
      ),
      amounts(
        'attainment',
        'ratio',
        rows.map((r) => r.sli),
        'value',
      ),
      amounts(
        'budgetLeft',
        'ratio',
        rows.map((r) => r.left),
      ),
      amounts(
        'burn',
        '×',
        rows.map((r) => (r.burn === null ? null : Math.round(r.burn * 10) / 10)),
      ),
      amounts(
        'goneIn',
        's',
        rows.map((r) => {
          const ms = exhaustedIn(r.left, r.burn)
          // What is gone already is told by the budget itself.
          return ms === null || ms <= 0 || ms > sloPeriodMs ? null : Math.round(ms / 1000)
        }),
      ),
    ],
    [{ kpi: 'slo', stat: 'share', n: rows.length }],
  )
}

/** Services against windows; a cell is how many times too fast, a row that fires says how bad. */
export async function burnFrame(ask: KpiAsk): Promise<Frame> {
  const { source } = ask
  const rows = (await promised(source)).map((service) => {
    const burns = burnsOf(service.objective, (ms) => source.requests?.(service.id, back(source, ms)) ?? nothing)
    const fired = burns.filter((b) => b.fires)
    const worst = fired.some((b) => b.rule.severity === 'critical') ? 'critical' : fired.length > 0 ? 'warning' : null
    return { service, burns, worst, most: Math.max(...burns.map((b) => (b.long ?? 0) / burnThreshold(b.rule))) }
  })
  const sorted = rows.toSorted((a, b) => b.most - a.most)
  return answer(
    ask,
    [
      words(
        'service',
        sorted.map((r) => r.service.id),
        'title',
      ),
      // Where nothing fires there is nothing to be told by it.
      ...(sorted.some((r) => r.worst !== null)
        ? [
            words(
              'severity',
              sorted.map((r) => r.worst),
              'severity',
            ),
          ]
        : []),
      ...burnRules.map((rule, i) =>
        amounts(
          rule.id,
          '×',
          sorted.map((r) => {
            const long = r.burns[i]?.long
            return long === null || long === undefined ? null : Math.round(long * 10) / 10
          }),
          i === 0 ? 'value' : undefined,
        ),
      ),
    ],
    [{ kpi: 'burn', n: sorted.length }],
  )
}

/** The budget of the services with least left, as it went over the range. */
export async function budgetFrame(ask: KpiAsk): Promise<Frame> {
  const { source } = ask
  const edges = trendEdges(aligned(ask.range), ask.zone).slice(0, -1).concat(Math.min(ask.range.to, source.now))
  const shown = (await levels(source)).slice(0, 4)
  const series = shown.map(({ service }) =>
    amounts(
      service.id,
      'ratio',
      edges.slice(1).map((at) => budgetLeft(source.requests?.(service.id, { from: at - sloPeriodMs, to: at }) ?? nothing, service.objective)),
      'value',
    ),
  )
  return answer(ask, [moments('time', edges.slice(1), 'time'), ...series], [{ kpi: 'budget', n: shown.length, target: 0 }])
}

/** Minutes customers lost, per stretch and cause. */
export async function minutesLostFrame(ask: KpiAsk): Promise<Frame> {
  const edges = trendEdges(aligned(ask.range), ask.zone)
  const found = await Promise.all(edges.slice(1).map((to, i) => minutesLost(ask.source, { from: edges[i] ?? 0, to })))
  const causes = [...new Set(found.flatMap((f) => [...f.byCause.keys()]))].toSorted()
  const series = causes.map((cause) =>
    amounts(
      cause || 'unknown',
      'min',
      found.map((f) => Math.round(f.byCause.get(cause) ?? 0)),
      'value',
    ),
  )
  return answer(
    ask,
    [
      moments('time', edges.slice(0, -1), 'time'),
      ...(series.length > 0
        ? series
        : [
            amounts(
              'minutes',
              'min',
              edges.slice(1).map(() => 0),
              'value',
            ),
          ]),
    ],
    [{ kpi: 'minutesLost', stat: 'sum', n: found.reduce((sum, f) => sum + f.n, 0) }],
  )
}
