import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isLoopback, readSettings } from './env.ts'

const read = (env: Readonly<Record<string, string>> = {}, args: readonly string[] = []) => readSettings(env, args, true, '/app')

test('with nothing set it listens on 127.0.0.1:4600 and keeps its data beside it', () => {
  const it = read()
  expect(it).toMatchObject({ settings: { host: '127.0.0.1', port: 4600, portAsked: false, configAsked: false, databaseUrl: undefined, logLevel: 'warn' } })
  expect('settings' in it && it.settings.dataFolder).toMatch(/\/data$/)
})

test('the command line wins over the environment', () => {
  expect(read({ PORT: '5000' }, ['--port', '5001'])).toMatchObject({ settings: { port: 5001, portAsked: true } })
  expect(read({ PORT: '5000' })).toMatchObject({ settings: { port: 5000, portAsked: true } })
})

test('an empty variable is none', () => {
  expect(read({ PORT: '', HOST: '', DATABASE_URL: '' })).toMatchObject({ settings: { port: 4600, host: '127.0.0.1', databaseUrl: undefined } })
})

test('every wrong variable is told, each with an example', () => {
  const it = read({ PORT: '70000', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' })
  expect('problems' in it && it.problems.map((p) => [p.path, p.example])).toEqual([
    ['PORT', '4700'],
    ['LOG_LEVEL', 'info'],
    ['DATABASE_URL', 'postgres://homeport@db.example/homeport'],
  ])
})

test('an argument nobody knows is told', () => {
  expect(read({}, ['--prot', '1'])).toMatchObject({ problems: [{ path: 'command line', example: '--port 4700' }] })
})

test('only names of this machine are loopback', () => {
  expect(['127.0.0.1', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true])
  expect(['0.0.0.0', '::', '192.168.1.5', 'myhost', ''].map(isLoopback)).toEqual([false, false, false, false, false])
})

test('what to do may be said; nothing said is serving', () => {
  expect(read()).toMatchObject({ settings: { command: 'serve', masterKeyFile: undefined } })
  expect(read({ HOMEPORT_MASTER_KEY_FILE: '/run/secrets/key' }, ['check-config'])).toMatchObject({
    settings: { command: 'check-config', masterKeyFile: '/run/secrets/key' },
  })
  expect(read({}, ['chek-config'])).toMatchObject({
    problems: [{ path: 'command line', detail: 'expected serve, check-config or reset-code with a login, or nothing' }],
  })
})

test('the address of the database may stand in a file; a wrong or missing file is told, its content is not', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'homeport-env-')), 'database-url')
  const given = (more: Readonly<Record<string, string>> = {}) => read({ DATABASE_URL_FILE: file, ...more })
  expect(given()).toMatchObject({ problems: [{ path: 'DATABASE_URL_FILE', detail: `cannot be read: ${file}` }] })
  writeFileSync(file, 'postgres://homeport:s3cret@db/homeport\n')
  expect(given()).toMatchObject({ settings: { databaseUrl: 'postgres://homeport:s3cret@db/homeport' } })
  expect(given({ DATABASE_URL: 'postgres://db/homeport' })).toMatchObject({ problems: [{ path: 'DATABASE_URL_FILE' }] })
  writeFileSync(file, 'mysql://homeport:s3cret@db/homeport')
  expect(JSON.stringify(given())).not.toContain('s3cret')
  expect(given()).toMatchObject({ problems: [{ path: 'DATABASE_URL_FILE', detail: 'expected the URL of a PostgreSQL database' }] })
})
