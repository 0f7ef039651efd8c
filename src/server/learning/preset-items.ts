import { itemKey } from '#contract/item.ts'
import type { ItemKey } from '#contract/item.ts'
import type { Role } from '#contract/identity.ts'

const page = (id: string): ItemKey => itemKey('page', id)
const board = (id: string): ItemKey => itemKey('dashboard', id)
const start = (id: string): ItemKey => itemKey('workflow', id)

/** What each role opens first, before anybody's habits are known. */
const firstOf: Readonly<Record<string, readonly ItemKey[]>> = {
  'noc-operator': [start('triage'), page('alerts'), page('incidents'), board('alerts-now')],
  sre: [board('service-overview'), page('alerts'), page('services')],
  'service-owner': [page('services'), board('service-overview'), page('incidents'), page('changes')],
  'it-manager': [page('incidents'), page('changes'), board('changes-and-incidents'), page('services')],
  executive: [page('services'), page('incidents'), board('service-overview')],
  'change-manager': [start('change'), page('changes'), board('changes-and-incidents'), page('incidents')],
  'security-analyst': [page('findings'), page('alerts'), page('incidents'), page('services')],
  helpdesk: [page('tickets'), page('incidents'), page('alerts'), board('changes-and-incidents')],
  'platform-admin': [page('sources'), board('this-machine'), page('roles'), page('dashboards')],
}

const usual: readonly ItemKey[] = [board('service-overview'), board('alerts-now'), board('changes-and-incidents'), start('triage'), page('dashboards')]
const last: readonly ItemKey[] = [board('this-machine')]

/**
 * What the product brings for a role, `line` being it and those it falls back on: what it opens first, then the rest in a sensible order. Where one lands is no place to go
 * to from there, and where others land is not one's own. What is not there or not permitted is left out where it is shown.
 */
export function presetItems(line: readonly Pick<Role, 'id' | 'landing'>[], boards: readonly string[]): readonly ItemKey[] {
  const [role] = line
  const first = line.flatMap(({ id }) => (Object.hasOwn(firstOf, id) ? [firstOf[id] ?? []] : []))[0] ?? []
  const known = boards.filter((id) => !id.startsWith('landing-')).map(board)
  const ordered = [...first, ...usual, ...known.filter((key) => !last.includes(key)), ...last]
  const landing = role?.landing === null || role?.landing === undefined ? undefined : board(role.landing)
  return [...new Set(ordered)].filter((key) => key !== landing)
}
