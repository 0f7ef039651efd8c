// @ts-check
// Plain JavaScript, because a Node too old to read TypeScript must still be told so.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const oldest = 24

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(`Homeport needs Node ${oldest} or newer and this is ${process.versions.node}. Run it with: npm start\n`)
  process.exitCode = 78
} else {
  // Compiled modules are kept between starts: a start takes half the time, and without the TypeScript reader in every thread
  // the process is a quarter smaller. Threads look for the cache in the environment. Where it cannot be written all works without it.
  const cache = fileURLToPath(new URL('../../../.cache/compiled', import.meta.url))
  if (enableCompileCache(cache).directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= cache
  await import('./main.ts')
}
