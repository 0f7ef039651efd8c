import * as z from 'zod/mini'
import type { QueryLanguage } from '#contract/catalogue.ts'

/** Says of a text which language it is in, so that forms offer an editor for it. */
export const inLanguage = <Text extends z.ZodMiniString>(text: Text, language: QueryLanguage): Text => {
  // A copy: the same text elsewhere may be in no language at all.
  const copy = z.clone(text)
  z.globalRegistry.add(copy, { 'x-language': language })
  return copy
}
