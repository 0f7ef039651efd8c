import { useText } from '#web/i18n/text.ts'
import { IconButton } from '#web/ui/Button.tsx'
import type { TimeWindow } from './use-window.ts'
import styles from './Gantt.module.css'

/** Zoom by a click; shown on hover, on focus and on touch. The last one makes the reader's time the page's. */
export function GanttTools({ time, onUse }: { readonly time: TimeWindow; readonly onUse: (() => void) | undefined }) {
  const text = useText()
  return (
    <div className={styles['tools']}>
      <IconButton size="small" icon="minus" label={text('view.gantt.zoomOut')} className={styles['tool']} onClick={() => time.zoom(1.6)} />
      <IconButton size="small" icon="plus" label={text('view.gantt.zoomIn')} className={styles['tool']} onClick={() => time.zoom(1 / 1.6)} />
      {time.isOwn && <IconButton size="small" icon="undo" label={text('view.gantt.fit')} className={styles['tool']} onClick={() => time.fit()} />}
      {time.isOwn && onUse && <IconButton size="small" icon="clock" label={text('view.gantt.useRange')} className={styles['tool']} onClick={onUse} />}
    </div>
  )
}
