import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'

/** Longer ones are written once and not looked up again. */
export const longestKept = 4000
const Text = z.string().check(z.minLength(1), z.maxLength(longestKept))
const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))

/**
 * Queries somebody wrote for a source, kept for them alone and on every device: the last ones by themselves, while learning is
 * on, and those they gave a name to.
 */
export const KeptQueries = z.object({
  /** Latest first. */
  recent: z.array(z.object({ text: Text, at: z.number() })),
  /** By name. */
  named: z.array(z.object({ name: Name, text: Text })),
})
export type KeptQueries = z.infer<typeof KeptQueries>

const OfSource = z.object({ id: Id })
const path = '/api/kept-queries/:id'
export const listQueries = endpoint({ name: 'listQueries', method: 'GET', path, params: OfSource, output: KeptQueries })
/** With a name it is kept under it, in place of what had it; without, it is the last one written. */
export const keepQuery = endpoint({
  name: 'keepQuery',
  method: 'PUT',
  path,
  params: OfSource,
  bodyLimit: 32_768,
  input: z.object({ text: Text, name: z.optional(Name) }),
  output: KeptQueries,
})
/** The one of this name; without one, all that were kept by themselves. */
export const forgetQueries = endpoint({
  name: 'forgetQueries',
  method: 'DELETE',
  path,
  params: OfSource,
  search: z.object({ name: z.optional(Name) }),
  output: KeptQueries,
})
