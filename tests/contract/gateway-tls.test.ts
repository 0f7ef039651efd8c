import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGateway } from '#server/node/gateway.ts'
import { faultFrom, silentLog } from '#tests/support/faults.ts'
import { findProgram } from '#tests/support/program.ts'
import { needs } from '#tests/support/require.ts'

const openssl = findProgram('openssl')

needs('openssl', openssl !== undefined)('a server nobody vouches for', () => {
  let folder: string
  let server: Server
  let port = 0
  let reached = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeport-tls-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost']
    await promisify(execFile)(openssl ?? '', [...args, '-keyout', key, '-out', cert])
    server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_, response) => {
      reached += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    // A TCP server's address is always an AddressInfo.
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    await new Promise((closed) => server?.close(closed))
    await rm(folder, { recursive: true, force: true })
  })

  const call = async (base: string) => {
    const gateway = createGateway({ allow: [`localhost:${port}`, `127.0.0.1:${port}`], log: silentLog })
    try {
      return await gateway.call({ base, path: 'x', accept: ['application/json'], maxBytes: 1000, deadlineMs: 3000, auth: { bearer: 'token' } })
    } finally {
      await gateway.close()
    }
  }

  test('B3: gets no request and no token when its certificate is its own', async () => {
    expect(await faultFrom(call(`https://localhost:${port}`))).toEqual({ code: 'source_down', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(reached).toBe(0)
  })

  test('B3: is not asked in the clear instead', async () => {
    expect((await faultFrom(call(`http://localhost:${port}`))).code).toMatch(/^source_(down|invalid)$/)
    expect(reached).toBe(0)
  })
})
