import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createPeople } from '#tests/support/homeport.ts'

// A process of its own, because ports, signals and exit codes are what is tested.
const patienceMs = 60_000
const folders: string[] = []
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-run-'))
  folders.push(folder)
  return folder
}

interface Started {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>
  /** Address, once it says it. */
  readonly ready: Promise<string>
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const base = { PATH: process.env['PATH'] ?? '', HOMEPORT_CONFIG: '', HOMEPORT_DATA: newFolder() }
  const child = spawn(process.execPath, ['src/server/node/main.js', ...args], { env: { ...base, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let [out, err] = ['', '']
  const ready = Promise.withResolvers<string>()
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    const address = /http:\/\/[^\s/]+/.exec(out)?.[0]
    if (address) ready.resolve(address)
  })
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  void ended.then(() => ready.resolve('ended'))
  return { child, out: () => out, err: () => err, ended, ready: ready.promise }
}

test('it prints its address, answers there, samples this machine, and ends cleanly when asked to', { timeout: patienceMs }, async () => {
  const it = start(['--port', '0'])
  const address = await it.ready
  expect(address).toMatch(/^http:\/\/localhost:\d+$/)
  const status: unknown = await (await fetch(`${address}/api/status`)).json()
  expect(status).toMatchObject({ store: 'sqlite', mock: false, demo: false, version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
  const { headers } = await createPeople(address, () => /#setup=([\w-]+)/.exec(it.out())?.[1]).signIn()
  const dashboards = (await (await fetch(`${address}/api/dashboards`, { headers })).json()) as readonly unknown[]
  expect(dashboards.length).toBeGreaterThan(0)
  const sources = (await (await fetch(`${address}/api/sources`, { headers })).json()) as readonly { readonly id: string }[]
  expect(sources.map((s) => s.id)).toEqual(['host', 'events'])
  it.child.kill('SIGTERM')
  expect(await it.ended).toBe(0)
  expect(it.out()).toContain('Homeport has stopped')
})

test('nobody gets in without an account, and the printed code makes the first, once', { timeout: patienceMs }, async () => {
  const data = newFolder()
  const it = start(['--port', '0'], { HOMEPORT_DATA: data })
  const address = await it.ready
  for (const path of ['dashboards', 'sources', 'me', 'people']) expect([path, (await fetch(`${address}/api/${path}`)).status]).toEqual([path, 401])
  expect(await (await fetch(`${address}/api/door`)).json()).toMatchObject({ state: 'setup', signedIn: false })
  await expect.poll(() => it.out()).toMatch(/#setup=[\w-]{43}\n/)
  const code = /#setup=([\w-]+)/.exec(it.out())?.[1] ?? ''
  expect(it.err()).not.toContain(code)
  const setUp = (): Promise<Response> =>
    fetch(`${address}/api/door/setup`, {
      method: 'POST',
      headers: { origin: address, 'content-type': 'application/json' },
      body: JSON.stringify({ code, name: 'Ada Sample', password: 'a password of this test', role: 'sre' }),
    })
  const statuses = await Promise.all(Array.from({ length: 4 }, async () => (await setUp()).status))
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  it.child.kill('SIGTERM')
  await it.ended
  const again = start(['--port', '0'], { HOMEPORT_DATA: data })
  await again.ready
  await expect.poll(() => again.out()).toMatch(/Homeport is at http:\/\/localhost:\d+\n/)
})

test('it can be watched: probes, metrics on a port of their own, and a stop that readers of readiness notice', { timeout: patienceMs }, async () => {
  const it = start(['--port', '0'], { HOMEPORT_METRICS_PORT: '0', HOMEPORT_STOP_WAIT: '1' })
  const address = await it.ready
  expect(await (await fetch(`${address}/livez`)).json()).toEqual({ alive: true })
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ ready: true, reasons: [], degraded: [] })
  expect(await (await fetch(`${address}/metrics`)).text()).not.toContain('homeport_')
  const begun = performance.now()
  it.child.kill('SIGTERM')
  await expect.poll(async () => (await fetch(`${address}/readyz`)).status).toBe(503)
  expect((await fetch(`${address}/api/status`)).status).toBe(200)
  expect(await it.ended).toBe(0)
  expect(performance.now() - begun).toBeGreaterThan(1000)
})

test('metrics stand beside the app for this machine, and say what the server did', { timeout: patienceMs }, async () => {
  const it = start(['--port', '0'])
  const address = await it.ready
  const { headers } = await createPeople(address, () => /#setup=([\w-]+)/.exec(it.out())?.[1]).signIn()
  await fetch(`${address}/api/dashboards`, { headers })
  const text = await (await fetch(`${address}/metrics`)).text()
  expect(text).toContain('homeport_http_requests_total{endpoint="listDashboards",method="GET",status="200"} 1')
  for (const name of ['homeport_streams 0', 'homeport_ready 1', 'homeport_store_duration_seconds_count{part="dashboards"']) expect(text).toContain(name)
})

test('an address other machines could reach is refused with the reason', { timeout: patienceMs }, async () => {
  const it = start([], { HOST: '0.0.0.0' })
  expect(await it.ended).toBe(78)
  expect(it.err()).toContain('HOST: Homeport listens on 0.0.0.0 only behind a proxy that speaks https')
  expect(it.err()).toContain('set "publicUrl" to its https address and "trustedProxies" to its network')
})

test('a wrong configuration is told whole and nothing is started', { timeout: patienceMs }, async () => {
  const file = join(newFolder(), 'homeport.config.json')
  writeFileSync(file, JSON.stringify({ sources: [{ id: 'a', kind: 'prometheus', url: 'localhost:9090' }], allow: ['*'] }))
  const it = start(['--port', '0'], { HOMEPORT_CONFIG: file })
  expect(await it.ended).toBe(78)
  expect(it.err()).toContain(`${file} needs mending`)
  expect(it.err()).toContain('sources.0.url: expected a base URL')
  expect(it.err()).toContain('for example "http://127.0.0.1:9090"')
  expect(it.err()).toContain('allow.0: expected a network or host:port')
  expect(it.out()).toBe('')
})

test('a port that was asked for and is taken is told', { timeout: patienceMs }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  // Listening on a TCP port, so the address is neither a path nor missing.
  const { port } = taken.address() as AddressInfo
  const it = start(['--port', String(port)])
  expect(await it.ended).toBe(78)
  expect(it.err()).toContain(`Port ${port} is taken`)
  taken.close()
})

test('a second server on the same data is refused with a clear text', { timeout: patienceMs }, async () => {
  const data = newFolder()
  const first = start(['--port', '0'], { HOMEPORT_DATA: data })
  await first.ready
  const second = start(['--port', '0'], { HOMEPORT_DATA: data })
  expect(await second.ended).toBe(78)
  expect(second.err()).toContain('Homeport did not start:')
  expect(second.err()).toContain(data)
})

test('the configuration can be checked without starting anything', { timeout: patienceMs }, async () => {
  const data = join(newFolder(), 'data')
  const file = join(newFolder(), 'homeport.config.json')
  writeFileSync(file, '{}')
  const fine = start(['check-config'], { HOMEPORT_CONFIG: file, HOMEPORT_DATA: data })
  expect(await fine.ended).toBe(0)
  expect(fine.out()).toBe(`${file} is fine\n`)
  writeFileSync(file, JSON.stringify({ allow: ['*'], auth: { oidc: [{ id: 'main' }] }, publicUrl: 'http://portal.example' }))
  const env = { HOMEPORT_CONFIG: file, HOMEPORT_DATA: data, HOST: '0.0.0.0', DATABASE_URL: 'postgres://db.example/homeport' }
  const wrong = start(['check-config'], { ...env, LOG_LEVEL: 'loud' })
  expect(await wrong.ended).toBe(78)
  for (const told of ['The environment needs mending', 'LOG_LEVEL', `${file} needs mending`, 'auth.oidc.0.name', 'auth.oidc.0.issuer', 'allow.0', 'publicUrl'])
    expect(wrong.err()).toContain(told)
  const keyless = start(['check-config'], env)
  expect(await keyless.ended).toBe(78)
  expect(keyless.err()).toContain('HOMEPORT_MASTER_KEY_FILE: expected with DATABASE_URL')
  expect(existsSync(data)).toBe(false)
})

test('a role that claims are mapped to and nobody can hold is told: in the log of a start, and by check-config', { timeout: patienceMs }, async () => {
  const data = newFolder()
  const file = join(newFolder(), 'homeport.config.json')
  const rules = (role: string) => [
    { claim: 'groups', equals: 'admins', role: 'administrator' },
    { claim: 'groups', equals: 'sre', role },
  ]
  const write = (role: string): void =>
    writeFileSync(
      file,
      JSON.stringify({ auth: { oidc: [{ id: 'main', name: 'Main', issuer: 'http://127.0.0.1:1', clientId: 'homeport', roles: rules(role) }] } }),
    )
  const env = { HOMEPORT_CONFIG: file, HOMEPORT_DATA: data, LOG_LEVEL: 'info' }

  // Nothing is there yet: it will begin with the roles it brings along. And nothing is made by looking.
  write('night-shift')
  const early = start(['check-config'], env)
  expect(await early.ended).toBe(78)
  expect(early.err()).toMatch(/auth\.oidc\.0\.roles\.1\.role: no role night-shift; there are .*sre.*administrator/)
  expect(existsSync(join(data, 'homeport.sqlite'))).toBe(false)

  const it = start(['--port', '0'], env)
  const address = await it.ready
  await expect.poll(() => it.err() + it.out()).toContain('config.unknownRole')
  const line = (it.err() + it.out()).split('\n').find((l) => l.includes('config.unknownRole')) ?? ''
  for (const told of [file, 'auth.oidc.0.roles.1.role', 'no role night-shift; there are', 'administrator']) expect(line).toContain(told)
  // It serves all the same, and whoever checks meanwhile reads beside it.
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  const beside = start(['check-config'], env)
  expect(await beside.ended).toBe(78)
  expect(beside.err()).toContain('no role night-shift')

  // Made in the app, it is there; taken out of the file, all is well.
  const { headers } = await createPeople(address, () => /#setup=([\w-]+)/.exec(it.out())?.[1]).signIn()
  const made = await fetch(`${address}/api/roles`, {
    method: 'POST',
    headers: { ...headers, origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Night shift', level: 'viewer', capabilities: [], landing: null }),
  })
  const { id } = (await made.json()) as { readonly id: string }
  write(id)
  const mended = start(['check-config'], env)
  expect([await mended.ended, mended.out()]).toEqual([0, `${file} is fine\n`])

  const away = start(['check-config'], { ...env, DATABASE_URL: 'postgres://127.0.0.1:1/homeport', HOMEPORT_MASTER_KEY_FILE: join(data, 'master.key') })
  expect([await away.ended, away.out()]).toEqual([0, `${file} is fine\nThe roles that claims are mapped to were not checked: the database does not answer\n`])
})

test('data sealed with another key is not touched', { timeout: patienceMs }, async () => {
  const data = newFolder()
  const first = start(['--port', '0'], { HOMEPORT_DATA: data })
  await first.ready
  first.child.kill('SIGTERM')
  await first.ended
  const kept = readFileSync(join(data, 'master.key'), 'utf8')
  rmSync(join(data, 'master.key'))
  const second = start(['--port', '0'], { HOMEPORT_DATA: data })
  expect(await second.ended).toBe(78)
  expect(second.err()).toContain('The master key is not the one this data was sealed with')
  writeFileSync(join(data, 'master.key'), kept)
  expect(await start(['--port', '0'], { HOMEPORT_DATA: data }).ready).toMatch(/^http:/)
})
