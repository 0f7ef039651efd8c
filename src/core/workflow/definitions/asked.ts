import type { Field } from '#contract/run.ts'

type More = Partial<Pick<Field, 'when' | 'options'>>

/** A field as definitions write it. */
export const must = (name: string, kind: Field['kind'], more: More = {}): Field => ({ name, kind, required: true, ...more })
export const may = (name: string, kind: Field['kind'], more: More = {}): Field => ({ name, kind, required: false, ...more })
export const oneOf = (name: string, options: readonly string[], more: More = {}): Field => must(name, 'choice', { options: [...options], ...more })
