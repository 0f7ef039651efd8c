import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

/** Somebody something can be shared with: what they are called, and nothing else about them. */
export const FoundName = z.object({ kind: z.enum(['person', 'role', 'team']), id: z.string(), name: z.string() })
export type FoundName = z.infer<typeof FoundName>

/** Most that are told at once: who looks for a name goes on typing, and nobody reads the whole list this way. */
export const mostNames = 20

/** People, roles and teams whose name has a word that begins with `q`. An installation may switch it off: `forbidden`. */
export const findNames = endpoint({
  name: 'findNames',
  method: 'GET',
  path: '/api/names',
  search: z.object({ q: z.string().check(z.trim(), z.minLength(2), z.maxLength(100)) }),
  output: z.array(FoundName).check(z.maxLength(mostNames)),
})
