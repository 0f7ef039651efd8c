import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, until } from './program.ts'

export interface Homeport {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process to the printed address. */
  readonly startedInMs: number
  /** The one-time code of the printed address, as long as nobody has an account. */
  readonly setup: string | undefined
  /** Signs in as the administrator, made by the set-up code at the first call; where nobody is asked to sign in, a visitor without anything. */
  signIn(): Promise<Visitor>
  /** Has the administrator make a person with these roles (ids), and signs in as them. */
  signInAs(name: string, roles: readonly string[]): Promise<Visitor>
  /** What it printed so far. */
  output(): string
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Somebody who is signed in: what their browser holds, and what its pages would send. */
export interface Visitor {
  readonly cookies: readonly { readonly name: string; readonly value: string; readonly url: string }[]
  /** For `fetch` from outside a browser; enough to read and to change. */
  readonly headers: Readonly<Record<string, string>>
}

/** Where twenty others start something as well, a server is slow to. */
const startsWithinMs = 90_000

/** Long enough to be one; of the people tests make. */
const password = 'a password of the tests only'

/** One key for all servers of a test run, because those on one database have to share it. */
const masterKey = randomBytes(32).toString('base64')

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
  const keyFile = join(folder, 'master.key')
  writeFileSync(keyFile, masterKey, { mode: 0o600 })
  const key = env['DATABASE_URL'] === undefined ? {} : { HOMEPORT_MASTER_KEY_FILE: keyFile }
  const begun = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'src/server/node/main.js', '--port', String(chosen)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOMEPORT_DATA: data ?? join(folder, 'data'),
      ...(config && { HOMEPORT_CONFIG: configFile }),
      ...key,
      ...env,
    },
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
  const kill = (): boolean => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const url = `http://localhost:${chosen}`
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const answers = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`)
    // The address is printed last, with the set-up code in it.
    return said.includes('Homeport is at') && (await fetch(`${url}/api/status`)).ok
  }
  await until('the server to answer', answers, startsWithinMs).catch(async (error: unknown) => {
    await end('SIGKILL')
    throw new Error(`the server did not start: ${said}`, { cause: error })
  })
  const setup = (): string | undefined => /#setup=([\w-]+)/.exec(said)?.[1]
  const people = createPeople(url, setup)
  return {
    url,
    pid: child.pid ?? 0,
    startedInMs,
    get setup() {
      return setup()
    },
    ...people,
    output: () => said,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Ways to be somebody on a server whose set-up code nobody has used yet. */
export function createPeople(url: string, setup: () => string | undefined): Pick<Homeport, 'signIn' | 'signInAs'> {
  const own = { origin: url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const post = async (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> => {
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers: { ...own, ...headers }, body: JSON.stringify(body) })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply
  }
  const visitorOf = (reply: Response): Visitor => {
    const cookies = reply.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    })
    return { cookies, headers: { origin: url, 'sec-fetch-site': 'same-origin', cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } }
  }

  let admin: Promise<Visitor> | undefined
  const setUp = async (): Promise<Visitor> => {
    const code = setup()
    if (code === undefined) return { cookies: [], headers: { origin: url, 'sec-fetch-site': 'same-origin' } }
    return visitorOf(await post('/api/door/setup', { code, name: 'Test Admin', login: 'test.admin', password }))
  }
  return {
    signIn: () => (admin ??= setUp()),
    async signInAs(name, roles) {
      const login = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}.${randomBytes(3).toString('hex')}`
      const { cookie = '' } = (await (admin ??= setUp())).headers
      await post('/api/people', { name, login, password, roles: [...roles] }, { cookie })
      return visitorOf(await post('/api/door/sign-in', { login, password }))
    },
  }
}
