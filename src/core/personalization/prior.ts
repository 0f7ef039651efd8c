/** What people of a role do, from at least five of them each: shares and transitions in which everybody weighs the same. Plain JSON. */
export interface Prior {
  readonly v: 1
  /** The role these people have; '' where nothing is known. */
  readonly role: string
  /** `people` were counted; `preset` is a shipped order of items. */
  readonly from: 'people' | 'preset' | 'nothing'
  /** Share of use by item; adds up to 1. */
  readonly use: Readonly<Record<string, number>>
  /** Share of sessions by item. */
  readonly sessions: Readonly<Record<string, number>>
  /** What is opened after an item ('' = at the start of a session): people's shares added up. */
  readonly next: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export const noPrior: Prior = { v: 1, role: '', from: 'nothing', use: {}, sessions: {}, next: {} }
