import type { Field, Frame, FrameFact } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'
import type { TimeRange } from '#contract/time.ts'
import { previousRange } from '../../time/range.ts'
import { current, currentOf, isCurrent } from '../current.ts'
import type { Current } from '../current.ts'
import { definitionOf, isKpi, kpis, metricsOf } from '../definitions.ts'
import type { Kpi } from '../definitions.ts'
import { readingOf, trendOf } from '../number.ts'
import type { Reading } from '../number.ts'
import { isOpenAt } from '../open.ts'
import { writePhrase } from '../phrase.ts'
import type { Dimension, Part } from '../part.ts'
import { amounts, moments, phrases, words } from './columns.ts'
import { aligned, answer, trendEdges } from './context.ts'
import type { KpiAsk } from './context.ts'

/** Everything that can be asked for by name. */
export const numberNames: readonly string[] = [...kpis, ...Object.keys(current)]

/** What is left aside because it goes on: how many, and how old the oldest is. */
export function censored(open: readonly Observation[], now: number): FrameFact['open'] {
  const still = open.filter((o) => isOpenAt(o, now))
  return still.length > 0 ? { n: still.length, oldestMs: now - Math.min(...still.map((o) => o.startedAt)) } : undefined
}

const openKinds: Partial<Record<Kpi, 'incident' | 'ticket'>> = { timeToResolve: 'incident', timeToAcknowledge: 'incident', ticketTime: 'ticket' }

interface Numbered {
  readonly id: string
  readonly unit: string
  readonly reading: Reading
  readonly fact: FrameFact
}

const statOf = (kpi: Kpi): FrameFact['stat'] => ({ times: 'median', share: 'share', count: 'count', hours: 'sum' } as const)[definitionOf(kpi).how.kind]

async function fromParts(kpi: Kpi, { source, zone }: KpiAsk, range: TimeRange): Promise<Numbered> {
  const definition = definitionOf(kpi)
  const before = aligned(previousRange(range))
  const edges = trendEdges(range, zone)
  const cuts = [...new Set([before.from, range.from, ...edges, range.to])].filter((at) => at <= Math.max(range.to, edges.at(-1) ?? 0)).toSorted((a, b) => a - b)
  const parts = await source.parts(metricsOf(definition), cuts)
  const reading = readingOf(kpi, parts, range)
  const kind = openKinds[kpi]
  const open = kind && censored(await source.open(kind), source.now)
  const fact: FrameFact = {
    of: kpi,
    kpi,
    stat: statOf(kpi),
    n: reading.n,
    ...(definition.target !== undefined && { target: definition.target }),
    better: definition.better,
    previous: readingOf(kpi, parts, before).value,
    trend: trendOf(kpi, parts, edges).map((r) => r.value),
    ...(open && { open }),
    ...(source.error > 0 && definition.how.kind === 'times' && { error: source.error }),
    ...(definition.assumes && { assumes: definition.assumes }),
  }
  return { id: kpi, unit: definition.unit, reading, fact }
}

async function fromNow(name: Current, { source }: KpiAsk, range: TimeRange): Promise<Numbered> {
  const definition = currentOf(name)
  const reading = await definition.read(source, range)
  const previous = definition.ranged ? (await definition.read(source, aligned(previousRange(range)))).value : undefined
  const fact: FrameFact = {
    of: name,
    kpi: name,
    ...(definition.unit === 'count' && { stat: 'count' as const }),
    n: reading.n,
    ...(definition.target !== undefined && { target: definition.target }),
    better: definition.better,
    ...(previous !== undefined && { previous }),
  }
  return { id: name, unit: definition.unit, reading, fact }
}

const asked = (ask: KpiAsk): readonly string[] => (ask.wishes.get('kpi') ?? []).filter((name) => isKpi(name) || isCurrent(name))

/** Numbers that cannot be read here (nobody counts requests) are left out: nothing broken is shown beside what works. */
async function read(ask: KpiAsk): Promise<readonly Numbered[]> {
  const range = aligned(ask.range)
  const able = asked(ask).filter((name) => isKpi(name) || (isCurrent(name) && (!currentOf(name).requests || ask.source.requests !== undefined)))
  return Promise.all(able.map((name) => (isKpi(name) ? fromParts(name, ask, range) : fromNow(name as Current, ask, range)))) // what is asked for is one or the other
}

/** One field per number, one row. */
export async function numbersFrame(ask: KpiAsk): Promise<Frame> {
  const all = await read(ask)
  return answer(
    ask,
    all.map((it) => amounts(it.id, it.unit, [it.reading.value], 'value')),
    all.map((it) => it.fact),
  )
}

