import type { Widget } from '#contract/dashboard.ts'
import type { Shape } from '#core/frame/shapes.ts'
import type { JsonRecord } from '#contract/json.ts'
import type { MenuEntry } from '../ui/popup/menu-entry.ts'

/** A way of looking at a widget's answer: the lenses on the way and the view at the end. */
export type Look = Pick<Widget, 'view' | 'lenses'>

/** What a widget may ask of the page it stands on. One object for all widgets of a page; it never changes. */
export interface WidgetActs {
  /** Another look at the same answer. While editing it becomes part of the document, else it stays on this device. */
  onLook(widget: string, look: Look, shape?: Shape): void
  /** The reader changed something inside the view: a sort, a hidden column. */
  onOptions(widget: string, options: JsonRecord): void
  /** Back to the look that is published. */
  onOriginal(widget: string): void
  /** A value picked in a drawing, to be used as a filter. */
  onPick(field: string, value: string): void
  /** Shows the widget alone, or all again. */
  onFull(widget: string | undefined): void
  /** Opens the settings of the widget. */
  onEdit(widget: string, tab: 'data' | 'view'): void
  /** What else the page offers for the widget, after the widget's own entries. */
  entries(widget: string): readonly MenuEntry[]
  /** Other widgets of the page that ask the same source. */
  othersOf(widget: string, source: string): number
}
