import { api } from '#contract/api.ts'
import type { Person } from '#contract/identity.ts'
import { route } from '../door/route.ts'
import type { Given } from '../door/route.ts'
import type { StoredPerson } from '../store/identity.ts'
import type { Context } from './context.ts'

/** Field by field: nothing of a person leaves that is not named here. */
const shownWith =
  (ways: ReadonlyMap<string, string>) =>
  (p: StoredPerson): Given<Person> => ({
    id: p.id,
    rev: p.rev,
    name: p.name,
    login: p.login,
    email: p.email,
    roles: p.roles,
    teams: p.teams,
    sites: p.sites,
    disabled: p.disabled,
    // A way that is no longer configured is told by its address.
    via: [...new Set(p.identities.map((i) => ways.get(i.issuer) ?? i.issuer))],
    createdAt: p.createdAt,
    lastSeenAt: p.seenAt,
  })

export function peopleRoutes({ engine, options }: Pick<Context, 'engine' | 'options'>) {
  const { directory } = engine
  const shown = shownWith(options.door?.wayNames ?? new Map())
  return {
    listPeople: route(api.listPeople, async () => (await directory.list()).map(shown)),
    createPerson: route(api.createPerson, async (call) => shown(await directory.createPerson(call.input, call))),
    savePerson: route(api.savePerson, async (call) => shown(await directory.savePerson(call.params.id, call.rev, call.input, call))),
    endPersonSessions: route(api.endPersonSessions, async (call) => ({ removed: await directory.endSessions(call.params.id, call) })),
  }
}
