import type { Widget } from '#contract/dashboard.ts'
import type { VariableValues } from '#contract/query.ts'
import type { Edit } from '#core/dashboard/edit.ts'
import type { PanelAnswer } from './use-panel-answer.ts'

/** What a tab of the panel works on. `set` carries a change out at once; changes with one token are one undo step. */
export interface TabProps {
  readonly widget: Widget
  readonly answer: PanelAnswer
  /** Values of the dashboard's variables. */
  readonly values: VariableValues
  readonly set: (edit: Edit, token?: string) => void
}
