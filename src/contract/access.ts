import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'

/** Who may do what with one dashboard or one source. */

/** Somebody a right is given to. `everyone` is all who are signed in. */
export const Subject = z.union([
  z.object({ kind: z.enum(['person', 'role', 'team']), id: z.string().check(z.minLength(1), z.maxLength(200)) }),
  z.object({ kind: z.literal('everyone') }),
])
export type Subject = z.infer<typeof Subject>

export const Share = z.object({ to: Subject, as: z.enum(['view', 'edit']) })
export type Share = z.infer<typeof Share>

/** `own` also shares, hands over and removes. `template`: owns it for a role. */
export const Relation = z.enum(['own', 'template', 'edit', 'view', 'none'])
export type Relation = z.infer<typeof Relation>

export const DashboardAccess = z.object({
  id: Id,
  /** Counts the changes of access, not of the document. */
  rev: z.int(),
  owner: z.nullable(z.object({ id: Id, name: z.string() })),
  shares: z.array(Share),
  /** What the people are called who are named here. */
  people: z.array(z.object({ id: Id, name: z.string() })),
  /** Role this dashboard is the template of, with the people who look after it. */
  template: z.nullable(z.object({ role: Id, owners: z.array(Id) })),
  /** What the person asking has to it. */
  mine: Relation,
})
export type DashboardAccess = z.infer<typeof DashboardAccess>

const ById = z.object({ id: Id })
export const readDashboardAccess = endpoint({
  name: 'readDashboardAccess',
  method: 'GET',
  path: '/api/dashboards/:id/access',
  params: ById,
  output: DashboardAccess,
})
export const saveDashboardAccess = endpoint({
  name: 'saveDashboardAccess',
  method: 'PUT',
  path: '/api/dashboards/:id/access',
  params: ById,
  ifMatch: true,
  input: z.object({
    owner: z.optional(Id),
    shares: z.array(Share).check(z.maxLength(200)),
    template: z.nullable(z.object({ role: Id, owners: z.array(Id) })),
  }),
  output: DashboardAccess,
})

/** One label every question has to carry, e.g. team="payments". */
export const Matcher = z.object({
  label: z.string().check(z.regex(/^[A-Za-z_]\w{0,63}$/)),
  op: z.enum(['=', '=~']),
  value: z.string().check(z.maxLength(200)),
})
export type Matcher = z.infer<typeof Matcher>

/** `matchers` are forced onto everything this subject asks; several grants of one person widen each other. */
export const SourceGrant = z.object({ to: Subject, matchers: z._default(z.array(Matcher).check(z.maxLength(20)), []) })
export type SourceGrant = z.infer<typeof SourceGrant>
export const SourceAccess = z.object({ id: Id, rev: z.int(), grants: z.array(SourceGrant) })
export type SourceAccess = z.infer<typeof SourceAccess>
export const readSourceAccess = endpoint({ name: 'readSourceAccess', method: 'GET', path: '/api/sources/:id/access', params: ById, output: SourceAccess })
export const saveSourceAccess = endpoint({
  name: 'saveSourceAccess',
  method: 'PUT',
  path: '/api/sources/:id/access',
  params: ById,
  ifMatch: true,
  input: z.object({ grants: z.array(SourceGrant).check(z.maxLength(200)) }),
  output: SourceAccess,
})
