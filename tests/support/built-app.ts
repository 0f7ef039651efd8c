import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface BuiltApp {
  readonly folder: string
  remove(): void
}

const manifest = {
  'index.html': {
    file: 'assets/index-aaaa1111.js',
    css: ['assets/index-bbbb2222.css'],
    assets: ['assets/font-cccc3333.woff2', 'assets/work.worker-dddd4444.js'],
  },
}

const files: Readonly<Record<string, string>> = {
  'app/index.html': '<!doctype html><script type="module" nonce="__CSP_NONCE__" src="/assets/index-aaaa1111.js"></script>',
  'app/assets/index-aaaa1111.js': 'run()',
  'app/assets/index-bbbb2222.css': 'p{}',
  'app/assets/font-cccc3333.woff2': 'font',
  'app/assets/work.worker-dddd4444.js': 'work()',
  'app/assets/left-over.js': 'CANARY left over',
  'app/assets/.hidden.js': 'CANARY hidden',
  'app/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'app/.vite/manifest.json': JSON.stringify(manifest),
  'app/.vite/license.md': 'CANARY licence',
  'app/.env': 'CANARY environment',
  'secret.txt': 'CANARY outside',
}

/** Addresses of hashed files that are to be served. */
export const builtAssets = [
  '/assets/index-aaaa1111.js',
  '/assets/index-bbbb2222.css',
  '/assets/font-cccc3333.woff2',
  '/assets/work.worker-dddd4444.js',
] as const

/** A small built app, with things beside it and in it that nobody may get; those contain the word CANARY. */
export function writeBuiltApp(): BuiltApp {
  const root = mkdtempSync(join(tmpdir(), 'homeport-built-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return { folder: join(root, 'app'), remove: () => rmSync(root, { recursive: true, force: true }) }
}
