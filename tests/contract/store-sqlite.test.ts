import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openSqliteStore } from '#server/node/store/sqlite.ts'
import { silentLog } from '#tests/support/faults.ts'
import { storeLaws } from './store-laws.ts'

describe('the SQLite store', () => {
  storeLaws(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'homeport-store-'))
    return {
      open: () => openSqliteStore({ folder, log: silentLog }),
      destroy: async () => rmSync(folder, { recursive: true, force: true }),
    }
  })
})
