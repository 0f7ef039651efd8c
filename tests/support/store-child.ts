import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { StoreRefusal } from '#server/store/refusal.ts'
import { slowMigrations, wholeDocument } from './store-trial.ts'
import { silentLog } from './faults.ts'

/**
 * A process of its own for trials that kill it: `hold` opens the store and waits, `write` saves without end and says each
 * acknowledgement, `migrate` opens it under migrations that take their time.
 */
const [, , task, folder = ''] = process.argv
const writers = 6

try {
  const store = await openSqliteStore({ folder, log: silentLog, ...(task === 'migrate' && { migrations: slowMigrations }) })
  say('open')
  if (task === 'write') await Promise.all(Array.from({ length: writers }, (_, i) => write(`w${i}`)))
  else setInterval(() => undefined, 1000)

  async function write(id: string): Promise<void> {
    const known = (await store.dashboards.list()).find((d) => d.id === id)
    let rev = known?.rev ?? 0
    for (;;) {
      const doc = wholeDocument(id, rev + 1)
      const it = { id, doc, at: Date.now(), write: { key: `${id}-${rev + 1}`, bodyHash: String(rev) } }
      const saved = rev === 0 ? await store.dashboards.create({ ...it, origin: 'own' }) : await store.dashboards.save({ ...it, rev })
      rev = saved.rev
      say(`ack ${id} ${rev}`)
    }
  }
} catch (error) {
  say(error instanceof StoreRefusal ? `refused ${error.reason}` : `failed ${String(error)}`)
  process.exitCode = 1
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
