import type { Run } from '#contract/run.ts'
import { useText } from '#web/i18n/text.ts'
import { useRunWords } from './run-words.ts'
import styles from './StepTrack.module.css'

/** All steps of a run as a line: passed, here, to come. `names`: written below where there is room. */
export function StepTrack({ run, names = false }: { readonly run: Pick<Run, 'workflow' | 'steps'>; readonly names?: boolean }) {
  const text = useText()
  const words = useRunWords()
  const here = run.steps.findLastIndex(({ state }) => state === 'current' || state === 'done')
  return (
    <ol className={styles['track']} aria-label={text('run.track')} data-names={names || undefined}>
      {run.steps.map(({ id, state }, i) => {
        const name = words.step(run.workflow, id)
        return (
          <li key={id} data-state={state} data-past={i < here || undefined} aria-current={state === 'current' ? 'step' : undefined}>
            <i aria-hidden />
            <span className={styles['name']} aria-hidden>
              {name}
            </span>
            <span className="hp-hidden">{text('run.stepState', { name, state })}</span>
          </li>
        )
      })}
    </ol>
  )
}
