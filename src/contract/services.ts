import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { marks } from './severity.ts'

const Name = z.string().check(z.minLength(1), z.maxLength(200))
const Words = z.string().check(z.maxLength(2000))

/** What the organisation says of one service. */
export const CatalogueEntry = z.object({
  id: Name,
  name: z.optional(Name),
  description: z.optional(Words),
  /** 1 faces customers, 2 carries it, 3 is infrastructure. */
  tier: z.optional(z.int().check(z.gte(1), z.lte(9))),
  owner: z.optional(Name),
  team: z.optional(Name),
  site: z.optional(Name),
  /** What the business calls the thing it serves. */
  capability: z.optional(Name),
  /** Ids of services it needs. */
  depends: z.optional(z.array(Name).check(z.maxLength(200))),
  links: z.optional(z.array(z.object({ title: Name, url: z.string().check(z.regex(/^https?:\/\//), z.maxLength(2000)) })).check(z.maxLength(20))),
  /** Share of good requests or time that was promised, as a ratio: 0.999. */
  objective: z.optional(z.number().check(z.gte(0.000001), z.lte(0.9999999))),
})
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

/** A service with how it does now. `unlisted`: it is only known because something was reported of it. */
export const ServiceRow = z.object({
  ...CatalogueEntry.shape,
  from: z.enum(['catalogue', 'demo', 'unlisted']),
  mark: z.enum(marks),
  /** Open now. */
  alerts: z.int(),
  incidents: z.int(),
  /** Running or about to within a day. */
  changes: z.int(),
  /** Begun in the last seven days. */
  changesWeek: z.int(),
})
export type ServiceRow = z.infer<typeof ServiceRow>

/** Every service whoever asks may see, worst first. */
export const listServices = endpoint({
  name: 'listServices',
  method: 'GET',
  path: '/api/services',
  output: z.object({ services: z.array(ServiceRow), silent: z.array(z.string()), demo: z.boolean() }),
})
export const readService = endpoint({
  name: 'readService',
  method: 'GET',
  path: '/api/services/:id',
  params: z.object({ id: Name }),
  output: z.object({ service: ServiceRow, needs: z.array(ServiceRow), neededBy: z.array(ServiceRow), silent: z.array(z.string()), demo: z.boolean() }),
})
