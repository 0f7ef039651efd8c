import type { IconName } from '../icon/Icon.tsx'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: IconName | undefined
  /** Key that does the same. */
  readonly keys?: string | undefined
  /** A fact in `text-3` below the label. */
  readonly hint?: string | undefined
  /** Set on choices; the chosen one has a tick. */
  readonly checked?: boolean | undefined
  /** Why it cannot be chosen now. */
  readonly off?: string | undefined
  readonly href?: string | undefined
  readonly onSelect?: (() => void) | undefined
}
export type MenuEntry = MenuAction | { readonly line: string } | { readonly head: string }
