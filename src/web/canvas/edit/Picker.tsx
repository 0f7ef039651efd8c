import { useState } from 'react'
import type { VariableValues } from '#contract/query.ts'
import { useText } from '../../i18n/text.ts'
import { Dialog } from '../../ui/popup/Dialog.tsx'
import { useCanvas } from '../canvas-ui.ts'
import { focusWidget } from '../use-widget-keys.ts'
import { columnsOf } from '#core/layout/grid.ts'
import { sectionOf } from '#core/dashboard/section.ts'
import type { AddWidget } from './add-widget.ts'
import { ReadyMade } from './ReadyMade.tsx'
import { FromSource } from './FromSource.tsx'
import styles from './Picker.module.css'

export interface PickerProps {
  readonly opened: boolean
  /** Section a new widget goes to; else that of the selected widget, else the first. */
  readonly section: string | undefined
  readonly values: VariableValues
  readonly onClose: () => void
}

const ways = ['ready', 'source'] as const

/** New widgets: ready-made ones, or one from a source of one's own choice. */
export function Picker({ opened, section, values, onClose }: PickerProps) {
  const text = useText()
  const { ui, doc, edit } = useCanvas()
  const [way, setWay] = useState<(typeof ways)[number]>('ready')
  const add: AddWidget = (widget, size) => {
    const { selected } = ui.getState()
    const home = section ?? (selected === undefined ? undefined : sectionOf(doc(), selected)?.id) ?? doc().sections[0]?.id
    if (home === undefined) return
    edit({ do: 'addWidget', section: home, widget, size: { w: Math.min(size.w, columnsOf.desktop), h: size.h } })
    ui.setState({ selected: widget.id, dialog: undefined })
    onClose()
    focusWidget(widget.id)
  }
  return (
    <Dialog opened={opened} size="large" title={text('picker.title')} onClose={onClose}>
      <div role="tablist" aria-label={text('picker.title')} className={styles['ways']}>
        {ways.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === way} className={styles['way']} onClick={() => setWay(name)}>
            {text(`picker.${name}`)}
          </button>
        ))}
      </div>
      {opened && way === 'ready' && <ReadyMade values={values} onAdd={add} />}
      {opened && way === 'source' && <FromSource values={values} onAdd={add} />}
    </Dialog>
  )
}
