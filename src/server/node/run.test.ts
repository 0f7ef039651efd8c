import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

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
    const address = /http:\/\/\S+/.exec(out)?.[0]
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
  const dashboards = (await (await fetch(`${address}/api/dashboards`)).json()) as readonly unknown[]
  expect(dashboards.length).toBeGreaterThan(0)
  const sources = (await (await fetch(`${address}/api/sources`)).json()) as readonly { readonly id: string }[]
  expect(sources.map((s) => s.id)).toEqual(['host', 'events'])
  it.child.kill('SIGTERM')
  expect(await it.ended).toBe(0)
  expect(it.out()).toContain('Homeport has stopped')
})

test('an address other machines could reach is refused with the reason', { timeout: patienceMs }, async () => {
  const it = start([], { HOST: '0.0.0.0' })
  expect(await it.ended).toBe(78)
  expect(it.err()).toContain('listens on this machine only')
  expect(it.err()).toContain('nobody can sign in yet')
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
