/** Words for a property: `title` or `hint`; undefined falls back to the schema and then to the name itself. */
export type FormWords = (name: string, part: 'title' | 'hint' | `is.${string}`) => string | undefined
