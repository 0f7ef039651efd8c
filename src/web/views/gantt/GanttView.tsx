import type { ViewProps } from '../view.ts'
import { LiveGantt } from './LiveGantt.tsx'
import type { GanttOptions } from './options.ts'
import { StillGantt } from './StillGantt.tsx'

/** A timeline of intervals: live with keyboard, zoom and cards, or still for the view switcher. */
export default function GanttView(props: ViewProps<GanttOptions>) {
  return props.mode === 'preview' ? <StillGantt {...props} /> : <LiveGantt {...props} />
}
