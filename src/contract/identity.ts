import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id } from './json.ts'

/** Who is there, which roles exist and how one gets in. Rights are computed by core/policy from what is told here. */

export const Level = z.enum(['viewer', 'editor', 'admin'])
export const Capability = z.enum([
  'dashboards.share',
  'templates.own',
  'sources.manage',
  'people.manage',
  'roles.manage',
  'tokens.manage',
  'audit.read',
  'demo.manage',
])

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))
const Names = z.array(Name).check(z.maxLength(100))

export const Role = z.object({
  id: Id,
  rev: z.int(),
  name: Name,
  level: Level,
  capabilities: z.array(Capability),
  /** Dashboard people of this role land on; null: the first there is. */
  landing: z.nullable(Id),
  /** Came with the product; may be changed and removed like any other. */
  preset: z.boolean(),
  /** Role this one came from: its people are told the same first, and its seed fills in while this one has too few people of its own. */
  parent: z._default(z.nullable(Id), null),
  /** Its people share an account, such as a wall display: nothing is learned of them. */
  shared: z._default(z.boolean(), false),
})
export type Role = z.infer<typeof Role>

/** `idp` roles are replaced at every sign-in from what the identity provider says; `local` ones were given here. */
export const HeldRole = z.object({ role: Id, from: z.enum(['idp', 'local']) })

export const Person = z.object({
  id: Id,
  rev: z.int(),
  name: Name,
  /** Set for people who sign in with a password. */
  login: z.nullable(z.string()),
  email: z.nullable(z.string()),
  roles: z.array(HeldRole),
  teams: Names,
  sites: Names,
  disabled: z.boolean(),
  /** What the ways they sign in through are called; empty for a local account. */
  via: z.array(z.string()),
  createdAt: z.number(),
  lastSeenAt: z.nullable(z.number()),
})
export type Person = z.infer<typeof Person>

export const Me = z.object({
  id: Id,
  name: z.string(),
  login: z.nullable(z.string()),
  email: z.nullable(z.string()),
  roles: z.array(Role),
  /** Id of the role whose landing and seed count now. */
  active: z.nullable(Id),
  /** Dashboard they chose to land on, before what their role says. */
  landing: z.nullable(Id),
  teams: Names,
  sites: Names,
  level: Level,
  capabilities: z.array(Capability),
  /** How this session began. */
  via: z.enum(['setup', 'local', 'oidc', 'proxy', 'persona']),
  signedInAt: z.number(),
  /** Until when nobody asks to sign in again before what is sensitive (epoch ms); null where that is never asked. */
  freshUntil: z.optional(z.nullable(z.number())),
  /** Whether a password is set; a local account without one is entered with a one-time address only. */
  hasPassword: z.boolean(),
  /** Came in with a one-time code for who forgot their password: until `freshUntil` a new one needs no old one. */
  forgot: z.optional(z.boolean()),
})
export type Me = z.infer<typeof Me>

const SafeLink = z.object({ title: z.string().check(z.maxLength(100)), url: z.string().check(z.regex(/^(https?:\/\/|mailto:|\/(?!\/))/), z.maxLength(2000)) })

/** What the sign-in page shows and offers. Nothing here is secret. */
export const Door = z.object({
  /** `setup`: nobody has an account yet. */
  state: z.enum(['setup', 'open']),
  signedIn: z.boolean(),
  ways: z.array(
    z.object({
      kind: z.enum(['local', 'oidc']),
      id: Id,
      name: z.string(),
      /** Where a browser goes to begin; absent for `local`. */ start: z.optional(z.string()),
    }),
  ),
  look: z.object({
    title: z.optional(z.string()),
    logo: z.optional(z.string()),
    message: z.optional(z.string()),
    status: z.optional(z.object({ mark: z.enum(['ok', 'info', 'warning', 'critical']), text: z.string() })),
    links: z.array(SafeLink),
  }),
  /** Role presets to choose from at set-up. */
  roles: z.array(z.object({ id: Id, name: z.string(), level: Level })),
})
export type Door = z.infer<typeof Door>

export const Login = z.string().check(z.trim(), z.regex(/^[\w.@+-]{1,100}$/))
/** OWASP ASVS 6.2: length counts, composition does not. */
export const Password = z.string().check(z.minLength(15), z.maxLength(128))
const Given = z.string().check(z.minLength(1), z.maxLength(1000))

export const readDoor = endpoint({ name: 'readDoor', method: 'GET', path: '/api/door', output: Door })
/** Uses the one-time code of the server's log. On first use it makes the first administrator; later it only lets them in again. */
export const setUp = endpoint({
  name: 'setUp',
  method: 'POST',
  path: '/api/door/setup',
  input: z.object({ code: Given, name: z.optional(Name), login: z.optional(Login), password: z.optional(Password), role: z.optional(Id) }),
  output: Me,
})
export const signIn = endpoint({ name: 'signIn', method: 'POST', path: '/api/door/sign-in', input: z.object({ login: Given, password: Given }), output: Me })
/** `next`: where the browser goes to end the session at the identity provider too. */
export const signOut = endpoint({ name: 'signOut', method: 'POST', path: '/api/door/sign-out', output: z.object({ next: z.nullable(z.string()) }) })

