import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Me } from '#contract/identity.ts'
import { starterDashboards } from '#core/templates/registry.ts'
import { createApi } from '#server/api.ts'
import type { Api } from '#server/api.ts'
import { connectors } from '#server/connectors/registry.ts'
import { createMemoryPorts, randomIds, systemClock } from '#server/memory-ports.ts'
import { createAppFiles } from '#server/node/app-files.ts'
import { readConfig } from '#server/node/config.ts'
import { createCrypto } from '#server/node/crypto.ts'
import { createGateway } from '#server/node/gateway.ts'
import { allowEntryOf } from '#server/node/gateway/allow.ts'
import { createHttp } from '#server/node/http.ts'
import { createIdentity } from '#server/node/identity.ts'
import { parseMasterKeys } from '#server/node/master-key.ts'
import { createFileSecrets } from '#server/node/secrets.ts'
import type { Clock } from '#server/ports.ts'
import { createMemoryStore } from '#server/store/memory.ts'
import type { Store } from '#server/store/store.ts'
import type { CookieBrowser } from './cookie-browser.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { freePort } from './program.ts'

export interface Portal {
  readonly origin: string
  readonly port: number
  readonly api: Api
  readonly store: Store
  readonly logged: readonly { readonly level: string; readonly event: string; readonly facts: Readonly<Record<string, unknown>> }[]
  /** Time of this portal; the identity providers keep their own. */
  readonly clock: { skipMs: number }
  /** Who a browser is here; undefined when it is not signed in. */
  meOf(browser: CookieBrowser): Promise<Me | undefined>
  stop(): Promise<void>
}

export const rolesByGroup = [
  { claim: 'groups', equals: 'portal-admins', role: 'administrator' },
  { claim: 'groups', equals: 'portal-sre', role: 'sre' },
] as const

/** How a configuration names an identity provider of the tests; its secret stands in the file `secret-<id>`. */
export const providerConfig = (id: string, idp: IdentityProvider, more: object = {}): Readonly<Record<string, unknown>> => ({
  id,
  name: `Provider ${id}`,
  issuer: idp.issuer,
  clientId: idp.clientId,
  clientSecretFile: `secret-${id}`,
  scopes: ['openid', 'profile', 'email', 'groups'],
  roles: rolesByGroup,
  ...more,
})

export interface PortalSetup {
  readonly port?: number
  readonly config: Readonly<Record<string, unknown>>
  /** Files beside the configuration, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Folder of the built app. */
  readonly app?: string
  /** Dashboards and kinds of sources of the real server, which need time to ask. */
  readonly whole?: boolean
}

/** The server's own HTTP, carrier, configuration and gateway in this process, on a memory store and cheap passwords. */
export async function startPortal({ config: given, files = {}, port: chosen, app, whole = false }: PortalSetup): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-portal-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const kinds = whole ? connectors : {}
  const read = readConfig(given, folder, kinds)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  const { config } = read
  const port = chosen ?? (await freePort())
  const origin = config.place.publicUrl?.origin ?? `http://localhost:${port}`
  const keys = parseMasterKeys(randomBytes(32).toString('base64'), 'key')
  if ('problem' in keys) throw new Error(keys.problem.detail)
  const logged: { level: string; event: string; facts: Readonly<Record<string, unknown>> }[] = []
  const note =
    (level: string) =>
    (event: string, facts: Readonly<Record<string, unknown>> = {}) =>
      void logged.push({ level, event, facts })
  const log = { info: note('info'), warn: note('warn'), error: note('error') }
  const time = { skipMs: 0 }
  const clock: Clock = { now: () => Date.now() + time.skipMs, sleep: systemClock.sleep }
  const store = createMemoryStore()
  const crypto = createCrypto(keys.keys, { memoryKiB: 64, passes: 1 })
  const net = createGateway({ allow: config.auth.oidc.flatMap(({ issuer }) => allowEntryOf(issuer) ?? []), log })
  const secrets = createFileSecrets({ base: folder, folders: [], files: config.secretFiles })
  const { carrier, door } = createIdentity({ config, accounts: () => api.accounts, home: () => origin, store, crypto, net, secrets, clock, log })
  const ports = createMemoryPorts({ store, clock, ids: randomIds, net, secrets, log, crypto, identity: carrier })
  const api: Api = createApi(ports, { connectors: kinds, starters: whole ? starterDashboards : [], version: '0.0.0-test', door })
  const server = createHttp({ api, app: createAppFiles(app ?? join(folder, 'no-app')), log, carrier, origin: config.place.publicUrl?.origin })
  await api.tick(clock.now())
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    origin,
    port,
    api,
    store,
    logged,
    clock: time,
    async meOf(browser) {
      const { status, text } = await browser.send(`${origin}/api/me`)
      return status === 200 ? (JSON.parse(text) as Me) : undefined // our own API's answer
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      api.close()
      await net.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
