import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Knowledge } from './landing.ts'
import { ObservationKind } from './observation.ts'
import { Severity } from './severity.ts'

/** Reading what happened: lists with facets, and one observation with what belongs to it. */

/** What a list can be narrowed by. */
export const facetNames = ['severity', 'status', 'service', 'site', 'team', 'owner', 'source'] as const
export const FacetName = z.enum(facetNames)
export type FacetName = (typeof facetNames)[number]

/** An observation as its source tells it to whoever asks. */
export const ObservationRow = z.object({
  id: z.string(),
  kind: ObservationKind,
  title: z.string(),
  severity: Severity,
  status: z.string(),
  service: z.nullable(z.string()),
  site: z.nullable(z.string()),
  team: z.nullable(z.string()),
  /** Who has it; null: nobody. */
  owner: z.nullable(z.string()),
  /** Name of the source that tells it. */
  source: z.string(),
  start: z.number(),
  /** null while it goes on. */
  end: z.nullable(z.number()),
  /** Ids of observations it depends on or came from. */
  depends: z.array(z.string()),
  /** Everything else that is known of it: labels by their name. */
  facts: z.record(z.string(), z.string()),
})
export type ObservationRow = z.infer<typeof ObservationRow>

/** Values of one facet with how many rows would be left, all other facets kept; most first. */
export const Facet = z.object({ name: FacetName, values: z.array(z.object({ value: z.string(), count: z.int() })) })
export type Facet = z.infer<typeof Facet>

/** Chosen values of each facet; none chosen narrows nothing. */
const Chosen = z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)))
export const FacetChoice = z.strictObject({ severity: Chosen, status: Chosen, service: Chosen, site: Chosen, team: Chosen, owner: Chosen, source: Chosen })
export type FacetChoice = z.infer<typeof FacetChoice>

/** What a list can be ordered by; equals by start, latest first. */
export const sortNames = ['start', 'severity', 'title', 'service', 'site', 'owner', 'status'] as const
export type SortName = (typeof sortNames)[number]

export const ObservationList = z.object({
  state: Knowledge,
  demo: z.boolean(),
  /** Names of sources that did not answer. */
  silent: z.array(z.string()),
  rows: z.array(ObservationRow),
  /** How many match the choice; more than `rows` where the list goes on. */
  found: z.int(),
  /** How many were read to choose from, and how many there are: with more than were read, facets count the latest. */
  read: z.int(),
  total: z.int(),
  facets: z.array(Facet),
})
export type ObservationList = z.infer<typeof ObservationList>

const Moment = z.coerce.number().check(z.gte(0), z.lte(8_640_000_000_000_000))

export const listObservations = endpoint({
  name: 'listObservations',
  method: 'GET',
  path: '/api/observations',
  search: z.object({
    kind: ObservationKind,
    from: Moment,
    to: Moment,
    show: z._default(z.enum(['all', 'open']), 'all'),
    /** Words that have to stand in the title, service, owner or id. */
    q: z._default(z.string().check(z.maxLength(200)), ''),
    /** A FacetChoice as JSON. */
    choice: z._default(z.string().check(z.maxLength(8000)), '{}'),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(2000)), 200),
    sort: z._default(z.enum(sortNames), 'start'),
    /** `down`: latest or worst first, words from z to a. */
    order: z._default(z.enum(['down', 'up']), 'down'),
  }),
  output: ObservationList,
})

/** How another observation belongs to this one: it came from it, this one came from it, or it happened to the same service about then. */
export const Related = z.object({ row: ObservationRow, why: z.enum(['from', 'to', 'service']) })
export type Related = z.infer<typeof Related>

export const readObservation = endpoint({
  name: 'readObservation',
  method: 'GET',
  path: '/api/observations/:id',
  params: z.object({ id: z.string().check(z.minLength(1), z.maxLength(400)) }),
  /** About when it began, where that is known: sources without an index find it faster. */
  search: z.object({ at: z.optional(Moment) }),
  output: z.object({ row: ObservationRow, related: z.array(Related), silent: z.array(z.string()), demo: z.boolean() }),
})
