import type { TabProps } from './tab.ts'
import { WhoSees } from './WhoSees.tsx'

/** Who sees the widget. */
export function WhoTab({ widget, set }: Pick<TabProps, 'widget' | 'set'>) {
  return <WhoSees of="widget" rule={widget.visibleTo} onChange={(value) => set({ do: 'setWidget', id: widget.id, prop: 'visibleTo', value })} />
}
