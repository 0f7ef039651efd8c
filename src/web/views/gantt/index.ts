import { fieldWithRole } from '#core/frame/shapes.ts'
import { defineView } from '../view.ts'
import { GanttOptions } from './options.ts'

/** Intervals on one clock: a lane for each name, a bar for each start and end. */
export const gantt = defineView<GanttOptions>({
  kind: 'gantt',
  icon: 'gantt',
  options: GanttOptions,
  accepts: (frame) => {
    if (fieldWithRole(frame, 'start')?.type !== 'time') return { refused: 'needsStart' }
    const named = fieldWithRole(frame, 'lane') ?? fieldWithRole(frame, 'title')
    return { score: named ? (fieldWithRole(frame, 'end') ? 0.9 : 0.75) : 0.6 }
  },
  minSize: { w: 4, h: 5 },
  startSize: { w: 5, h: 6 },
  skeleton: 'bars',
  load: () => import('./GanttView.tsx'),
})
