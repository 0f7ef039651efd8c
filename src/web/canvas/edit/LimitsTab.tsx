import type { Threshold } from '#contract/dashboard.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Input, Select } from '../../ui/field/Input.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { TabProps } from './tab.ts'
import styles from './Panel.module.css'

const limitMarks = ['critical', 'warning', 'info', 'ok'] as const
const isMark = (word: string): word is Threshold['mark'] => limitMarks.some((m) => m === word)

/** Limits at which the widget shows a mark; drawn as dashed lines where there is an axis. */
export function LimitsTab({ widget, set }: TabProps) {
  const text = useText()
  const { id, thresholds } = widget
  const put = (value: readonly Threshold[], token?: string): void => set({ do: 'setWidget', id, prop: 'thresholds', value }, token)
  const change = (at: number, part: Partial<Threshold>): void =>
    put(
      thresholds.map((t, i) => (i === at ? { ...t, ...part } : t)),
      `limits ${id} ${at} ${Object.keys(part).join()}`,
    )
  return (
    <>
      <p className={styles['quiet']}>{text('limits.meaning')}</p>
      {thresholds.map((limit, i) => (
        // Limits have no names of their own; their order is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={i} className={styles['limit']}>
          <legend>
            <StatusMark mark={limit.mark} silent size={12} /> {text('limits.limit', { number: i + 1 })}
          </legend>
          <Select
            aria-label={text('limits.when')}
            value={limit.when}
            onChange={(event) => change(i, { when: event.target.value === 'below' ? 'below' : 'above' })}
          >
            <option value="above">{text('limits.above')}</option>
            <option value="below">{text('limits.below')}</option>
          </Select>
          <Input
            type="number"
            step="any"
            aria-label={text('limits.value')}
            defaultValue={limit.value}
            onChange={(event) => Number.isFinite(event.target.valueAsNumber) && change(i, { value: event.target.valueAsNumber })}
          />
          <Select
            aria-label={text('limits.mark')}
            value={limit.mark}
            onChange={(event) => isMark(event.target.value) && change(i, { mark: event.target.value })}
          >
            {limitMarks.map((mark) => (
              <option key={mark} value={mark}>
                {text(`mark.${mark}`)}
              </option>
            ))}
          </Select>
          <Input
            aria-label={text('limits.label')}
            placeholder={text('limits.label')}
            maxLength={80}
            defaultValue={limit.label ?? ''}
            onChange={(event) => change(i, { label: event.target.value || undefined })}
          />
          <IconButton size="small" icon="close" label={text('limits.remove', { number: i + 1 })} onClick={() => put(thresholds.filter((_, at) => at !== i))} />
        </fieldset>
      ))}
      <Button size="small" icon="plus" onClick={() => put([...thresholds, { value: 0, when: 'above', mark: 'warning' }])}>
        {text('limits.add')}
      </Button>
    </>
  )
}
