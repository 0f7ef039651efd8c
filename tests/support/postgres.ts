import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const debian = '/usr/lib/postgresql'
const isRoot = process.getuid?.() === 0

/** Folder of the PostgreSQL programs: `HOMEPORT_POSTGRES_BIN` if set, else Debian's newest; undefined when there is none. */
export function findPostgres(): string | undefined {
  const asked = process.env['HOMEPORT_POSTGRES_BIN']
  if (asked) return asked
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  return versions.map((v) => join(debian, v, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
}

export interface PostgresServer {
  /** Of the administrative database. */
  readonly url: string
  readonly port: number
  /** An empty database of its own; its URL. */
  createDatabase(): Promise<string>
  /** Stops the server, `immediate` as a crash does, without waiting for anybody. */
  stop(how: 'fast' | 'immediate'): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  /** Stops it and removes its data. */
  destroy(): Promise<void>
}

/** A real PostgreSQL on a free loopback port, with fsync on. It dies with this process. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findPostgres()
  if (!bin) throw new Error('PostgreSQL is not installed: apt-get install postgresql, or set HOMEPORT_POSTGRES_BIN')
  const folder = mkdtempSync(join(tmpdir(), 'homeport-postgres-'))
  const owner = isRoot ? idsOf('postgres') : undefined
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const place = join(folder, 'cluster')
  run(owner, join(bin, 'initdb'), ['-D', place, '-U', 'homeport', '-A', 'trust', '-E', 'UTF8', '--no-instructions'])
  const port = await freePort()
  const url = `postgres://homeport@127.0.0.1:${port}/postgres`
  let server: ChildProcess | undefined
  let databases = 0

  const start = async (): Promise<void> => {
    const options = ['-D', place, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=on', '-c', 'logging_collector=off']
    server = spawn(...as(owner, join(bin, 'postgres'), options), { cwd: folder, stdio: 'ignore' })
    await answering(url)
  }
  const stop = async (how: 'fast' | 'immediate'): Promise<void> => {
    const running = server
    server = undefined
    if (!running || running.exitCode !== null) return
    const gone = new Promise((resolve) => running.once('exit', resolve))
    running.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await gone
  }

  await start()
  return {
    url,
    port,
    start,
    stop,
    async createDatabase() {
      const name = `t${++databases}_${process.pid}`
      await ask(url, `create database ${name}`)
      return url.replace(/postgres$/, name)
    },
    async destroy() {
      await stop('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
function idsOf(user: string): Owner {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The command as that user, told to end when its parent does. */
function as(owner: Owner | undefined, program: string, args: readonly string[]): [string, string[]] {
  const setpriv = existsSync('/usr/bin/setpriv')
  if (!setpriv) return [program, [...args]]
  const user = owner ? [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'] : []
  return ['/usr/bin/setpriv', [...user, '--pdeathsig', 'QUIT', program, ...args]]
}

function run(owner: Owner | undefined, program: string, args: readonly string[]): void {
  const [command, all] = as(owner, program, args)
  execFileSync(command, all, { cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] })
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask(url, 'select 1')
    } catch (error) {
      if (tries > 300) throw error
      await sleep(50)
    }
  }
}

/** A port nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
