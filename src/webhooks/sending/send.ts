import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns'
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage
} from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { errorOf } from '../../platform/errors/thrown.ts'
import type { FailureKind } from '../vocabulary.ts'
import { type Allowed, hostOf, isAllowed } from './addresses.ts'

/** How long an attempt may take in all, in milliseconds. */
export const TIMEOUT_MS = 10_000
/** So much of an answer is read and thrown away; then the connection is closed. */
const MOST_BYTES = 16 * 1024
const REST_MS = 2000

/** Finds all addresses of a host. */
export type Lookup = (
  host: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void
) => void

/** How the addresses of receivers are found, and which are allowed. */
export interface Network {
  allowed: Allowed
  lookup?: Lookup | undefined
  timeoutMs?: number | undefined
}

export interface Message {
  url: string
  headers: Record<string, string>
  body: string
}

/** How an attempt ended: the status of the answer, and why it counts as a failure. */
export interface Result {
  status: number | null
  error: FailureKind | null
}

class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/**
 * Sends a message by POST. The address is checked once more where the connection is made, so that a name
 * cannot be given another address in between. No redirect is followed, and no proxy is used.
 */
export async function send(network: Network, message: Message): Promise<Result> {
  try {
    const status = await statusOf(network, message)
    return { status, error: failureOf(status) }
  } catch (error) {
    return { status: null, error: kindOf(error) }
  }
}

function failureOf(status: number): FailureKind | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

async function statusOf(network: Network, { url: address, headers, body }: Message): Promise<number> {
  const url = new URL(address)
  const host = hostOf(url)
  if (isIP(host) !== 0 && !isAllowed(host, host, network.allowed)) throw new AddressRefused()
  const isEncrypted = url.protocol === 'https:'
  // An agent of its own knows no proxy of the environment, and keeps no connection.
  const agent = isEncrypted ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false })
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    agent,
    lookup: guarded(network, host),
    signal: AbortSignal.timeout(network.timeoutMs ?? TIMEOUT_MS)
  }
  return new Promise((done, fail) => {
    const request = isEncrypted ? httpsRequest(url, options) : httpRequest(url, options)
    request.on('error', fail)
    request.on('upgrade', (_response, socket) => {
      socket.destroy()
      fail(new Error('upgraded'))
    })
    request.on('response', (response) => {
      drop(request, response)
      done(response.statusCode ?? 0)
    })
    mustConnectTo(request, (found) => isAllowed(found, host, network.allowed))
    request.end(body)
  })
}

/** Looks a host up, and gives those of its addresses that are allowed. */
function guarded({ allowed, lookup = systemLookup }: Network, host: string): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const fine = found.filter(({ address }) => isAllowed(address, host, allowed))
      const [first] = fine
      if (first === undefined) return done(new AddressRefused(), '')
      return options.all === true ? done(null, fine) : done(null, first.address, first.family)
    })
  }
}

/** The last word has the socket: whatever was looked up, this is the address at its other end. */
function mustConnectTo(request: ClientRequest, isFine: (address: string) => boolean): void {
  request.on('socket', (socket) => {
    socket.once('connect', () => {
      if (!isFine(socket.remoteAddress ?? '')) socket.destroy(new AddressRefused())
    })
  })
}

/** Only the status counts. The rest is thrown away, and not waited for. */
function drop(request: ClientRequest, response: IncomingMessage): void {
  let bytes = 0
  const end = () => request.destroy()
  const timer = setTimeout(end, REST_MS).unref()
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MOST_BYTES) end()
  })
  response.on('error', () => {})
  response.on('close', () => clearTimeout(timer))
}

const tlsCodes = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/

function kindOf(thrown: unknown): FailureKind {
  if (thrown instanceof AddressRefused) return 'address'
  const error = errorOf(thrown)
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout'
  return tlsCodes.test(error.code ?? '') ? 'tls' : 'unreachable'
}
