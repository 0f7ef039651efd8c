import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The peers' own package: nobody installs it who does not ask for them. */
export const peersFolder = 'tests/bench/peers'

function run(what: string, program: string, args: readonly string[]): void {
  if (spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' }).status !== 0) throw new Error(`${what} failed`)
}

/** Installs the peers where they are missing, checks the types of their pages and builds them. */
export function buildPeers(): void {
  if (!existsSync(`${peersFolder}/node_modules`)) {
    process.stderr.write('installing the peers, only in their own folder\n')
    run('npm ci of the peers', 'npm', ['ci', '--prefix', peersFolder])
  }
  run('the type-check of the pages of the peers', process.execPath, ['node_modules/typescript/bin/tsc', '-p', peersFolder, '--pretty', 'false'])
  run('the build of the pages of the peers', process.execPath, [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    `${peersFolder}/vite.config.ts`,
    '--logLevel',
    'error',
  ])
}
