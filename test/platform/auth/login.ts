import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
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

/** A real OpenID Connect issuer on 127.0.0.1; `asked` is told of each time it is read. */
export async function login(t: Test, asked: () => void = () => {}): Promise<Login> {
  let handle: ReturnType<Provider['callback']> | undefined
  let server: Server | undefined
  let port = 0
  const up = async () => {
    server = createServer((request, response) => {
      if (request.method === 'GET') asked()
      handle?.(request, response)
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
    handle = new Provider(issuer, configuration()).callback()
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

function configuration() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [
      {
        client_id: 'machine',
        client_secret: secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: []
      }
    ],
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
    extraTokenClaims: () => ({ unit: '2201', roles: ['viewer', 'of-another-system'], name: '长春市民政局' })
  }
}
