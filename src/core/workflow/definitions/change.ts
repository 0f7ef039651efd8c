import type { JsonRecord } from '#contract/json.ts'
import type { Deadline, EffectPlan, WorkflowDefinition } from '../definition.ts'
import { effectOf } from '../definition.ts'
import { standing } from '../approvals.ts'
import { moment, text, words } from '../run.ts'
import type { Problem, RunState } from '../run.ts'
import { may, must, oneOf } from './asked.ts'
import { commentOf, endOf, maxSilenceMs, setsOf, silencesFor } from './silences.ts'

const day = 86_400_000

const statusOf = (run: RunState): string => {
  const { passed } = run
  if (run.step === 'close') return 'closed'
  if (run.step === 'verify' || passed['implement'] !== undefined) return 'verify'
  if (run.step === 'implement') return 'implement'
  if (run.step === 'silence' || passed['approvals'] !== undefined) return 'approved'
  return run.step === 'schedule' || passed['schedule'] !== undefined ? 'scheduled' : 'draft'
}

/** The change as a record of ours, brought up to date whenever a step is completed. */
function record(run: RunState): EffectPlan {
  const { fields } = run
  const input: JsonRecord = {
    title: run.title,
    status: statusOf(run),
    type: text(fields, 'type'),
    category: text(fields, 'category'),
    what: text(fields, 'what'),
    reason: text(fields, 'reason'),
    services: [...words(fields, 'services')],
    assets: [...words(fields, 'assets')],
    site: text(fields, 'site'),
    risk: text(fields, 'risk'),
    start: moment(fields, 'start') ?? null,
    end: moment(fields, 'end') ?? null,
    ...(run.step === 'close' && { outcome: text(fields, 'outcome'), review: text(fields, 'review') }),
  }
  return { key: 'change', kind: 'change.record', op: 'do', input }
}

const wrong = (detail: string, field: string): Problem => ({ code: 'invalid', detail, field: `fields.${field}` })

function proveWindow({ fields }: RunState, now: number): Problem | undefined {
  const [start, end] = [moment(fields, 'start') ?? 0, moment(fields, 'end') ?? 0]
  if (end <= start) return wrong('before_start', 'end')
  if (end - start > maxSilenceMs) return wrong('too_long', 'end')
  return end <= now ? wrong('over', 'end') : undefined
}

const needsApproval = ({ fields }: RunState): boolean => text(fields, 'type') === 'normal'

function proveApproved(run: RunState): Problem | undefined {
  const said = standing(change, run)
  if (said.some(({ verdict }) => verdict === 'no')) return wrong('refused', 'approvers')
  return said.some(({ verdict, by }) => verdict === 'yes' && by.id !== run.owner.id) ? undefined : wrong('waiting', 'approvers')
}

/** Silences name the change and are commented by whoever planned it. */
const silences = (run: RunState): readonly EffectPlan[] => {
  const number = effectOf(run, 'change')?.label ?? ''
  const comment = `${number} ${commentOf(text(run.fields, 'comment'), run.title)}`.trim()
  return silencesFor(run, { from: moment(run.fields, 'start') ?? 0, to: moment(run.fields, 'end') ?? 0, comment })
}

const linesOf = (plan: string): JsonRecord[string] =>
  plan
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s*/, '').trim())
    .filter((line) => line !== '')
    .slice(0, 100)
    .map((line, i) => ({ id: `s${i + 1}`, text: line.slice(0, 500), done: false }))

function deadlines(run: RunState): readonly Deadline[] {
  const [start, end] = [moment(run.fields, 'start'), moment(run.fields, 'end')]
  const window = [
    ...(start !== undefined ? [{ at: start, said: { key: 'run.expires.windowOpens', args: {} } }] : []),
    ...(end !== undefined ? [{ at: end, said: { key: 'run.expires.windowCloses', args: {} } }] : []),
  ]
  const quiet = run.effects.flatMap(({ kind, state, input }) => {
    const at = moment(input, 'endsAt')
    return kind === 'alertmanager.silence' && state === 'done' && at !== undefined ? [{ at, said: { key: 'run.expires.silenceEnds', args: {} } }] : []
  })
  return [...window, ...quiet]
}

/** A change with a maintenance window (aiops.md 3.3 B). */
export const change: WorkflowDefinition = {
  id: 'change',
  version: 1,
  from: ['alert', 'incident', 'service', 'nothing'],
  begin: (subject) => ({ ...(subject?.service && { services: [subject.service] }), ...(subject?.site && { site: subject.site }) }),
  title: ({ fields, subject }) => text(fields, 'title') || (subject?.title ?? ''),
  // A draft nobody approved is kept thirty days; one that began is kept until long after its window.
  idleMs: () => 30 * day,
  warnMs: 3 * day,
  deadlines,
  recall: ['type', 'services', 'risk', 'suppression', 'start', 'end'],
  approved: ({ fields }) => ({
    services: [...words(fields, 'services')],
    assets: [...words(fields, 'assets')],
    risk: text(fields, 'risk'),
    start: moment(fields, 'start') ?? null,
    end: moment(fields, 'end') ?? null,
  }),
  steps: [
    {
      id: 'type',
      cost: 1,
      fields: [
        must('title', 'text'),
        oneOf('type', ['standard', 'normal', 'emergency']),
        oneOf('category', ['network', 'server', 'application', 'database', 'security', 'facility', 'other']),
      ],
    },
    { id: 'why', cost: 2, fields: [must('what', 'long'), must('reason', 'long')], effects: (run) => [record(run)] },
    { id: 'services', cost: 1, fields: [must('services', 'words'), may('assets', 'words'), may('site', 'text')], effects: (run) => [record(run)] },
    {
      id: 'risk',
      cost: 2,
      fields: [oneOf('risk', ['low', 'medium', 'high']), must('impact', 'long'), oneOf('users', ['none', 'some', 'all'])],
      effects: (run) => [record(run)],
    },
    { id: 'plan', cost: 3, fields: [must('plan', 'long'), may('test', 'long'), must('backOut', 'long')] },
    {
      id: 'schedule',
      cost: 2,
      fields: [must('start', 'time'), must('end', 'time'), must('zone', 'zone'), may('clash', 'yes')],
      enter: (run) => ({ zone: text(run.place, 'zone') || 'UTC' }),
      prove: proveWindow,
      effects: (run) => [record(run)],
    },
    { id: 'suppress', cost: 2, fields: [may('suppression', 'suppression'), may('comment', 'text')] },
    {
      id: 'approvals',
      cost: 3,
      when: needsApproval,
      fields: [must('approvers', 'people')],
      prove: (run, now) => proveWindow(run, now) ?? proveApproved(run),
      effects: (run) => [record(run)],
    },
    {
      id: 'silence',
      cost: 4,
      when: (run) => setsOf(run).length > 0 || endOf(run).length > 0,
      fields: [],
      prove: proveWindow,
      effects: (run) => [record(run), ...silences(run)],
    },
    {
      id: 'implement',
      cost: 5,
      fields: [must('checklist', 'checklist')],
      enter: (run) => ({ checklist: linesOf(text(run.fields, 'plan')) }),
      effects: (run) => [record(run)],
    },
    { id: 'verify', cost: 5, fields: [oneOf('verdict', ['asPlanned', 'partly', 'not']), must('evidence', 'long')], effects: (run) => [record(run)] },
    {
      id: 'close',
      cost: 5,
      fields: [oneOf('outcome', ['done', 'doneWithProblems', 'backedOut', 'notDone']), may('review', 'long')],
      effects: (run) => [...endOf(run), record(run)],
    },
  ],
}
