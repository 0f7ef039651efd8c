import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Path of the first program of these names on the PATH. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** A TCP port on loopback nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  // A TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

export interface Running {
  readonly pid: number
  /** Whether it has ended by itself. */
  ended(): boolean
  /** Last lines of its output, for the report of a failure. */
  output(): string
  stop(): Promise<void>
}

const children = new Map<number, () => void>()
process.on('exit', () => children.forEach((kill) => kill()))

/** Where it exists, the kernel itself ends the child when its parent dies, even by SIGKILL. */
const tether = findProgram('setpriv')

export async function run(program: string, args: readonly string[]): Promise<Running> {
  const command = tether ? [tether, '--pdeathsig', 'KILL', '--', program, ...args] : [program, ...args]
  const child = spawn(command[0] ?? program, command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-8000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  await new Promise<void>((started, failed) => child.once('spawn', started).once('error', failed))
  const pid = child.pid ?? 0
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const kill = (): boolean => child.kill('SIGKILL')
  children.set(pid, kill)
  return {
    pid,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    output: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        const late = setTimeout(kill, 3000)
        await ended
        clearTimeout(late)
      }
      children.delete(pid)
    },
  }
}

/** Asks again until the answer is there; says what it waited for when it never comes. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>, ms = 20_000): Promise<T> {
  const end = Date.now() + ms
  let last: unknown
  while (Date.now() < end) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      last = error
    }
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error(`waited ${ms} ms for ${what}`, { cause: last })
}

export interface Server {
  readonly url: string
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

interface Plan {
  readonly names: readonly string[]
  /** Arguments for a port and a folder of its own. */
  readonly args: (port: number, folder: string) => readonly string[] | Promise<readonly string[]>
  /** Path that answers 200 once it is ready. */
  readonly ready: string
}

/** Starts a real server on a free loopback port with a folder of its own, and waits until it is ready. */
export async function startServer({ names, args, ready }: Plan): Promise<Server> {
  const program = findProgram(...names)
  if (!program) throw new Error(`no ${names[0]} here`)
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), `homeport-${names[0]}-`))]
  const running = await run(program, await args(port, folder))
  const stop = async (): Promise<void> => {
    await running.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    const state = await until(`${names[0]} to be ready`, async () => (running.ended() ? 'ended' : (await fetch(`${url}${ready}`)).ok && 'ready'))
    if (state === 'ended') throw new Error('it ended')
  } catch (cause) {
    await stop()
    throw new Error(`${names[0]} did not start: ${running.output()}`, { cause })
  }
  return { url, port, pid: running.pid, stop }
}
