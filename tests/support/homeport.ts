import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, until } from './program.ts'

export interface Homeport {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process to the printed address. */
  readonly startedInMs: number
  /** What it printed so far. */
  output(): string
  stop(): Promise<void>
  kill(): Promise<void>
}

export interface HomeportSetup {
  /** Written to a configuration file of its own. */
  readonly config?: object
  readonly env?: Readonly<Record<string, string>>
  /** Keeps data in this folder instead of one that goes away. */
  readonly data?: string
  readonly port?: number
}

/** Builds the app once if there is no build yet: a browser needs something to open. */
export function buildApp(): void {
  if (existsSync('dist/index.html') && process.env['HOMEPORT_BUILD'] !== '1') return
  const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the app does not build')
}

/** Starts the real server as a process of its own, on a free loopback port with a data folder of its own. */
export async function startHomeport({ config, env = {}, data, port }: HomeportSetup = {}): Promise<Homeport> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-e2e-'))
  const configFile = join(folder, 'homeport.config.json')
  if (config) writeFileSync(configFile, JSON.stringify(config))
  const chosen = port ?? (await freePort())
  const begun = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'src/server/node/main.js', '--port', String(chosen)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', HOMEPORT_DATA: data ?? join(folder, 'data'), ...(config && { HOMEPORT_CONFIG: configFile }), ...env },
  })
  let said = ''
  let startedInMs = 0
  const hear = (chunk: Buffer): void => {
    said += chunk.toString()
    if (startedInMs === 0 && said.includes('http://')) startedInMs = performance.now() - begun
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  process.once('exit', () => child.kill('SIGKILL'))
  const url = `http://localhost:${chosen}`
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  await until('the server to answer', async () => {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`)
    return (await fetch(`${url}/api/status`)).ok
  }).catch(async (error: unknown) => {
    await end('SIGKILL')
    throw new Error(`the server did not start: ${said}`, { cause: error })
  })
  return { url, pid: child.pid ?? 0, startedInMs, output: () => said, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
