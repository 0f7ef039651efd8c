import type { StoredToken, TokenStore } from '../identity.ts'
import { notFound, taken } from '../record.ts'
import type { Trail } from '../trail.ts'
import { byCodePoint } from '../text.ts'
import type { Cells } from './cells.ts'
import type { TokenCell } from './identity-cells.ts'

/** Service tokens in memory. */
export function createTokens(cells: Cells, changed: (trail?: Trail) => void): TokenStore {
  return {
    async list() {
      return [...cells.tokens.values()].toSorted((a, b) => b.createdAt - a.createdAt || byCodePoint(a.id, b.id)).map(tokenOf)
    },

    async find(id) {
      const found = cells.tokens.get(id)
      if (!found) return undefined
      return { hash: found.hash, token: tokenOf(found) }
    },

    async create(token, hash, trail) {
      if (cells.tokens.has(token.id)) throw taken('token', token.id)
      cells.tokens.set(token.id, structuredClone({ ...token, hash }))
      changed(trail)
    },

    async used(id, at) {
      const found = cells.tokens.get(id)
      if (!found) return
      cells.tokens.set(id, { ...found, lastUsedAt: at })
      changed()
    },

    async remove(id, trail) {
      if (!cells.tokens.delete(id)) throw notFound('token', id)
      changed(trail)
    },
  }
}

const tokenOf = ({ id, name, scopes, owner, createdAt, expiresAt, lastUsedAt }: TokenCell): StoredToken => ({
  id,
  name,
  scopes: [...scopes],
  owner,
  createdAt,
  expiresAt,
  lastUsedAt,
})
