import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import { readDraftKeys } from '#contract/identity.ts'
import { call } from './call.ts'
import { hearLeft, keyRing } from './key-ring.ts'

/** The first one locks and opens; the others only open what was locked before the server changed its key. */
export type DraftKeys = readonly [CryptoKey, ...CryptoKey[]]

interface Schema extends DBSchema {
  keys: { key: string; value: DraftKeys }
}

/** Held open no longer than it takes: another tab may be taking it away. */
async function withRing<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const db = await openDB<Schema>(keyRing, 1, { upgrade: (fresh) => void fresh.createObjectStore('keys') })
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** A key no script can read out again, ours included. */
const keyFrom = (hex: string): Promise<CryptoKey> => crypto.subtle.importKey('raw', bytesOf(hex), 'AES-GCM', false, ['encrypt', 'decrypt'])

async function fetched(): Promise<DraftKeys> {
  const { keys } = (await call(readDraftKeys, {})).data
  const [first, ...older] = await Promise.all(keys.map(keyFrom))
  if (!first) throw new Error('no key for drafts')
  return [first, ...older]
}

const known = new Map<string, Promise<DraftKeys>>()
let times = 0
hearLeft(() => {
  times += 1
  known.clear()
})

async function found(person: string): Promise<DraftKeys> {
  const kept = await withRing((db) => db.get('keys', person)).catch(() => undefined)
  if (kept) return kept
  const before = times
  const keys = await fetched()
  // Whoever left meanwhile leaves no key behind. Where the device keeps nothing, this page has it.
  if (times === before) await withRing((db) => db.put('keys', keys, person)).catch(() => undefined)
  return keys
}

/** Keys for the drafts of whoever is signed in: of this device, else from the server. Fails where neither gives any. */
export function draftKeys(person: string): Promise<DraftKeys> {
  const asked =
    known.get(person) ??
    found(person).catch((error: unknown) => {
      known.delete(person)
      throw error
    })
  known.set(person, asked)
  return asked
}
