import type { Widget } from '#contract/dashboard.ts'
import type { Size } from '#core/layout/grid.ts'

/** Puts a widget on the dashboard; the picker closes and the widget is selected. */
export type AddWidget = (widget: Widget, size: Size) => void
