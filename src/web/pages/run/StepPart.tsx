import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { Run, Workflow } from '#contract/run.ts'
import type { JsonRecord } from '#contract/json.ts'
import { askedFor } from '#core/workflow/fields.ts'
import { useText } from '#web/i18n/text.ts'
import { Button } from '#web/ui/Button.tsx'
import { Approvals } from './Approvals.tsx'
import { FieldPart } from './fields/FieldPart.tsx'
import { LookPart } from './LookPart.tsx'
import { lookQuery } from './run-api.ts'
import { useRunWords } from './run-words.ts'
import { SaveWords } from './SaveWords.tsx'
import { SilencePlan } from './SilencePlan.tsx'
import { actOf } from './step-act.ts'
import { useOwnAlert } from './use-own-alert.ts'
import { useRunWork } from './use-run-work.ts'
import styles from './Run.module.css'

/** Steps that are answered with a view of real systems beside them. */
const looking = new Set(['pick', 'services', 'classify', 'schedule', 'suppress', 'approvals', 'silence', 'verify', 'correlate', 'decide'])
/** Answers the look depends on. */
const lookedAt = ['services', 'assets', 'site', 'category', 'start', 'end', 'suppression', 'alerts', 'decision']

const part = (values: JsonRecord): JsonRecord =>
  Object.fromEntries(lookedAt.flatMap((name) => (values[name] === undefined || values[name] === null ? [] : [[name, values[name]]])))

interface StepPartProps {
  readonly run: Run
  readonly workflow: Workflow
  readonly canWork: boolean
  /** One came here from another step: reading goes on at its head. */
  readonly isNext: boolean
}

/** The step at hand: its questions, what the real systems say to the answers, and the one button that completes it. */
export function StepPart({ run, workflow, canWork, isNext }: StepPartProps) {
  const text = useText()
  const words = useRunWords()
  const work = useRunWork(run, canWork)
  const step = workflow.steps.find(({ id }) => id === run.step)
  const seen = useDeferredValue(part(work.values))
  const [find, setFind] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const [refused, setRefused] = useState(0)
  useEffect(() => {
    if (isNext) form.current?.querySelector('h2')?.focus()
  }, [isNext])
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] :is(input, select, button)')?.focus()
  }, [refused])
  const { data: look } = useQuery({
    ...lookQuery(run.id, { step: run.step, fields: seen, find }),
    enabled: looking.has(run.step),
    placeholderData: (before) => before,
  })
  // Nobody is asked to know of a clash where there is none.
  const isClash = work.values['clash'] === true || (look?.conflicts.length ?? 0) > 0
  const asked = askedFor(step?.fields ?? [], work.values).filter(({ name }) => name !== 'clash' || isClash)
  useOwnAlert(run, look, work, canWork)
  const number = run.steps.findIndex(({ id }) => id === run.step) + 1
  const before = run.steps.slice(0, number - 1).findLast(({ state }) => state === 'done')
  return (
    <form
      ref={form}
      className={styles['step']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (canWork && !work.busy) void work.advance(step?.fields ?? []).then(() => setRefused((n) => n + 1))
      }}
    >
      <header className={styles['stepHead']}>
        <p className={styles['quiet']}>{text('run.stepOf', { number, of: run.steps.length })}</p>
        <h2 tabIndex={-1}>{words.head(run.workflow, run.step)}</h2>
      </header>
      <fieldset className={styles['fields']} disabled={!canWork}>
        {asked.map((field) => (
          <FieldPart
            key={field.name}
            field={field}
            values={work.values}
            look={look}
            find={find}
            isAsking={look?.find !== find}
            onFind={setFind}
            error={work.gaps[field.name]}
            onChange={(value) => work.set(field.name, value)}
          />
        ))}
      </fieldset>
      {run.step === 'silence' && <SilencePlan values={work.values} effects={run.effects} look={look} />}
      {run.step === 'approvals' && <Approvals run={run} />}
      <LookPart run={run} look={look} />
      <footer className={styles['foot']}>
        <SaveWords run={run} save={work.save} />
        {before && canWork && (
          <Button kind="quiet" onClick={() => void work.goTo(before.id)}>
            {text('run.back')}
          </Button>
        )}
        {canWork && (
          // Whoever is asked for approval has one thing to do, and it is not this.
          <Button kind={run.step === 'approvals' && run.mine === 'help' ? 'plain' : 'primary'} type="submit" busy={work.busy}>
            {text(actOf(run, work.values), { number })}
          </Button>
        )}
      </footer>
    </form>
  )
}
