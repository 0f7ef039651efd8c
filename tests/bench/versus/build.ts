import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The peers' own package: nobody installs it who does not ask for them. */
export const peersFolder = 'tests/bench/peers'

function run(what: string, program: string, args: readonly string[]): void {
  if (spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' }).status !== 0) throw new Error(`${what} failed`)
}

function install(folder: string): void {
  if (existsSync(`${folder}/node_modules`)) return
  process.stderr.write(`installing ${folder}, only there\n`)
  run(`npm ci of ${folder}`, 'npm', ['ci', '--prefix', folder])
}

const build = (folder: string): void =>
  run(`the build of ${folder}`, process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', `${folder}/vite.config.ts`, '--logLevel', 'error'])

/** Perses needs a React and a Material of its own, and several packages it uses without naming them. */
export function buildPerses(): void {
  const folder = `${peersFolder}/perses`
  install(folder)
  build(folder)
}

/** Installs the peers where they are missing, checks the types of their pages and builds them. */
export function buildPeers(): void {
  install(peersFolder)
  run('the type-check of the pages of the peers', process.execPath, ['node_modules/typescript/bin/tsc', '-p', peersFolder, '--pretty', 'false'])
  build(peersFolder)
}
