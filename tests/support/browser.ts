import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Runs at all: a packed browser may lack a library of the system. */
const runs = (path: string): boolean => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0

/**
 * The browser that comes as a package, unpacked once into the project's cache. It is written beside its place and moved
 * there whole, so that an unpacking cut short leaves nothing that looks complete.
 */
function unpackBrowser(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const target = join('.cache', 'chromium', 'chromium')
  if (!existsSync(target)) {
    const packed = fileURLToPath(new URL('../bin/chromium.br', import.meta.resolve('@sparticuz/chromium')))
    if (!existsSync(packed)) return undefined
    mkdirSync(dirname(target), { recursive: true })
    const part = `${target}.${process.pid}`
    writeFileSync(part, brotliDecompressSync(readFileSync(packed)))
    chmodSync(part, 0o755)
    renameSync(part, target)
  }
  return runs(target) ? target : undefined
}

let found: { readonly path: string | undefined } | undefined

/** Path of a Chromium or Chrome: `HOMEPORT_BROWSER` if set, else a known place, else the packaged one; undefined when none runs. */
export function findBrowser(): string | undefined {
  found ??= { path: process.env['HOMEPORT_BROWSER'] ?? places.find((p) => existsSync(p)) ?? unpackBrowser() }
  return found.path
}
