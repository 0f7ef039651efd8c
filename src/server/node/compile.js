// @ts-check
// Last step of the build: compiles the server once, so that its very first start is a quick one too.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepCompiled } from './compiled.js'

keepCompiled()
await Promise.all([import('./run.ts'), import('./metrics-text.ts'), import('./gateway.ts'), import('./store/postgres.ts')])
const { openSqliteStore } = await import('./store/sqlite.ts')
const silent = () => undefined
const folder = await mkdtemp(join(tmpdir(), 'homeport-compile-'))
try {
  // Opened and closed for its threads, which compile on their own.
  const store = await openSqliteStore({ folder, log: { info: silent, warn: silent, error: silent } })
  await store.close()
} finally {
  await rm(folder, { recursive: true, force: true })
}
