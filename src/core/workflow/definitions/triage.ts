import type { JsonRecord } from '#contract/json.ts'
import type { AlertPick } from '#contract/run.ts'
import type { EffectPlan, WorkflowDefinition } from '../definition.ts'
import { moment, text, words } from '../run.ts'
import type { Problem, RunState } from '../run.ts'
import { may, must, oneOf } from './asked.ts'
import { commentOf, maxSilenceMs, silencesFor } from './silences.ts'

const hour = 3_600_000

/** Alerts picked; read by their shape when they were saved. */
export const picksOf = ({ fields }: Pick<RunState, 'fields'>): readonly AlertPick[] => {
  const picked = fields['alerts']
  return Array.isArray(picked) ? (picked as unknown as readonly AlertPick[]) : []
}

const idsOf = (run: RunState): JsonRecord[string] => picksOf(run).map(({ id }) => id)

const decided = (run: Pick<RunState, 'fields'>): string => text(run.fields, 'decision')

function incident(run: RunState): EffectPlan {
  const { fields } = run
  const begun = picksOf(run).reduce((least, { startedAt }) => Math.min(least, startedAt), Number.POSITIVE_INFINITY)
  const start = moment(fields, 'impactFrom') ?? (Number.isFinite(begun) ? begun : run.createdAt)
  const shared = { alerts: idsOf(run), commander: text(fields, 'commander'), channel: text(fields, 'channel') }
  if (decided(run) === 'attach') return { key: 'incident', kind: 'incident.attach', op: 'do', input: { ...shared, incident: text(fields, 'attachTo') } }
  const input: JsonRecord = {
    ...shared,
    title: text(fields, 'incidentTitle'),
    severity: text(fields, 'severity'),
    services: [...words(fields, 'services')],
    site: text(fields, 'site'),
    impact: text(fields, 'impact'),
    start,
    related: [...words(fields, 'related')],
  }
  return { key: 'incident', kind: 'incident.open', op: 'do', input }
}

function proveSilence({ fields }: RunState, now: number): Problem | undefined {
  if (text(fields, 'decision') !== 'silence') return undefined
  const until = moment(fields, 'silenceUntil') ?? 0
  if (until <= now) return { code: 'invalid', detail: 'over', field: 'fields.silenceUntil' }
  return until - now > maxSilenceMs ? { code: 'invalid', detail: 'too_long', field: 'fields.silenceUntil' } : undefined
}

function decision(run: RunState): readonly EffectPlan[] {
  const what = decided(run)
  if (what === 'incident' || what === 'attach') return [incident(run)]
  if (what !== 'silence') return []
  const comment = commentOf(text(run.fields, 'comment'), run.title)
  return silencesFor(run, { from: run.passed['correlate'] ?? run.createdAt, to: moment(run.fields, 'silenceUntil') ?? 0, comment })
}

const once = (all: readonly (string | undefined)[]): readonly string[] => [...new Set(all.flatMap((one) => one || []))]

/** Where it is felt, from what it began with and what was picked since; a site only where it is the same for all. */
function where({ subject, fields }: RunState): JsonRecord {
  const picks = picksOf({ fields })
  const services = once([subject?.service, subject?.kind === 'service' ? subject.id : undefined, ...picks.map(({ service }) => service)])
  const [site, ...others] = once([subject?.site, ...picks.map((pick) => pick.site)])
  return { ...(services.length > 0 && { services: [...services] }), ...(site !== undefined && others.length === 0 && { site }) }
}

const hasIncident = (run: RunState): boolean => ['incident', 'attach'].includes(decided(run))
const only = (value: string) => ({ when: { field: 'decision', is: [value] } })

/** Incident triage (aiops.md 3.3 A). */
export const triage: WorkflowDefinition = {
  id: 'triage',
  version: 1,
  from: ['alert', 'incident', 'service', 'nothing'],
  begin: (subject) => ({
    ...(subject?.severity && { severity: subject.severity }),
    ...(subject?.kind === 'incident' && { attachTo: subject.id }),
  }),
  title: ({ fields, subject }) => text(fields, 'incidentTitle') || (subject?.title ?? picksOf({ fields })[0]?.title ?? ''),
  idleMs: () => 4 * hour,
  warnMs: hour,
  deadlines: (run) => {
    const [next, until] = [moment(run.fields, 'nextUpdateAt'), moment(run.fields, 'silenceUntil')]
    return [
      ...(next !== undefined ? [{ at: next, said: { key: 'run.expires.nextUpdate', args: {} } }] : []),
      ...(until !== undefined && decided(run) === 'silence' ? [{ at: until, said: { key: 'run.expires.silenceEnds', args: {} } }] : []),
    ]
  },
  recall: ['severity', 'services', 'verdict', 'users', 'decision', 'suppression'],
  steps: [
    { id: 'pick', cost: 1, fields: [must('alerts', 'alerts')] },
    {
      id: 'acknowledge',
      cost: 1,
      fields: [may('ackNote', 'text')],
      effects: (run) => [{ key: 'acknowledge', kind: 'alert.acknowledge', op: 'do', input: { alerts: idsOf(run), note: text(run.fields, 'ackNote') } }],
    },
    {
      id: 'classify',
      cost: 2,
      fields: [
        oneOf('severity', ['critical', 'high', 'warning', 'info', 'low']),
        oneOf('verdict', ['true', 'false', 'duplicate', 'maintenance']),
        must('verdictReason', 'text'),
        may('services', 'words'),
        may('site', 'text'),
      ],
      enter: where,
    },
    {
      id: 'impact',
      cost: 2,
      fields: [oneOf('users', ['none', 'some', 'all']), may('businessService', 'text'), must('impact', 'long'), may('impactFrom', 'time')],
    },
    { id: 'correlate', cost: 2, fields: [may('related', 'words'), may('correlation', 'long')] },
    {
      id: 'decide',
      cost: 4,
      fields: [
        oneOf('decision', ['incident', 'attach', 'silence', 'dismiss']),
        must('incidentTitle', 'text', only('incident')),
        must('attachTo', 'text', only('attach')),
        must('suppression', 'suppression', only('silence')),
        must('silenceUntil', 'time', only('silence')),
        may('comment', 'text', only('silence')),
        must('dismissReason', 'text', only('dismiss')),
      ],
      enter: (run) => ({ incidentTitle: run.title }),
      prove: proveSilence,
      effects: decision,
    },
    {
      id: 'assign',
      cost: 4,
      when: hasIncident,
      fields: [must('commander', 'text'), may('channel', 'text')],
      enter: ({ owner }) => ({ commander: owner.name }),
      effects: (run) => [incident(run)],
    },
    {
      id: 'update',
      cost: 4,
      when: hasIncident,
      fields: [must('update', 'long'), may('nextUpdateAt', 'time')],
      effects: (run) => [
        { key: 'update', kind: 'incident.note', op: 'do', input: { text: text(run.fields, 'update'), next: moment(run.fields, 'nextUpdateAt') ?? null } },
      ],
    },
  ],
}
