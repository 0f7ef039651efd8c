import type { ReactNode } from 'react'
import { useCanvas, useCanvasUi } from './canvas-ui.ts'
import { useWidgetKeys } from './use-widget-keys.ts'
import styles from './Canvas.module.css'

/** What surrounds a widget while editing: its selection with the size tag, and its keys. */
export function WidgetCell({ id, editing, children }: { readonly id: string; readonly editing: boolean; readonly children: ReactNode }) {
  const { ui } = useCanvas()
  const keys = useWidgetKeys(id)
  const selected = useCanvasUi((now) => editing && now.selected === id)
  const select = editing ? () => ui.setState({ selected: id }) : undefined
  return (
    // The same element in both modes, so that the widget inside is not made anew.
    // The widget inside is the thing with a name and the focus; this only listens to what it does.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['held']}
      data-selected={selected || undefined}
      onKeyDown={editing ? keys : undefined}
      onPointerDownCapture={select}
      onFocusCapture={select}
    >
      {children}
    </div>
  )
}
