import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { Dashboard } from '#contract/dashboard.ts'
import { emptyDoc } from '#tests/support/api-world.ts'
import type { DraftKeys } from '../../api/draft-keys.ts'
import { act, newDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { browserKeep } from './keep.ts'
import { DraftLocked } from './sealed.ts'

const newKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const secret = 'Quarterly losses of the payments team'
const published = newDraft({ id: 'board', rev: 1, doc: Dashboard.parse({ ...emptyDoc, title: 'Board' }), updatedAt: 0, origin: 'own' })
const changed = act(published, { act: 'edit', edit: { do: 'setDashboard', prop: 'title', value: secret } }, 1).draft
const titled = (draft: Draft | undefined): string | undefined => draft?.doc.title

let serial = 0
/** A device, and ways to open it as somebody with these keys. */
function device() {
  const name = `keep-${(serial += 1)}`
  const as = (person: string, ...keys: readonly CryptoKey[]) => browserKeep(name, { person, keys: async () => keys as unknown as DraftKeys })
  /** Everything that lies there, as whoever reads the browser's profile would find it. */
  const raw = async (): Promise<string> => {
    const db = await openDB(name)
    const found = (await db.getAll('drafts')) as readonly Record<string, unknown>[]
    db.close()
    const tag = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)
    return JSON.stringify(found, (_key, value: unknown) =>
      // Told by their tags: buffers come from another realm than this one.
      tag(value) === 'ArrayBuffer' ? new TextDecoder('latin1').decode(value as ArrayBuffer) : tag(value) === 'Uint8Array' ? [...(value as Uint8Array)] : value,
    )
  }
  return { name, as, raw }
}

test('a draft is kept sealed: nothing of it can be read on the device, and its owner gets it back whole', async () => {
  const { as, raw } = device()
  const key = await newKey()
  await as('ada', key).update('board', () => changed)
  const lying = await raw()
  expect(lying).toContain('"id":"board"')
  // The whole document is there, as noise.
  expect(lying.length).toBeGreaterThan(JSON.stringify(changed).length)
  for (const word of [secret, 'losses', 'sections', 'desktop']) expect(lying).not.toContain(word)
  expect(await as('ada', key).read('board')).toEqual(changed)
})

test('B8: with another key, as another person or moved to another dashboard it does not open, and is not written over', async () => {
  const { as, name } = device()
  const key = await newKey()
  await as('ada', key).update('board', () => changed)
  await expect(as('ada', await newKey()).read('board')).rejects.toThrow(DraftLocked)
  await expect(as('bob', key).read('board')).rejects.toThrow(DraftLocked)
  await expect(as('bob', await newKey()).update('board', () => published)).rejects.toThrow(DraftLocked)
  const db = await openDB(name)
  await db.put('drafts', { ...((await db.get('drafts', 'board')) as object), id: 'other' })
  db.close()
  await expect(as('ada', key).read('other')).rejects.toThrow(DraftLocked)
  expect(titled(await as('ada', key).read('board'))).toBe(secret)
  // What cannot be opened can be thrown away all the same.
  await as('bob', await newKey()).forget('board')
  expect(await as('ada', key).read('board')).toBeUndefined()
})

test('after a change of the server’s key what was sealed before opens, and is sealed anew with the next change', async () => {
  const { as } = device()
  const [old, fresh] = await Promise.all([newKey(), newKey()])
  await as('ada', old).update('board', () => changed)
  expect(titled(await as('ada', fresh, old).read('board'))).toBe(secret)
  await as('ada', fresh, old).update('board', (kept) => ({ ...(kept ?? published), seq: 9 }))
  expect((await as('ada', fresh).read('board'))?.seq).toBe(9)
})

test('what was kept before drafts were sealed is taken over, of every dashboard', async () => {
  const { as, name, raw } = device()
  const before = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('drafts', { keyPath: 'id' }) })
  await before.put('drafts', changed)
  await before.put('drafts', { ...changed, id: 'other' })
  before.close()
  const key = await newKey()
  expect(titled(await as('ada', key).read('board'))).toBe(secret)
  await vi.waitFor(async () => expect(await raw()).not.toContain(secret), { timeout: 15_000 })
  expect((await as('ada', key).read('other'))?.log.past).toHaveLength(1)
})

test('without a key what was kept before is still offered, and new work is refused instead of kept open', async () => {
  const { name, raw } = device()
  const before = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('drafts', { keyPath: 'id' }) })
  await before.put('drafts', changed)
  before.close()
  const away = browserKeep(name, { person: 'ada', keys: () => Promise.reject(new Error('no server')) })
  expect(titled(await away.read('board'))).toBe(secret)
  await expect(away.update('other', () => ({ ...changed, id: 'other' }))).rejects.toThrow('no server')
  expect(await raw()).not.toContain('other')
})

test('nobody is asked for a key where nothing is kept', async () => {
  const keys = vi.fn<() => Promise<DraftKeys>>()
  expect(await browserKeep(`keep-${(serial += 1)}`, { person: 'ada', keys }).read('board')).toBeUndefined()
  expect(keys).not.toHaveBeenCalled()
})

test('two tabs that keep at once lose nothing to each other', async () => {
  const { as } = device()
  const key = await newKey()
  const tabs = [as('ada', key), as('ada', key), as('ada', key)]
  await Promise.all(Array.from({ length: 30 }, (_, i) => tabs[i % 3]?.update('board', (kept) => ({ ...(kept ?? published), seq: (kept?.seq ?? 0) + 1 }))))
  expect((await as('ada', key).read('board'))?.seq).toBe(30)
})

test('what is on the server as well goes when somebody leaves; what is not published stays, sealed', async () => {
  const { as, raw } = device()
  const key = await newKey()
  const keep = as('ada', key)
  await keep.update('board', () => changed)
  await keep.update('idle', () => ({ ...published, id: 'idle' }))
  await keep.forgetIdle()
  expect(await keep.read('idle')).toBeUndefined()
  expect(titled(await keep.read('board'))).toBe(secret)
  expect(await raw()).not.toContain(secret)
})
