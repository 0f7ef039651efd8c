/** What a tip stands at and says. */
export interface TipTarget {
  readonly element: HTMLElement
  readonly words: string
}
