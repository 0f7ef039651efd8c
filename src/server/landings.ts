import type { Dashboard } from '#contract/dashboard.ts'
import { canonicalJson } from '#core/query/canonical-json.ts'
import { rolePresets } from '#core/policy/presets.ts'
import type { StarterDashboard } from '#core/templates/template.ts'
import { ServerFault } from './fault.ts'
import type { Ports } from './ports.ts'
import { unshared } from './store/access.ts'
import { digest } from './store/sql/digest.ts'
import type { Store } from './store/store.ts'

const factName = 'landings'
const adoptedName = 'landings.adopted'

type Landing = StarterDashboard & { readonly role: string }
export const isLanding = (it: StarterDashboard): it is Landing => it.role !== undefined

const printOf = (doc: Dashboard): string => digest(canonicalJson(doc))

/** Passes over what somebody else has just done, or undone. */
const unless = async (codes: readonly string[], work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof ServerFault && codes.includes(error.fault.code)) return false
    throw error
  }
}

const rightsFor = (role: string) => ({ ...unshared, template: { role, owners: [] } })

async function write(store: Store, { id, doc, origin, role }: Landing, written: string | undefined, at: number): Promise<void> {
  if (written === undefined) return void (await unless(['exists'], () => store.dashboards.create({ id, doc, at, origin, rights: rightsFor(role) })))
  if (written === printOf(doc)) return
  await unless(['not_found', 'stale'], async () => {
    const there = await store.dashboards.read(id)
    // Somebody made it theirs: it stays as they left it.
    if (printOf(there.doc) !== written) return
    await store.dashboards.save({ id, rev: there.rev, doc, at }, { changes: [{ topic: 'dashboard', id, rev: there.rev + 1 }] })
  })
}

/** What was written before, by id, as a print of the document; nothing for a first start or for words nobody can read. */
function readPrints(text: string | undefined): Readonly<Record<string, string>> {
  try {
    const found: unknown = JSON.parse(text ?? '{}')
    return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found).map(([id, print]) => [id, String(print)])) : {}
  } catch {
    // Taken for a first start: what is there already stays.
    return {}
  }
}

/**
 * Writes the landings of the roles, and on an upgrade their new versions, but never over one that was changed here. One that was
 * removed does not come back.
 */
export async function writeLandings({ store, clock }: Pick<Ports, 'store' | 'clock'>, starters: readonly StarterDashboard[]): Promise<void> {
  const landings = starters.filter(isLanding)
  const before = readPrints(await store.facts.read(factName))
  const prints = Object.fromEntries(landings.map((it) => [it.id, printOf(it.doc)]))
  if (landings.every((it) => before[it.id] === prints[it.id])) return
  for (const it of landings) await write(store, it, before[it.id], clock.now())
  await store.facts.write(factName, JSON.stringify({ ...before, ...prints }))
}

/** Where roles of the product landed before they had landings of their own. */
const formerly: ReadonlySet<string> = new Set(['alerts-now', 'service-overview', 'changes-and-incidents', 'this-machine'])

/** Roles of an earlier version get their landing, once; where an admin chose another, that stays. */
export async function adoptLandings({ store }: Pick<Ports, 'store'>): Promise<void> {
  if ((await store.facts.read(adoptedName)) !== undefined) return
  for (const { preset, rev, ...role } of await store.roles.list()) {
    const landing = rolePresets.find((r) => r.id === role.id)?.landing
    if (!preset || landing === undefined || role.landing === null || !formerly.has(role.landing)) continue
    await unless(['stale', 'not_found'], async () => store.roles.save({ role: { ...role, landing }, rev, epoch: await store.people.epoch() }))
  }
  await store.facts.write(adoptedName, '1')
}
