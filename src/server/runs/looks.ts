import type { Fault } from '#contract/fault.ts'
import type { JsonRecord } from '#contract/json.ts'
import { ownSource } from '#contract/run.ts'
import type { AlertPick, Look } from '#contract/run.ts'
import { severities } from '#contract/severity.ts'
import { standsIn } from '#core/observation/facets.ts'
import type { Fresh, Seen } from '#core/workflow/seen.ts'
import { effectOf } from '#core/workflow/definition.ts'
import { matchesNothing } from '#core/workflow/fields.ts'
import { setsOf } from '#core/workflow/definitions/silences.ts'
import { picksOf } from '#core/workflow/definitions/triage.ts'
import { moment, text, words } from '#core/workflow/run.ts'
import type { RunState } from '#core/workflow/run.ts'
import type { Asker } from '../access/asker.ts'
import type { Sources } from '../access/sources.ts'
import type { Given } from '../door/route.ts'
import { ServerFault } from '../fault.ts'
import type { Ports } from '../ports.ts'
import { rowsOf } from './rows.ts'
import type { Row } from './rows.ts'

const day = 86_400_000
const mostAlerts = 200
/** Labels that name a thing, not a group of things. */
const assetLabels = ['asset', 'device', 'host', 'instance', 'node']

type Failed = { source: string; fault: Fault }
interface Read<T> {
  readonly rows: readonly T[]
  readonly failed: readonly Failed[]
}

const faultOf = (error: unknown): Fault => (error instanceof ServerFault ? error.fault : { code: 'internal' })
const rank = ({ severity }: AlertPick): number => severities.indexOf(severity)
const byUrgency = (a: AlertPick, b: AlertPick): number => rank(a) - rank(b) || b.startedAt - a.startedAt
const unique = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => [...new Map(all.map((one) => [one.id, one])).values()]
const picked = ({ labels: _labels, endedAt: _endedAt, ...alert }: Row): AlertPick => alert

