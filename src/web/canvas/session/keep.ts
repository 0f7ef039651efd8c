import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { Draft } from './draft.ts'

/** Where drafts stay on this device. */
export interface DraftKeep {
  read(id: string): Promise<Draft | undefined>
  /**
   * Gives the kept draft to `change` and keeps what it returns, in one transaction, so that two tabs never write over
   * each other. `undefined` in means none is kept; `undefined` out forgets it.
   */
  update(id: string, change: (kept: Draft | undefined) => Draft | undefined): Promise<Draft | undefined>
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft }
}

const open = (name: string): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade: (db) => void db.createObjectStore('drafts', { keyPath: 'id' }),
    blocking: (_now, _wanted, event) => {
      // A newer version of the app in another tab wants to change the store; the event's target is this connection.
      const { target } = event
      if (target instanceof IDBDatabase) target.close()
    },
  })

/** Drafts in IndexedDB. `strict` durability: an acknowledged write also survives a power cut. */
export function browserKeep(name = 'homeport'): DraftKeep {
  let db: Promise<IDBPDatabase<Schema>> | undefined
  const opened = (): Promise<IDBPDatabase<Schema>> => {
    db ??= open(name).catch((error: unknown) => {
      db = undefined
      throw error
    })
    return db
  }
  return {
    read: async (id) => (await opened()).get('drafts', id),
    update: async (id, change) => {
      const tx = (await opened()).transaction('drafts', 'readwrite', { durability: 'strict' })
      const next = change(await tx.store.get(id))
      await (next ? tx.store.put(next) : tx.store.delete(id))
      await tx.done
      return next
    },
  }
}
