import type { Ref } from 'react'
import type { ResizeHandleAxis } from 'react-grid-layout'
import styles from './SectionGrid.module.css'

/** One of the eight handles of a selected widget. By keyboard a widget is resized with Shift and the arrows. */
export function Handle({ axis, ref, ...rest }: { readonly axis: ResizeHandleAxis; readonly ref: Ref<HTMLElement> }) {
  return <span {...rest} ref={ref} className={styles['handle']} data-axis={axis} aria-hidden />
}
