// @ts-check
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../.cache/compiled', import.meta.url))

/**
 * Keeps compiled modules between starts: a start takes half the time, and without the TypeScript reader in every thread the
 * process is a quarter smaller. Threads look for the folder in the environment. Where it cannot be written all works without it.
 */
export function keepCompiled() {
  if (enableCompileCache(folder).directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= folder
}
