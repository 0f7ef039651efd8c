import type { Role } from '#contract/identity.ts'
import type { RoleStore } from '../identity.ts'
import { notFound, stale, taken } from '../record.ts'
import type { Trail } from '../trail.ts'
import type { Cells } from './cells.ts'
import { takeTurn } from './people.ts'

/** Roles in memory, in order of making. */
export function createRoles(cells: Cells, changed: (trail?: Trail) => void): RoleStore {
  const at = (id: string, rev: number): Role => {
    const found = cells.roles.get(id)
    if (!found) throw notFound('role', id)
    if (found.rev !== rev) throw stale(found.rev, rev)
    return found
  }

  return {
    async list() {
      return structuredClone([...cells.roles.values()])
    },

    async seed(roles) {
      for (const role of roles) if (!cells.roles.has(role.id)) cells.roles.set(role.id, structuredClone({ ...role, rev: 1 }))
      changed()
    },

    async create({ role }, trail) {
      if (cells.roles.has(role.id)) throw taken('role', role.id)
      const made: Role = structuredClone({ ...role, rev: 1 })
      cells.roles.set(role.id, made)
      changed(trail)
      return structuredClone(made)
    },

    async save({ role, rev, epoch }, trail) {
      const old = at(role.id, rev)
      takeTurn(cells, epoch)
      const saved: Role = structuredClone({ ...old, ...role, rev: rev + 1 })
      cells.roles.set(role.id, saved)
      changed(trail)
      return structuredClone(saved)
    },

    async remove({ id, rev, epoch }, trail) {
      at(id, rev)
      takeTurn(cells, epoch)
      cells.roles.delete(id)
      for (const person of cells.people.values()) {
        if (!person.roles.some((r) => r.role === id)) continue
        const roles = person.roles.filter((r) => r.role !== id)
        cells.people.set(person.id, { ...person, rev: person.rev + 1, roles, active: person.active === id ? null : person.active })
      }
      changed(trail)
    },
  }
}
