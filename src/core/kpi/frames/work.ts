import type { Field, Frame } from '#contract/frame.ts'
import type { ObservationKind } from '#contract/observation.ts'
import { observationKinds } from '#contract/observation.ts'
import { severities } from '#contract/severity.ts'
import { bucketOf } from '../../time/grain.ts'
import { hoursAssumed } from '../definitions.ts'
import { counts, isWork } from '../moments.ts'
import { hoursSaved, readingOf } from '../number.ts'
import { ageClasses, ageing, incidentAges } from '../open.ts'
import type { Part } from '../part.ts'
import { amounts, moments, words } from './columns.ts'
import { aligned, answer, trendEdges } from './context.ts'
import type { KpiAsk } from './context.ts'

const kindIn = (ask: KpiAsk, otherwise: ObservationKind): ObservationKind => {
  const wished = ask.wishes.get('kind')?.[0]
  return observationKinds.find((k) => k === wished) ?? otherwise
}

/** What the sum of a table of ages is called. */
const openKpis: Readonly<Record<ObservationKind, string>> = {
  alert: 'openAlerts',
  incident: 'openIncidents',
  change: 'changesToday',
  run: 'automation',
  ticket: 'openTickets',
  finding: 'findingsOpen',
}

/** What is open by age: a row per severity or team, a column per age, nothing left out. */
export async function openByAgeFrame(ask: KpiAsk): Promise<Frame> {
  const kind = kindIn(ask, 'incident')
  const byTeam = ask.spec.by[0] === 'team'
  const classes = kind === 'incident' ? incidentAges : ageClasses
  const open = (await ask.source.open(kind)).filter(isWork)
  const found = ageing(open, (o) => (byTeam ? (o.team ?? o.site ?? '') : o.severity), ask.source.now, classes)
  const rank = (word: string): number => severities.findIndex((s) => s === word)
  // Every severity has its row, also where nothing is open: that is what one wants to see.
  const none = severities.filter((s) => found.every((r) => r.of !== s)).map((of) => ({ of, counts: classes.map(() => 0), total: 0, oldestMs: 0 }))
  const rows = byTeam ? found : [...found, ...none].toSorted((a, b) => rank(a.of) - rank(b.of))
  return answer(
    ask,
    [
      words(
        byTeam ? 'team' : 'severity',
        rows.map((r) => r.of),
        byTeam ? 'title' : 'label',
      ),
      ...classes.map((c, i): Field =>
        amounts(
          c.id,
          'count',
          rows.map((r) => r.counts[i] ?? 0),
          'value',
        ),
      ),
    ],
    [{ kpi: openKpis[kind], stat: 'count', n: rows.reduce((sum, r) => sum + r.total, 0) }],
  )
}

/** Opened and resolved per stretch, and how many were open at its end. */
export async function backlogFlowFrame(ask: KpiAsk): Promise<Frame> {
  const kind = kindIn(ask, 'ticket') === 'incident' ? 'incident' : 'ticket'
  const range = aligned(ask.range)
  const edges = trendEdges(range, ask.zone)
  const [parts, open] = await Promise.all([ask.source.parts([`${kind}.opened`, `${kind}.resolved`], edges), ask.source.open(kind)])
  const count = (metric: Part['metric']): number[] => {
    const sums = edges.slice(1).map(() => 0)
    for (const p of parts) {
      const i = p.metric === metric ? bucketOf(edges, p.at) : -1
      if (i >= 0) sums[i] = (sums[i] ?? 0) + p.n
    }
    return sums
  }
  const [opened, resolved] = [count(`${kind}.opened`), count(`${kind}.resolved`)]
  // Counted back from what is open now: the only number that is sure.
  let level = open.filter((o) => counts(o) && o.startedAt <= ask.source.now).length
  const levels = opened.map(() => 0)
  for (let i = levels.length - 1; i >= 0; i -= 1) {
    levels[i] = level
    level += (resolved[i] ?? 0) - (opened[i] ?? 0)
  }
  return answer(
    ask,
    [
      moments('time', edges.slice(0, -1), 'time'),
      amounts('open', 'count', levels, 'value'),
      amounts('opened', 'count', opened, 'value'),
      amounts('resolved', 'count', resolved, 'value'),
    ],
    [{ kpi: 'backlogFlow', stat: 'count', n: opened.reduce((a, b) => a + b, 0) }],
  )
}

