import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { Test } from 'tap'

export const audience = 'https://supervision.example/api'
const other = 'https://other.example/api'

export interface Login {
  issuer: string
  /** An access token for the service, or for another resource, or an opaque one. */
  token(resource?: 'service' | 'other' | 'none'): Promise<string>
  /** From now on signs with another key, and knows the old one no more. */
  rotate(): void
  down(): Promise<void>
  up(): Promise<void>
}

const secret = randomUUID()
const authorization = `Basic ${Buffer.from(`machine:${secret}`).toString('base64')}`
const resources = { service: audience, other, none: undefined }

/** The public client of the page. */
export const pageClient = 'overview-page'

/**
 * A real OpenID Connect issuer on 127.0.0.1; `asked` is told of each time it is read. Whoever comes from the
 * page at `page` is signed in without a question. `roles`: those of the system `machine`.
 */
export async function login(
  t: Test,
  asked: () => void = () => {},
  page?: string,
  roles: readonly string[] = ['viewer']
): Promise<Login> {
  let provider: Provider
  let handle: ReturnType<Provider['callback']> | undefined
  let server: Server | undefined
  let port = 0
  const up = async () => {
    server = createServer((request, response) => {
      if (request.method === 'GET') asked()
      if (request.url?.startsWith('/people/')) signIn(provider, request, response)
      else handle?.(request, response)
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const down = async () => {
    server?.closeAllConnections()
    await new Promise((done) => server?.close(done))
  }
  await up()
  const issuer = `http://127.0.0.1:${port}`
  const rotate = () => {
    provider = new Provider(issuer, configuration(roles, page))
    handle = provider.callback()
  }
  rotate()
  t.teardown(down)
  const token = (resource: keyof typeof resources = 'service') => tokenFrom(issuer, resources[resource])
  return { issuer, token, rotate, down, up }
}

async function tokenFrom(issuer: string, resource: string | undefined): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...(resource && { resource }) })
  const response = await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization }, body })
  const answer = (await response.json()) as { access_token?: string }
  if (answer.access_token === undefined) throw new Error(`no token: ${JSON.stringify(answer)}`)
  return answer.access_token
}

/** Ends the question for the person: nobody is asked. */
function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): void {
  void provider.interactionFinished(request, response, { login: { accountId: 'leader' } })
}

/** The client of the page, and what it is granted without a question. */
function people(page: string) {
  return {
    client: {
      client_id: pageClient,
      token_endpoint_auth_method: 'none',
      redirect_uris: [page],
      grant_types: ['authorization_code'],
      response_types: ['code']
    },
    settings: {
      clientBasedCORS: () => true,
      interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/people/${uid}` },
      findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
      loadExistingGrant: async ({ oidc }: Granting) => {
        const { accountId } = oidc.session
        const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId })
        grant.addOIDCScope('openid')
        await grant.save()
        return grant
      }
    }
  }
}

interface Granting {
  oidc: {
    session: { accountId: string }
    client: { clientId: string }
    provider: { Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> } }
  }
}

function configuration(roles: readonly string[], page?: string) {
  const more = page === undefined ? undefined : people(page)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [
      {
        client_id: 'machine',
        client_secret: secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: []
      },
      ...(more === undefined ? [] : [more.client])
    ],
    ...more?.settings,
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }]
    },
    cookies: { keys: [randomUUID()] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context: unknown, resource: string) => ({
          scope: '',
          audience: resource,
          accessTokenTTL: 600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } }
        })
      }
    },
    extraTokenClaims: (_context: unknown, { kind }: { kind: string }) =>
      kind === 'ClientCredentials'
        ? { unit: '2201', roles: [...roles, 'of-another-system'] }
        : { unit: '2201', roles: ['viewer', 'of-another-system'], name: '长春市民政局' }
  }
}
