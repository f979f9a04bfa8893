import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { showing } from '../../src/rooms.ts'
import { allowedBy, createSecrets, Sender, type Sending } from '../../src/webhooks/index.ts'
import { type Answer, ok, type Person, type TestService } from '../support/service.ts'

export const WEBHOOK_SECRET = 'a secret of the tests for webhooks, long enough'
/** Settings of a service that sends to receivers of the tests. */
export const env = { WEBHOOK_KEY: WEBHOOK_SECRET, WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' }
export const secrets = createSecrets([WEBHOOK_SECRET])
const allowed = allowedBy('', env.WEBHOOK_ALLOWED_NETWORKS)

/** The account of a system. */
export function account(unit: string, sub = `system of ${unit}`): Person {
  return { unit, roles: ['events'], sub }
}

/** A message as a receiver got it. */
export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver on this machine. `answer` says what it answers; by default 204. */
export async function receiver(t: Test, answer: (response: ServerResponse, n: number) => void = done) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      answer(response, received.length)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, received, events: () => received.map(eventIn) }
}

export function eventIn({ body }: Received) {
  return JSON.parse(body) as { id: string; type: string; subject: string; data: object }
}

export function done(response: ServerResponse): void {
  response.writeHead(204).end()
}

export function answering(status: number, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, headers).end('王某')
  }
}

/** An instance that sends, for a service. */
export function senderOf({ context }: TestService, parts: Partial<Sending> = {}): Sender {
  const sending = { context, showing, secrets, network: { allowed }, chance: () => 0.5, count: () => {} }
  return new Sender({ ...sending, ...parts }, (error) => {
    throw error
  })
}

export function webhooksOf(service: TestService, as: Person) {
  const { call } = service
  const sender = senderOf(service)
  const at = (id: string, path = '') => `/v1/webhooks/${id}${path}`
  return {
    /** A webhook with this address; gives it with its secret. */
    async made(url: string, types: readonly string[] = [], by = as): Promise<Answer['body']> {
      return ok(await call('POST', '/v1/webhooks', { as: by, body: { url, types } }))
    },
    get: async (id: string) => ok(await call('GET', at(id), { as })),
    change: (id: string, body: object) => call('PATCH', at(id), { as, body, headers: { 'if-match': '*' } }),
    post: (id: string, path: string) => call('POST', at(id, path), { as }),
    deliveries: async (id: string) => ok(await call('GET', at(id, '/deliveries'), { as })).items,
    /** Sends what is due, to its end. */
    async send(other = sender): Promise<void> {
      await other.round()
      await other.settled()
    }
  }
}
