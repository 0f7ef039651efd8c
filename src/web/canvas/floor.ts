import type { Widget } from '#contract/dashboard.ts'
import type { Size } from '#core/layout/grid.ts'
import { viewOf } from '../widgets/view-of.ts'

const anyView: Size = { w: 2, h: 2 }

/** Smallest size of each widget on a grid of `cols` columns: what its view can still be read at. */
export function floorIn(widgets: readonly Widget[], cols: number): (widget: string) => Size {
  const kinds = new Map(widgets.map((w) => [w.id, w.view.kind]))
  return (id) => {
    const { w, h } = viewOf(kinds.get(id) ?? '')?.minSize ?? anyView
    return { w: Math.min(w, cols), h }
  }
}
