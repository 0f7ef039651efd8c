import { useMemo } from 'react'
import { widgetKey } from '#contract/item.ts'
import { note } from '../track/note.ts'
import type { WidgetActs } from '../widgets/acts.ts'

/** The same acts, each told of as something the person did with that widget; without a dashboard nothing is told. */
export function useNoted(dashboard: string | undefined, acts: WidgetActs): WidgetActs {
  return useMemo<WidgetActs>(() => {
    if (dashboard === undefined) return acts
    const used = (widget: string): void => note({ kind: 'interact', item: widgetKey(dashboard, widget) })
    return {
      ...acts,
      onLook(widget, look, shape) {
        note({ kind: 'switch', item: widgetKey(dashboard, widget), view: look.view.kind, ...(shape && { shape }) })
        acts.onLook(widget, look, shape)
      },
      onOptions(widget, options) {
        used(widget)
        acts.onOptions(widget, options)
      },
      onFull(widget) {
        if (widget !== undefined) used(widget)
        acts.onFull(widget)
      },
    }
  }, [dashboard, acts])
}
