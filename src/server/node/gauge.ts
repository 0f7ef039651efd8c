/** One value, or one per value of a label; undefined while there is none. */
export type Reading = number | undefined | ReadonlyMap<string, number>

/** Something looked at when it is scraped. */
export interface Gauge {
  readonly name: string
  readonly help: string
  /** Named when `read` gives a map. */
  readonly label?: string
  readonly read: () => Reading | Promise<Reading>
}