/** The real systems as a run needs to see them. Every source is asked for itself; one that fails is named and the others count. */
export function createLooks({ clock }: Pick<Ports, 'clock'>, sources: Sources) {
  const ask = async (by: Asker, source: string, measure: string, range: { from: number; to: number }, signal: AbortSignal): Promise<Read<Row>> => {
    try {
      const reply = await sources.query(by, { query: { source, spec: { measure } }, range, width: 600, variables: {}, zone: 'UTC' }, signal)
      return { rows: rowsOf(reply.frame, source), failed: [] }
    } catch (error) {
      return { rows: [], failed: [{ source, fault: faultOf(error) }] }
    }
  }

  const everywhere = async (by: Asker, measure: string, range: { from: number; to: number }, signal: AbortSignal): Promise<Read<Row>> => {
    const knowing = (await sources.list(by)).filter((source) => source.measures.includes(measure))
    const all = await Promise.all(knowing.map(({ id }) => ask(by, id, measure, range, signal)))
    return { rows: unique(all.flatMap((one) => one.rows)), failed: all.flatMap((one) => one.failed) }
  }

  const firing = (by: Asker, signal: AbortSignal): Promise<Read<Row>> => {
    const now = clock.now()
    return everywhere(by, 'alerts.active', { from: now - day, to: now }, signal)
  }

  /** Alerts the run's matchers cover now, silenced or not. */
  const covered = async (by: Asker, run: RunState, signal: AbortSignal): Promise<Read<AlertPick>> => {
    const whole = setsOf(run).filter(({ source, matchers }) => source !== '' && matchers.length > 0 && !matchers.every(matchesNothing))
    const all = await Promise.all(
      whole.map(async ({ source, matchers }): Promise<Read<AlertPick>> => {
        try {
          const question = `silences covered ${JSON.stringify(matchers)}`
          const found = await sources.ask(by, source, question, async ({ silences }, own) => silences?.covered(matchers, own) ?? [], signal)
          const rows = found.map(({ id, title, severity, status, startedAt, service, site }): AlertPick => ({
            id,
            title,
            severity,
            status,
            startedAt,
            source,
            ...(service !== undefined && { service }),
            ...(site !== undefined && { site }),
          }))
          return { rows, failed: [] }
        } catch (error) {
          return { rows: [], failed: [{ source, fault: faultOf(error) }] }
        }
      }),
    )
    return { rows: unique(all.flatMap((one) => one.rows)).toSorted(byUrgency), failed: all.flatMap((one) => one.failed) }
  }

  /** Why another change is in the way; undefined when it is not. */
  const clash = (run: RunState, other: Row): Look['conflicts'][number]['why'] | undefined => {
    const assets = words(run.fields, 'assets')
    if (assetLabels.some((name) => assets.includes(other.labels[name] ?? ''))) return 'asset'
    if (other.service !== undefined && words(run.fields, 'services').includes(other.service)) return 'service'
    const wide = ['network', 'facility'].includes(text(run.fields, 'category'))
    return wide && other.site !== undefined && other.site === text(run.fields, 'site') ? 'site' : undefined
  }

  const conflicts = async (by: Asker, run: RunState, signal: AbortSignal): Promise<Read<Look['conflicts'][number]>> => {
    const [start, end] = [moment(run.fields, 'start'), moment(run.fields, 'end')]
    if (start === undefined || end === undefined || end <= start) return { rows: [], failed: [] }
    const { rows, failed } = await everywhere(by, 'events.change', { from: start, to: end }, signal)
    const own = `change:${ownSource}:${effectOf(run, 'change')?.ref ?? ''}`
    const over = (other: Row): boolean => other.id === own || ['closed', 'failed', 'cancelled', 'draft'].includes(other.status)
    const found = rows.filter((other) => !over(other) && other.startedAt < end && (other.endedAt === null || other.endedAt > start))
    const named = found.flatMap((other) => {
      const why = clash(run, other)
      if (!why) return []
      const what =
        why === 'site' ? (other.site ?? '') : why === 'service' ? (other.service ?? '') : (assetLabels.map((name) => other.labels[name]).find(Boolean) ?? '')
      return [{ id: other.id, title: other.title, startedAt: other.startedAt, endedAt: other.endedAt, why, what }]
    })
    return { rows: named.toSorted((a, b) => a.startedAt - b.startedAt), failed }
  }

  /** Incidents and changes of the last day on the same services or site. */
  const related = async (by: Asker, run: RunState, signal: AbortSignal): Promise<Read<Look['related'][number]>> => {
    const now = clock.now()
    const range = { from: now - day, to: now }
    const [incidents, changes] = await Promise.all([everywhere(by, 'events.incident', range, signal), everywhere(by, 'events.change', range, signal)])
    const services = new Set([...words(run.fields, 'services'), ...picksOf(run).flatMap(({ service }) => service ?? [])])
    const site = text(run.fields, 'site')
    const isNear = (row: Row): boolean => (row.service !== undefined && services.has(row.service)) || (site !== '' && row.site === site)
    const shown = (kind: 'incident' | 'change', rows: readonly Row[]) =>
      rows.filter(isNear).map(({ id, title, severity, startedAt, endedAt, service }) => ({
        id,
        kind,
        title,
        severity,
        startedAt,
        endedAt,
        ...(service !== undefined && { service }),
      }))
    const rows = [...shown('incident', incidents.rows), ...shown('change', changes.rows)].toSorted((a, b) => b.startedAt - a.startedAt).slice(0, 50)
    return { rows, failed: [...incidents.failed, ...changes.failed] }
  }

  /** Alerts the subject belongs to come first; without a subject the worst of all. */
  const toPick = async (by: Asker, run: RunState, find: string, signal: AbortSignal): Promise<Read<AlertPick>> => {
    const { rows: all, failed } = await firing(by, signal)
    const rows = all.filter(({ title, service, site }) => standsIn([title, service, site], find))
    const { subject } = run
    const isNear = (row: Row): boolean =>
      subject !== null &&
      (row.id === subject.id ||
        (subject.service !== undefined && row.service === subject.service) ||
        (subject.kind === 'service' && row.service === subject.id))
    return { rows: [...rows.filter(isNear).toSorted(byUrgency), ...rows.filter((row) => !isNear(row)).toSorted(byUrgency)].map(picked), failed }
  }

  const names = async (by: Asker, label: 'service' | 'site', signal: AbortSignal): Promise<readonly string[]> => {
    const asked = (await sources.list(by)).filter(({ can, kind }) => can.includes('labels') && (can.includes('silences') || kind === 'events'))
    const work = (id: string): Promise<readonly string[]> =>
      sources
        .ask(by, id, `label ${label}`, async (open, own) => open.labelValues?.(label, { signal: own }) ?? [], signal)
        // What can be typed by hand is only suggested; a source that is away suggests nothing.
        .catch(() => [])
    return [...new Set((await Promise.all(asked.map(({ id }) => work(id)))).flat())]
      .filter((name) => name !== '')
      .toSorted()
      .slice(0, 500)
  }

  const none = { rows: [], failed: [] }

  return {
    async look(by: Asker, run: RunState, { step, find }: { readonly step: string; readonly find: string }, signal: AbortSignal): Promise<Given<Look>> {
      const quiets = ['suppress', 'silence', 'verify', 'decide'].includes(step)
      const [alerts, clashes, kin, services, sites, all] = await Promise.all([
        step === 'pick' ? toPick(by, run, find, signal) : quiets ? covered(by, run, signal) : none,
        ['schedule', 'suppress', 'silence', 'approvals'].includes(step) ? conflicts(by, run, signal) : none,
        step === 'correlate' || step === 'decide' ? related(by, run, signal) : none,
        ['services', 'classify', 'suppress', 'decide'].includes(step) ? names(by, 'service', signal) : [],
        ['services', 'classify'].includes(step) ? names(by, 'site', signal) : [],
        sources.list(by),
      ])
      const failed = [...new Map([...alerts.failed, ...clashes.failed, ...kin.failed].map((one) => [one.source, one])).values()]
      const quieting = all.filter(({ can }) => can.includes('silences')).map(({ id, name, origin }) => ({ id, name, demo: origin === 'demo' }))
      return {
        alerts: alerts.rows.slice(0, mostAlerts),
        total: alerts.rows.length,
        conflicts: clashes.rows,
        related: kin.rows,
        sources: quieting,
        services,
        sites,
        failed,
      }
    },

    /** What the brief compares: alerts of the run that go on, and changes in its window. Undefined where it could not be read whole. */
    async fresh(by: Asker, run: RunState, signal: AbortSignal): Promise<Omit<Fresh, 'effects'>> {
      const picks = picksOf(run)
      // All at once: one real system that is slow is waited for, not all of them one after the other.
      const [quiet, burning, clashes] = await Promise.all([
        covered(by, run, signal),
        picks.length > 0 ? firing(by, signal) : undefined,
        conflicts(by, run, signal),
      ])
      const watched = (): Fresh['alerts'] => {
        if (!burning) return setsOf(run).length === 0 || quiet.failed.length > 0 ? undefined : quiet.rows
        return burning.failed.length > 0 ? undefined : burning.rows.filter(({ id }) => picks.some((one) => one.id === id))
      }
      const away = new Map(quiet.failed.map(({ source, fault }) => [source, fault]))
      return { alerts: watched(), conflicts: clashes.failed.length > 0 ? undefined : clashes.rows, away }
    },

    /** What somebody who has just looked has seen. */
    seen: (run: RunState, look: Given<Look>): Seen => ({
      at: clock.now(),
      alerts: (picksOf(run).length > 0 ? picksOf(run) : look.alerts).map(({ id }) => id),
      conflicts: look.conflicts.map(({ id }) => id),
    }),
  }
}

/** The run as it would be with these answers, for looking only. */
export const supposing = (run: RunState, fields: JsonRecord): RunState => ({ ...run, fields: { ...run.fields, ...fields } })
