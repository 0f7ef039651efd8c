import { useMemo } from 'react'
import { rowCount } from '#core/frame/shapes.ts'
import { useFormat } from '../../i18n/format.ts'
import { useShippedWords } from '../../i18n/shipped.ts'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/field/Field.tsx'
import { Input } from '../../ui/field/Input.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { CostHint } from './CostHint.tsx'
import { QueryForm } from './QueryForm.tsx'
import type { TabProps } from './tab.ts'
import { widthOn } from './use-panel-answer.ts'
import type { PanelAnswer } from './use-panel-answer.ts'
import { useHeld } from './use-held.ts'
import { useRefusal } from './use-refusal.ts'
import { useSettled } from './use-settled.ts'
import styles from './Panel.module.css'

/** Name, source and query of a widget, and what the query answers. */
export function DataTab({ widget, answer, values, set }: TabProps) {
  const text = useText()
  const { id } = widget
  const width = useMemo(() => widthOn(id), [id])
  const held = useHeld(width, widget.query, values, (value) => set({ do: 'setWidget', id, prop: 'query', value }, `query ${id}`))
  const query = useSettled(held.query, held.offer)
  const refusal = useRefusal(widget.query, answer.fault)
  // In the reader's language until they change it; what they write is theirs.
  const shown = useShippedWords().widget(widget)
  return (
    <>
      <Field label={text('panel.name')}>
        {(parts) => (
          <Input
            {...parts}
            maxLength={200}
            value={shown.title}
            onChange={(event) => set({ do: 'setWidget', id, prop: 'title', value: event.target.value }, `title ${id}`)}
          />
        )}
      </Field>
      <Field label={text('panel.sub')} note={text('form.optional')}>
        {(parts) => (
          <Input
            {...parts}
            maxLength={200}
            value={shown.sub ?? ''}
            onChange={(event) => set({ do: 'setWidget', id, prop: 'sub', value: event.target.value || undefined }, `sub ${id}`)}
          />
        )}
      </Field>
      <QueryForm query={query.value} values={values} refusal={refusal} onChange={query.change} />
      <CostHint held={held} />
      {/* What waits for a yes has no answer yet; the one there is was given to the query before. */}
      {!held.heavy && <ResultLine answer={answer} />}
    </>
  )
}

/** "5 rows in 84 ms", or why there is no answer, in the words of whoever knows. */
export function ResultLine({ answer }: { readonly answer: PanelAnswer }) {
  const text = useText()
  const format = useFormat()
  const { frame, fault, asking, tookMs } = answer
  if (asking) return <p className={styles['result']}>{text('widget.loadingAny')}</p>
  if (fault)
    return (
      <p className={styles['result']} data-bad="" role="status">
        <StatusMark mark="critical" size={13} silent />
        <span>
          {text(`fault.${fault.code}`, { detail: 'none' })}
          {/* What has a place is told there. */}
          {fault.detail !== undefined && fault.at === undefined && <code>{fault.detail}</code>}
          {answer.picture !== undefined && <span className={styles['quiet']}>{text('panel.lastGood')}</span>}
        </span>
      </p>
    )
  if (!frame) return null
  const rows = text('panel.rows', { count: rowCount(frame) })
  return (
    <p className={styles['result']} role="status">
      <Icon name="check" size={13} />
      {tookMs === undefined ? rows : text('panel.rowsIn', { rows, time: format.value(tookMs, 'ms') })}
    </p>
  )
}
