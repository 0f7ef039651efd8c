import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { DraftKeys } from '../../api/draft-keys.ts'
import type { Draft } from './draft.ts'
import { isSealed, seal, unseal } from './sealed.ts'
import type { KeptRecord } from './sealed.ts'

/** Where drafts stay on this device. */
export interface DraftKeep {
  /** Throws `DraftLocked` when what is kept cannot be opened any more. */
  read(id: string): Promise<Draft | undefined>
  /**
   * Gives the kept draft to `change` and keeps what it returns. Two tabs never write over each other: when another was in between,
   * `change` is asked again with what that one kept. `undefined` in means none is kept. What cannot be opened is never written over.
   */
  update(id: string, change: (kept: Draft | undefined) => Draft): Promise<Draft>
  forget(id: string): Promise<void>
  /** Forgets what is on the server as well. */
  forgetIdle(): Promise<void>
}

/** Whose drafts these are, and where the keys to them come from. Nobody is asked for a key as long as there is nothing to open or to keep. */
export interface KeepOwner {
  readonly person: string
  readonly keys: () => Promise<DraftKeys>
}

interface Schema extends DBSchema {
  drafts: { key: string; value: KeptRecord }
}

/** Since version 2 drafts are sealed: an older app in another tab closes its connection instead of reading what it does not know. */
const version = 2
const mostTries = 50

const open = (name: string, onOld: () => void): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, version, {
    upgrade: (db, from) => {
      if (from < 1) db.createObjectStore('drafts', { keyPath: 'id' })
      else onOld()
    },
    blocking: (_now, _wanted, event) => {
      // A newer version of the app in another tab wants to change the store; the event's target is this connection.
      const { target } = event
      if (target instanceof IDBDatabase) target.close()
    },
  })

const markOf = (kept: KeptRecord | undefined): string => (kept === undefined ? '' : isSealed(kept) ? kept.stamp : `plain ${kept.seq}`)

/** Drafts in IndexedDB, sealed. `strict` durability: an acknowledged write also survives a power cut. */
export function browserKeep(name: string, { person, keys }: KeepOwner): DraftKeep {
  let db: Promise<IDBPDatabase<Schema>> | undefined
  const opened = (): Promise<IDBPDatabase<Schema>> => {
    let old = false
    db ??= open(name, () => (old = true)).then(
      (it) => {
        if (old) void sealOld(it)
        return it
      },
      (error: unknown) => {
        db = undefined
        throw error
      },
    )
    return db
  }

  /** Keeps it if what is kept is still what it was made from. No transaction outlives a computation of the browser's, so sealing comes before. */
  const swap = async (was: KeptRecord | undefined, next: KeptRecord): Promise<boolean> => {
    const tx = (await opened()).transaction('drafts', 'readwrite', { durability: 'strict' })
    const same = markOf(await tx.store.get(next.id)) === markOf(was)
    if (same) await tx.store.put(next)
    await tx.done
    return same
  }

  /** What was kept before drafts were sealed. What cannot be sealed now (no key yet) is when it is met again. */
  const takeOver = async (kept: Draft): Promise<unknown> =>
    keys()
      .then(async (held) => swap(kept, await seal(kept, person, held)))
      .catch(() => undefined)
  const sealOld = async (it: IDBPDatabase<Schema>): Promise<void> => {
    for (const kept of await it.getAll('drafts')) if (!isSealed(kept)) await takeOver(kept)
  }

  const plainOf = async (kept: KeptRecord | undefined): Promise<Draft | undefined> => {
    if (!kept) return undefined
    if (isSealed(kept)) return unseal(kept, person, await keys())
    await takeOver(kept)
    return kept
  }

  return {
    read: async (id) => plainOf(await (await opened()).get('drafts', id)),

    async update(id, change) {
      const held = await keys()
      for (let left = mostTries; left > 0; left -= 1) {
        const kept = await (await opened()).get('drafts', id)
        const next = change(kept && (isSealed(kept) ? await unseal(kept, person, held) : kept))
        if (await swap(kept, await seal(next, person, held))) return next
      }
      throw new Error(`draft ${id}: other tabs were always faster`)
    },

    async forget(id) {
      await (await opened()).delete('drafts', id)
    },

    async forgetIdle() {
      const tx = (await opened()).transaction('drafts', 'readwrite')
      const idle = (await tx.store.getAll()).filter((kept) => isSealed(kept) && kept.idle)
      await Promise.all(idle.map(({ id }) => tx.store.delete(id)))
      await tx.done
    },
  }
}
