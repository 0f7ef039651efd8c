import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { freePort } from './program.ts'

/** Somebody the identity provider knows. */
export interface Known {
  readonly name?: string
  readonly email?: string
  readonly groups?: unknown
  readonly [claim: string]: unknown
}

export interface IdentityProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** People by subject; may change between sign-ins. */
  readonly people: Map<string, Known>
  /** Who sits at the provider's sign-in page; undefined refuses (`access_denied`). */
  person: string | undefined
  /** How long ago they signed in there, as the provider tells it. */
  signedInAgoS: number
  /** A token signed with the provider's own key. */
  sign(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>
  stop(): Promise<void>
}

export interface IdentityProviderSetup {
  /** Origins of the portals that may send people here, and the id this provider has there. */
  readonly portals: readonly string[]
  readonly id: string
  /** Claims that go into the ID token beside the usual ones. */
  readonly claims?: readonly string[]
}

const clientSecret = 'a-client-secret-only-the-tests-know-0123456789'

/** A real OpenID provider on loopback. Its sign-in page lets in whoever `person` names, without asking. */
export async function startIdentityProvider({ portals, id, claims = ['groups'] }: IdentityProviderSetup): Promise<IdentityProvider> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const clientId = 'homeport'
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const people = new Map<string, Known>()

  const configuration: Configuration = {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: portals.map((portal) => `${portal}/auth/${id}/callback`),
        post_logout_redirect_uris: portals.map((portal) => `${portal}/`),
        backchannel_logout_uri: `${portals[0]}/auth/${id}/logout`,
        backchannel_logout_session_required: true,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', alg: 'ES256', use: 'sig' }] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'sid'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'], groups: [...claims] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people.get(sub) }) }),
    loadExistingGrant: grantEverything,
    // Its own guard refuses loopback, which is where all of this is; it sits in the dispatcher.
    fetch: (url: URL | string, options: RequestInit) => fetch(url, Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'dispatcher'))),
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, IdToken: 600, AccessToken: 600, AuthorizationCode: 60 },
  } as Configuration // `fetch` is wider in the types than what is called with.
  const provider = new Provider(issuer, configuration)
  provider.on('server_error', (_ctx, error) => process.stderr.write(`identity provider: ${error.message}\n`))

  const state: { person: string | undefined; agoS: number } = { person: undefined, agoS: 0 }
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await provider.interactionDetails(request, response)
    const { person } = state
    const result =
      person === undefined
        ? { error: 'access_denied', error_description: '<b>not today</b>' }
        : { login: { accountId: person, ts: Math.floor(Date.now() / 1000) - state.agoS } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }
  const handle = provider.callback()
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response)
    interact(request, response).catch((error: unknown) => {
      process.stderr.write(`identity provider: ${String(error)}\n`)
      response.writeHead(500).end()
    })
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))

  return {
    issuer,
    clientId,
    clientSecret,
    people,
    get person() {
      return state.person
    },
    set person(next) {
      state.person = next
    },
    get signedInAgoS() {
      return state.agoS
    },
    set signedInAgoS(next) {
      state.agoS = next
    },
    sign: (payload, header = {}) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'logout+jwt', ...header }).sign(privateKey),
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Consent is given by whoever runs the provider, as in a company. */
async function grantEverything(ctx: KoaContextWithOIDC): Promise<InstanceType<typeof ctx.oidc.provider.Grant> | undefined> {
  const { client, session, provider, result } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  if (known) return provider.Grant.find(known)
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid profile email groups')
  await grant.save()
  return grant
}
