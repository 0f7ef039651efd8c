import * as z from 'zod/mini'
import { DashboardRecord } from './dashboard.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'
import { Landing, readLanding } from './landing.ts'

export const LandingPreview = z.object({
  role: z.object({ id: Id, name: z.string() }),
  landing: Landing,
  /** The dashboard as such a person is given it; null where they would see none. */
  record: z.nullable(DashboardRecord),
})
export type LandingPreview = z.infer<typeof LandingPreview>

/**
 * The first screen of somebody new who has this role and no other, with the asker's teams and sites: what the role may see, and of
 * sources never more than the asker may.
 */
export const previewLanding = endpoint({
  name: 'previewLanding',
  method: 'GET',
  path: '/api/roles/:id/landing',
  params: z.object({ id: Id }),
  search: readLanding.search,
  output: LandingPreview,
})
