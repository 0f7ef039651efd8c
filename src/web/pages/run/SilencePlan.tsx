import type { JsonRecord } from '#contract/json.ts'
import type { Look, Run } from '#contract/run.ts'
import { setsOf } from '#core/workflow/definitions/silences.ts'
import { moment } from '#core/workflow/run.ts'
import { useFormat } from '#web/i18n/format.ts'
import { useText } from '#web/i18n/text.ts'
import { useZone } from '#web/url/zone.ts'
import { writtenSet } from './written-set.ts'
import styles from './Run.module.css'

/** What the next button will do in the real system, word for word. */
export function SilencePlan({ values, effects, look }: { readonly values: JsonRecord; readonly effects: Run['effects']; readonly look: Look | undefined }) {
  const text = useText()
  const format = useFormat()
  const [zone] = useZone()
  const sets = setsOf({ fields: values })
  const toMake = sets.filter(({ id }) => effects.find(({ key }) => key === `silence-${id}`)?.state !== 'done')
  const standing = sets.length - toMake.length
  const [from, to] = [moment(values, 'start') ?? 0, moment(values, 'end') ?? 0]
  return (
    <div className={styles['plan']}>
      {standing > 0 && <p>{text('run.silencesStand', { n: standing })}</p>}
      {toMake.length > 0 && (
        <p>{text('run.silenceWill', { n: toMake.length, from: format.time(from, zone, Infinity), to: format.time(to, zone, Infinity) })}</p>
      )}
      {sets.map((set) => (
        <code key={set.id} dir="ltr">
          {look?.sources.find(({ id }) => id === set.source)?.name ?? set.source}: {writtenSet(set)}
        </code>
      ))}
    </div>
  )
}
