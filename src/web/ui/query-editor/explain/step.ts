import type { TextKey } from '#locales/chapter.ts'

/** Words of what one part of a query does; texts among the arguments stand as they are in the query. */
export interface Phrase {
  readonly key: TextKey
  readonly args: Readonly<Record<string, string | number | Phrase | readonly (string | Phrase)[]>>
}

/** A phrase with what its parts do on their own: the two sides of a division. */
export interface Step extends Phrase {
  readonly parts?: readonly (readonly Step[])[]
}
