import type { JsonRecord } from '#contract/json.ts'
import type { Run } from '#contract/run.ts'
import { setsOf } from '#core/workflow/definitions/silences.ts'
import type { TextKey } from '#locales/chapter.ts'

type At = Pick<Run, 'step' | 'steps' | 'effects'>

const stands = ({ effects }: At, key: string): boolean => effects.some((effect) => effect.key === key && effect.state === 'done')

/** Every silence planned is there already, from when the step was passed before. */
const allQuiet = (run: At, values: JsonRecord): boolean => {
  const sets = setsOf({ fields: values })
  return sets.length > 0 && sets.every(({ id }) => stands(run, `silence-${id}`))
}

/** What each way to decide does in real systems, and whether that was done before. */
function decided(run: At, values: JsonRecord): TextKey {
  const has = stands(run, 'incident')
  switch (values['decision']) {
    case 'incident':
      return has ? 'run.complete' : 'run.doIncident'
    case 'attach':
      return has ? 'run.complete' : 'run.doAttach'
    case 'silence':
      return allQuiet(run, values) ? 'run.finish' : 'run.doSilence'
    case 'dismiss':
      return 'run.finish'
    default:
      return 'run.complete'
  }
}

/** What the button of a step says it will do, by the answers as they stand in the form: which steps come next, the server knows only once they are saved. */
export function actOf(run: At, values: JsonRecord): TextKey {
  if (run.step === 'decide') return decided(run, values)
  const at = run.steps.findIndex(({ id }) => id === run.step)
  if (run.steps.slice(at + 1).every(({ state }) => state === 'skipped')) return 'run.finish'
  return run.step === 'silence' && !allQuiet(run, values) && setsOf({ fields: values }).length > 0 ? 'run.doSilence' : 'run.complete'
}
