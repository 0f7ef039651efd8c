/** Strips of the page around a dashboard, and how to put one away or bring it back. */
export interface StripsMenu {
  readonly hidden: ReadonlySet<string>
  hide(strip: Strip, hidden: boolean): void
}

export const strips = ['continue', 'goto', 'attention', 'highlights', 'connect'] as const
export type Strip = (typeof strips)[number]
