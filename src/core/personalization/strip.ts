/** Eight slots; null is empty. Kept by the caller between two calls, because an occupant keeps its place. */
export type Slots = readonly (string | null)[]

/** A pin is a person's own fact: this item stands in this slot. */
export interface Pin {
  readonly slot: number
  readonly item: string
}

export interface StripMoment {
  readonly pins: readonly Pin[]
  /** The page the person is on keeps its slot. */
  readonly here?: string | undefined
  /** Pointer or focus is in the strip: nothing moves. */
  readonly frozen?: boolean | undefined
  /** What burns now goes first, by the caller's order; it leaves again when it burns no more. */
  readonly urgent?: readonly string[] | undefined
}
