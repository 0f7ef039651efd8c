import type { Field, Frame } from '#contract/frame.ts'
import type { Observation } from '#contract/observation.ts'
import { day } from '../../time/duration.ts'
import { isMajor } from '../availability.ts'
import { conflictsOf } from '../conflicts.ts'
import { counts, isWork, labelled } from '../moments.ts'
import { certificateMs, due, pastDue } from '../open.ts'
import { amounts, listed, moments, words } from './columns.ts'
import { answer } from './context.ts'
import type { KpiAsk } from './context.ts'

/** How things stand and from when to when they ran. */
const lasting = (rows: readonly Observation[]): readonly Field[] => [
  words(
    'status',
    rows.map((o) => o.status),
    'status',
  ),
  moments(
    'start',
    rows.map((o) => o.startedAt),
    'start',
  ),
  moments(
    'end',
    rows.map((o) => o.endedAt),
    'end',
  ),
]

const aheadMs = 14 * day

/** Changes of the range and of the two weeks to come that are in each other's way. */
export async function conflictsFrame(ask: KpiAsk): Promise<Frame> {
  const { now } = ask.source
  // Asked until now, it looks ahead as well: those can still be moved.
  const range = ask.range.to >= now - day ? { from: ask.range.from, to: Math.max(ask.range.to, now + aheadMs) } : ask.range
  const found = conflictsOf(await ask.source.during('change', range)).toSorted((a, b) => a.change.startedAt - b.change.startedAt)
  const rows = found.map((c) => c.change)
  return answer(
    ask,
    [
      ...listed(rows),
      words(
        'conflicts',
        found.map((c) => c.with.map((o) => o.title).join(', ')),
        'label',
      ),
      words(
        'depends',
        found.map((c) => c.with.map((o) => o.id).join(',')),
        'depends',
      ),
      ...lasting(rows),
    ],
    [{ kpi: 'changeConflicts', stat: 'count', n: rows.length }],
  )
}

/** Bounds of a list on a page: the most pressing of what there may be a thousand of. */
const most = 200

/** `kpi`: what the words say is counted; it has to be true of every row. */
function dated(ask: KpiAsk, all: ReturnType<typeof due>, kpi: string): Frame {
  const rows = all.slice(0, most)
  const list = answer(
    ask,
    [
      ...listed(rows.map((d) => d.it)),
      moments(
        'start',
        rows.map((d) => d.it.startedAt),
        'start',
      ),
      moments(
        'due',
        rows.map((d) => d.dueAt),
        'end',
      ),
      amounts(
        'left',
        's',
        rows.map((d) => Math.round(d.leftMs / 1000)),
        'value',
      ),
    ],
    [{ kpi, stat: 'count', n: all.length }],
  )
  return all.length > rows.length ? { ...list, meta: { ...list.meta, truncated: { what: 'rows', kept: rows.length, total: all.length } } } : list
}

/** Open tickets with a date to be done by, least time left first. */
export const slaAtRiskFrame = async (ask: KpiAsk): Promise<Frame> => dated(ask, due(await ask.source.open('ticket'), ask.source.now), 'ticketsDue')

/** Open findings past their date, longest first; certificates have a list of their own. */
export const pastDueFrame = async (ask: KpiAsk): Promise<Frame> =>
  dated(ask, pastDue((await ask.source.open('finding')).filter(isWork), ask.source.now), 'findingsPastSla')

/** Certificates, the next to run out first. */
export const certificatesFrame = async (ask: KpiAsk): Promise<Frame> => {
  const all = due(
    (await ask.source.open('finding')).filter((o) => !isWork(o)),
    ask.source.now,
  )
  const soon = all.filter((d) => d.leftMs < 3 * certificateMs)
  return soon.length > 0 ? dated(ask, soon, 'certificatesNext') : dated(ask, all, 'certificates')
}

/** Major incidents of the range as they ran. */
export async function majorIncidentsFrame(ask: KpiAsk): Promise<Frame> {
  const rows = (await ask.source.during('incident', ask.range)).filter((o) => isMajor(o) && counts(o)).toSorted((a, b) => b.startedAt - a.startedAt)
  return answer(
    ask,
    [
      ...listed(rows),
      words(
        'cause',
        rows.map((o) => labelled(o, 'cause') || null),
        'label',
      ),
      ...lasting(rows),
    ],
    [{ kpi: 'majorIncidents', stat: 'count', n: rows.length }],
  )
}
