import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftKeys } from './draft-keys.ts'
import { keyRing, wipeKeys } from './key-ring.ts'

const realFetch = globalThis.fetch
const [first, older] = ['a'.repeat(64), 'b'.repeat(64)]
let answers: () => Response
const asked = vi.fn<() => void>()
beforeEach(async () => {
  // Whoever used this page before may have left a key in it.
  await wipeKeys('left')
  answers = () => Response.json({ keys: [first, older] })
  globalThis.fetch = async () => {
    asked()
    return answers()
  }
})
afterEach(async () => {
  globalThis.fetch = realFetch
  asked.mockReset()
  await wipeKeys('left')
})
const rings = async (): Promise<readonly (string | undefined)[]> => (await indexedDB.databases()).map(({ name }) => name)

test('the keys come from the server once, and no script can read them out again', async () => {
  const [key, old, ...none] = await draftKeys('ada')
  expect([key.extractable, old?.extractable, none, key.algorithm]).toEqual([false, false, [], { name: 'AES-GCM', length: 256 }])
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/i)
  await Promise.all([draftKeys('ada'), draftKeys('ada')])
  expect(asked).toHaveBeenCalledTimes(1)
})

test('B8: when somebody leaves, their keys leave this device and this page', async () => {
  await draftKeys('ada')
  await vi.waitFor(async () => expect(await rings()).toContain(keyRing), { timeout: 15_000 })
  await wipeKeys('left')
  expect(await rings()).not.toContain(keyRing)
  answers = () => Response.json({ code: 'unauthenticated' }, { status: 401 })
  await expect(draftKeys('ada')).rejects.toMatchObject({ code: 'unauthenticated' })
  // A refusal is not remembered.
  answers = () => Response.json({ keys: [first] })
  expect(await draftKeys('ada')).toHaveLength(1)
})

test('where a session only ended, the page goes on with its own key and the device has none', async () => {
  const keys = await draftKeys('ada')
  await wipeKeys('lapsed')
  expect(await rings()).not.toContain(keyRing)
  expect(await draftKeys('ada')).toBe(keys)
  expect(asked).toHaveBeenCalledTimes(1)
})

test('whoever leaves while the key is on its way leaves none behind', async () => {
  let arrive: (reply: Response) => void = () => undefined
  globalThis.fetch = () => new Promise((resolve) => (arrive = resolve))
  const coming = draftKeys('ada')
  await new Promise((later) => setTimeout(later, 20))
  await wipeKeys('left')
  arrive(Response.json({ keys: [first] }))
  await coming
  globalThis.fetch = async () => {
    asked()
    return Response.json({ keys: [older] })
  }
  await draftKeys('ada')
  expect(asked).toHaveBeenCalledTimes(1)
})
