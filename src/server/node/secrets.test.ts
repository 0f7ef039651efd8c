import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createFileSecrets } from './secrets.ts'

const base = mkdtempSync(join(tmpdir(), 'homeport-secrets-'))
afterAll(() => rmSync(base, { recursive: true }))
mkdirSync(join(base, 'secrets'))
mkdirSync(join(base, 'secrets-of-others'))
writeFileSync(join(base, 'secrets/token'), '  the token \n')
writeFileSync(join(base, 'secrets/empty'), '\n')
writeFileSync(join(base, 'secrets-of-others/token'), 'not yours')
writeFileSync(join(base, 'named'), 'named in the file')
const secrets = createFileSecrets({ base, folders: ['secrets'], files: ['named'] })

test('a secret is read from the folder for secrets or where the configuration says, without the line end', async () => {
  expect(await secrets.read('secrets/token')).toBe('the token')
  expect(await secrets.read(join(base, 'secrets/token'))).toBe('the token')
  expect(await secrets.read('named')).toBe('named in the file')
})

test.each(['/etc/hostname', 'secrets/../named-not', 'secrets-of-others/token', '../x', 'secrets', '/proc/self/environ'])(
  '%s is no place for secrets',
  async (reference) => {
    await expect(secrets.read(reference)).rejects.toMatchObject({ fault: { code: 'source_refused', detail: expect.stringContaining('HOMEPORT_SECRETS') } })
  },
)

test('a missing and an empty file are told apart', async () => {
  await expect(secrets.read('secrets/gone')).rejects.toMatchObject({ fault: { detail: 'secret file unreadable: ENOENT' } })
  await expect(secrets.read('secrets/empty')).rejects.toMatchObject({ fault: { detail: 'secret file is empty' } })
})