export const readMe = endpoint({ name: 'readMe', method: 'GET', path: '/api/me', output: Me })
/** Signs in again with the password, before what is sensitive. The session stays the same. */
export const proveMe = endpoint({ name: 'proveMe', method: 'POST', path: '/api/me/proof', input: z.object({ password: Given }), output: Me })
export const saveMe = endpoint({
  name: 'saveMe',
  method: 'PUT',
  path: '/api/me',
  input: z.object({ name: z.optional(Name), active: z.optional(Id), landing: z.optional(z.nullable(Id)), teams: z.optional(Names), sites: z.optional(Names) }),
  output: Me,
})
export const changePassword = endpoint({
  name: 'changePassword',
  method: 'PUT',
  path: '/api/me/password',
  input: z.object({ current: z.optional(Given), next: Password, login: z.optional(Login) }),
  output: Me,
})

/** Keys for what one's browser keeps of unpublished work; the first one locks. For oneself, as long as one is signed in. Hex, 256 bits. */
export const readDraftKeys = endpoint({
  name: 'readDraftKeys',
  method: 'GET',
  path: '/api/me/draft-keys',
  output: z.object({ keys: z.array(z.string().check(z.regex(/^[0-9a-f]{64}$/))).check(z.minLength(1)) }),
})

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  via: Me.shape.via,
  /** Browser and system in a few words, from its own claim. */
  agent: z.string(),
  /** Address prefix, /24 or /64. */
  network: z.string(),
  createdAt: z.number(),
  seenAt: z.number(),
  expiresAt: z.number(),
})
export type Session = z.infer<typeof Session>
export const listMySessions = endpoint({ name: 'listMySessions', method: 'GET', path: '/api/me/sessions', output: z.array(Session) })
export const endMySession = endpoint({
  name: 'endMySession',
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  params: z.object({ id: Id }),
  output: z.object({ removed: Id }),
})

const PersonId = z.object({ id: Id })
export const listPeople = endpoint({ name: 'listPeople', method: 'GET', path: '/api/people', output: z.array(Person) })
export const createPerson = endpoint({
  name: 'createPerson',
  method: 'POST',
  path: '/api/people',
  status: 201,
  input: z.object({ name: Name, login: Login, password: Password, roles: z.array(Id), teams: z._default(Names, []), sites: z._default(Names, []) }),
  output: Person,
})
/** Changes what is given and leaves the rest. Only `local` roles can be given or taken here. */
export const savePerson = endpoint({
  name: 'savePerson',
  method: 'PUT',
  path: '/api/people/:id',
  params: PersonId,
  ifMatch: true,
  input: z.object({
    name: z.optional(Name),
    roles: z.optional(z.array(Id)),
    teams: z.optional(Names),
    sites: z.optional(Names),
    disabled: z.optional(z.boolean()),
    password: z.optional(Password),
  }),
  output: Person,
})
/** Signs a person out everywhere. */
export const endPersonSessions = endpoint({
  name: 'endPersonSessions',
  method: 'DELETE',
  path: '/api/people/:id/sessions',
  params: PersonId,
  output: z.object({ removed: z.int() }),
})

const RoleInput = z.object({
  name: Name,
  level: Level,
  capabilities: z.array(Capability),
  landing: z.nullable(Id),
  parent: z.optional(z.nullable(Id)),
  shared: z.optional(z.boolean()),
})
const RoleId = z.object({ id: Id })
export const listRoles = endpoint({ name: 'listRoles', method: 'GET', path: '/api/roles', output: z.array(Role) })
export const createRole = endpoint({ name: 'createRole', method: 'POST', path: '/api/roles', status: 201, input: RoleInput, output: Role })
export const saveRole = endpoint({ name: 'saveRole', method: 'PUT', path: '/api/roles/:id', params: RoleId, ifMatch: true, input: RoleInput, output: Role })
export const removeRole = endpoint({
  name: 'removeRole',
  method: 'DELETE',
  path: '/api/roles/:id',
  params: RoleId,
  ifMatch: true,
  output: z.object({ removed: Id }),
})

export const Scope = z.enum(['intake:events', 'intake:alertmanager', 'intake:grafana', 'dashboards:read', 'dashboards:write', 'queries:run', 'metrics:read'])
export const ServiceToken = z.object({
  id: Id,
  name: Name,
  scopes: z.array(Scope),
  owner: z.object({ id: Id, name: z.string() }),
  createdAt: z.number(),
  expiresAt: z.number(),
  lastUsedAt: z.nullable(z.number()),
})
export type ServiceToken = z.infer<typeof ServiceToken>
export const listTokens = endpoint({ name: 'listTokens', method: 'GET', path: '/api/tokens', output: z.array(ServiceToken) })
/** The only reply that ever holds the token itself. */
export const createToken = endpoint({
  name: 'createToken',
  method: 'POST',
  path: '/api/tokens',
  status: 201,
  input: z.object({ name: Name, scopes: z.array(Scope).check(z.minLength(1)), days: z.int().check(z.gte(1), z.lte(365)) }),
  output: z.object({ token: z.string(), record: ServiceToken }),
})
export const removeToken = endpoint({
  name: 'removeToken',
  method: 'DELETE',
  path: '/api/tokens/:id',
  params: z.object({ id: Id }),
  output: z.object({ removed: Id }),
})