/** Events, the alerts they were, the incidents those were: what was spared at each step. */
export async function noiseFrame(ask: KpiAsk): Promise<Frame> {
  const range = aligned(ask.range)
  const parts = await ask.source.parts(['alert.opened', 'alert.linked', 'incident.opened'], [range.from, range.to])
  const total = (metric: Part['metric'], by: 'n' | 'value' = 'n'): number =>
    parts.reduce((sum, p) => (p.metric === metric ? sum + p.n * (by === 'n' ? 1 : (p.value ?? 0)) : sum), 0)
  const steps = [total('alert.opened', 'value'), total('alert.opened'), total('alert.linked'), total('incident.opened')]
  return answer(
    ask,
    [
      { ...words('step', ['kpi.noise.events', 'kpi.noise.alerts', 'kpi.noise.linked', 'kpi.noise.incidents'], 'title'), phrase: true },
      amounts('count', 'count', steps, 'value'),
      amounts(
        'spared',
        'ratio',
        steps.map((n, i) => (i === 0 || i === 2 || (steps[i === 3 ? 1 : i - 1] ?? 0) === 0 ? null : 1 - n / (steps[i === 3 ? 1 : i - 1] ?? 1))),
      ),
    ],
    [{ kpi: 'noise', stat: 'count', n: steps[0] ?? 0 }],
  )
}

/** What automation did, job by job: runs, success, hours people did not have to work. */
export async function automationFrame(ask: KpiAsk): Promise<Frame> {
  const range = aligned(ask.range)
  const parts = await ask.source.parts(['run.succeeded', 'run.failed'], [range.from, range.to], ['split'])
  const none = { from: range.from, to: range.from }
  const rows = [...Map.groupBy(parts, (p) => p.split)]
    .map(([job, own]) => ({ job, ...readingOf('automationSuccess', own, range), hours: hoursSaved(own, none) }))
    .toSorted((a, b) => b.hours - a.hours)
  return answer(
    ask,
    [
      words(
        'job',
        rows.map((r) => r.job),
        'title',
      ),
      amounts(
        'runs',
        'count',
        rows.map((r) => r.n),
      ),
      amounts(
        'success',
        'ratio',
        rows.map((r) => r.value),
      ),
      amounts(
        'hours',
        'h',
        rows.map((r) => Math.round(r.hours * 10) / 10),
        'value',
      ),
    ],
    [{ kpi: 'automation', n: rows.reduce((sum, r) => sum + r.n, 0), assumes: hoursAssumed }],
  )
}

/** How changes went, by team or type. */
export async function changesFrame(ask: KpiAsk): Promise<Frame> {
  const range = aligned(ask.range)
  const by = ask.spec.by[0] === 'team' ? ('team' as const) : ('split' as const)
  const parts = await ask.source.parts(['change.succeeded', 'change.failed'], [range.from, range.to], [by])
  const rows = [...Map.groupBy(parts, (p) => p[by])]
    .map(([name, own]) => ({ name, ...readingOf('changeSuccess', own, range) }))
    .filter((r) => r.name !== '')
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0))
  return answer(
    ask,
    [
      words(
        by === 'team' ? 'team' : 'type',
        rows.map((r) => r.name),
        'title',
      ),
      amounts(
        'closed',
        'count',
        rows.map((r) => r.n),
      ),
      amounts(
        'success',
        'ratio',
        rows.map((r) => r.value),
        'value',
      ),
    ],
    [{ kpi: 'changeSuccess', stat: 'share', n: rows.reduce((sum, r) => sum + r.n, 0), target: 0.95 }],
  )
}
