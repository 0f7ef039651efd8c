import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'

/** What is set once for everybody. */
export const Organisation = z.object({
  /** Dashboard of whoever chose none and whose role has none; null: the first there is. */
  landing: z.nullable(Id),
})
export type Organisation = z.infer<typeof Organisation>

export const readOrganisation = endpoint({ name: 'readOrganisation', method: 'GET', path: '/api/organisation', output: Organisation })
export const saveOrganisation = endpoint({ name: 'saveOrganisation', method: 'PUT', path: '/api/organisation', input: Organisation, output: Organisation })