/** The same as rows, to be read and printed: this period, the one before, the target, how many. */
export async function reportFrame(ask: KpiAsk): Promise<Frame> {
  const all = await read(ask)
  // A column has one unit and these have many: each amount says its own.
  const said = (it: Numbered, v: number | null | undefined): string =>
    v === null || v === undefined ? 'kpi.none' : writePhrase({ key: 'amount', args: { v, unit: it.unit } })
  const verdict = (it: Numbered): string | null => {
    const { target, better } = it.fact
    if (target === undefined || it.reading.value === null) return null
    return (better === 'higher' ? it.reading.value >= target : it.reading.value <= target) ? null : 'warning'
  }
  return answer(
    ask,
    [
      phrases(
        'number',
        all.map((it) => `kpi.${it.id}`),
        'title',
      ),
      words('severity', all.map(verdict), 'severity'),
      phrases(
        'now',
        all.map((it) => said(it, it.reading.value)),
      ),
      phrases(
        'before',
        all.map((it) => said(it, it.fact.previous)),
      ),
      phrases(
        'target',
        all.map((it) => said(it, it.fact.target)),
      ),
      amounts(
        'n',
        'count',
        all.map((it) => it.reading.n),
      ),
      phrases(
        'counted',
        all.map((it) => `kpi.${it.id}.population`),
      ),
    ],
    [],
  )
}

const groupsBy = (parts: readonly Part[], by: readonly string[]): ReadonlyMap<string, readonly Part[]> =>
  Map.groupBy(parts, (p) => by.map((d) => p[d as Dimension]).join(' · ')) // measures.ts lists only dimensions here

const named = (by: readonly string[]): by is readonly Dimension[] => by.length > 0
/** measures.ts lists only dimensions here. */
const dimensionsIn = (ask: KpiAsk): readonly Dimension[] => (named(ask.spec.by) ? ask.spec.by : [])

/** One number in stretches of the range, or as rows by a dimension, worst first. */
export async function trendFrame(ask: KpiAsk): Promise<Frame> {
  const [kpi] = asked(ask).filter(isKpi)
  if (kpi === undefined) return answer(ask, [], [])
  const definition = definitionOf(kpi)
  const range = aligned(ask.range)
  const { fact, unit } = await fromParts(kpi, ask, range)
  const whole = { ...fact, of: undefined }
  const by = dimensionsIn(ask)
  if (ask.spec.mode === 'instant' && named(ask.spec.by)) {
    const groups = [...groupsBy(await ask.source.parts(metricsOf(definition), [range.from, range.to], by), ask.spec.by)]
    const rows = groups.map(([name, parts]) => ({ name, ...readingOf(kpi, parts, range) })).filter((r) => r.name !== '' && r.value !== null)
    const sorted = rows.toSorted((a, b) => (definition.better === 'higher' ? 1 : -1) * ((a.value ?? 0) - (b.value ?? 0)))
    return answer(
      ask,
      [
        words(
          ask.spec.by[0] ?? 'name',
          sorted.map((r) => r.name),
          'title',
        ),
        amounts(
          'n',
          'count',
          sorted.map((r) => r.n),
        ),
        amounts(
          kpi,
          unit,
          sorted.map((r) => r.value),
          'value',
        ),
      ],
      [whole],
    )
  }
  const edges = trendEdges(range, ask.zone)
  const parts = await ask.source.parts(metricsOf(definition), edges, by)
  const series = named(ask.spec.by) ? [...groupsBy(parts, ask.spec.by)].toSorted((a, b) => b[1].length - a[1].length).slice(0, 8) : [[kpi, parts] as const]
  const fields = series.map(([name, own]): Field =>
    amounts(
      name,
      unit,
      trendOf(kpi, own, edges).map((r) => r.value),
      'value',
    ),
  )
  return answer(ask, [moments('time', edges.slice(0, -1), 'time'), ...fields], [whole])
}

/** Median and 90th percentile of a time, never a mean: over time, or with n as rows by a dimension. */
export async function timesFrame(ask: KpiAsk): Promise<Frame> {
  const [kpi] = asked(ask).filter((name) => isKpi(name) && definitionOf(name).how.kind === 'times')
  if (kpi === undefined || !isKpi(kpi)) return answer(ask, [], [])
  const definition = definitionOf(kpi)
  const range = aligned(ask.range)
  const { fact } = await fromParts(kpi, ask, range)
  const whole = { ...fact, of: undefined }
  const by = dimensionsIn(ask)
  if (ask.spec.mode === 'range') {
    const edges = trendEdges(range, ask.zone)
    const trend = trendOf(kpi, await ask.source.parts(metricsOf(definition), edges, by), edges)
    const fields = [
      amounts(
        'median',
        's',
        trend.map((r) => r.value),
        'value',
      ),
      amounts(
        'p90',
        's',
        trend.map((r) => r.p90 ?? null),
        'value',
      ),
    ]
    return answer(ask, [moments('time', edges.slice(0, -1), 'time'), ...fields], [whole])
  }
  const parts = await ask.source.parts(metricsOf(definition), [range.from, range.to], by)
  const groups = named(ask.spec.by) ? [...groupsBy(parts, ask.spec.by)] : [[kpi, parts] as const]
  const rows = groups
    .map(([name, own]) => ({ name, ...readingOf(kpi, own, range) }))
    .filter((r) => r.value !== null && r.name !== '')
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return answer(
    ask,
    [
      words(
        ask.spec.by[0] ?? 'name',
        rows.map((r) => r.name),
        'title',
      ),
      amounts(
        'incidents',
        'count',
        rows.map((r) => r.n),
      ),
      amounts(
        'median',
        's',
        rows.map((r) => r.value),
        'value',
      ),
      amounts(
        'p90',
        's',
        rows.map((r) => r.p90 ?? null),
      ),
    ],
    [whole],
  )
}
