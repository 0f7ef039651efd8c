import { useText } from '../../i18n/text.ts'
import { hasWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { PickList } from '../../ui/pick/PickList.tsx'
import { Popover } from '../../ui/popup/Popover.tsx'
import { useMeasureName } from './measure-name.ts'
import styles from './Panel.module.css'

export interface MeasurePickProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly measure: string
  readonly offered: readonly string[]
  readonly onPick: (measure: string) => void
}

/** Which measure: found by typing any part of its name, under what it is about. */
export function MeasurePick({ id, 'aria-describedby': describedBy, measure, offered, onPick }: MeasurePickProps) {
  const text = useText()
  const nameOf = useMeasureName()
  const about = (name: string): string => {
    const [family = ''] = name.split('.')
    const key = `panel.about.${family}`
    return hasWords(key) ? text(key) : family
  }
  const shown = measure === '' ? text('form.unset') : nameOf(measure)
  return (
    <Popover
      flush
      align="start"
      label={text('panel.measure')}
      trigger={
        <Button id={id} opens aria-describedby={describedBy} aria-label={text('panel.measureNow', { measure: shown })} className={styles['measure']}>
          {shown}
        </Button>
      }
    >
      {(close) => (
        <PickList
          label={text('panel.measureFind')}
          options={offered.map((name) => ({ value: name, label: nameOf(name), also: name, group: about(name) }))}
          chosen={[measure]}
          none={(query) => text('panel.measureNone', { query })}
          onPick={(name) => {
            close()
            onPick(name)
          }}
        />
      )}
    </Popover>
  )
}
