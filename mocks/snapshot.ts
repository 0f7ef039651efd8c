import { openDB } from 'idb'

/** Where the mocks keep their store between reloads. The key names schema and seed: another of either starts afresh. */
const schema = 1
const seed = 7
const table = 'snapshots'
const keyFor = (scenario: string): string => `schema ${schema}, seed ${seed}, ${scenario}`

const open = () => openDB('homeport-mocks', 1, { upgrade: (db) => void db.createObjectStore(table) })

export async function readSnapshot(scenario: string): Promise<string | undefined> {
  const db = await open()
  const found: unknown = await db.get(table, keyFor(scenario))
  return typeof found === 'string' ? found : undefined
}

export async function writeSnapshot(scenario: string, text: string): Promise<void> {
  await (await open()).put(table, text, keyFor(scenario))
}

export async function forgetSnapshots(): Promise<void> {
  await (await open()).clear(table)
}
