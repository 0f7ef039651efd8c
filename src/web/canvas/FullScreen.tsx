import { useFocusTrap } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Dashboard } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import { widgetNamed } from '#core/dashboard/section.ts'
import type { WidgetActs } from '../widgets/acts.ts'
import { useShippedWords } from '../i18n/shipped.ts'
import { WidgetHost } from '../widgets/WidgetHost.tsx'
import styles from './FullScreen.module.css'

export interface FullScreenProps {
  readonly widget: string
  readonly doc: Dashboard
  readonly values: VariableValues
  readonly acts: WidgetActs
  /** This person changed it for themselves. */
  readonly changed: boolean
}

/** One widget over the whole window. Escape leads back to where it was opened. */
export default function FullScreen({ widget: id, doc, values, acts, changed }: FullScreenProps) {
  const trap = useFocusTrap()
  const cameFrom = useRef(document.activeElement)
  const words = useShippedWords()
  const widget = widgetNamed(doc, id)
  useEffect(() => {
    const { current } = cameFrom
    return () => {
      if (current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true })
    }
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) acts.onFull(undefined)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [acts])
  if (!widget) return null
  return createPortal(
    <div ref={trap} className={styles['full']} role="dialog" aria-modal aria-label={words.widget(widget).title}>
      <WidgetHost full widget={widget} values={values} editing={false} acts={acts} ownLook={changed} />
    </div>,
    document.body,
  )
}
