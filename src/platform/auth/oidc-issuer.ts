import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { refuse } from '../errors/wordings.ts'
import type { Issuer } from './issuer.ts'

/**
 * Keys older than this are fetched again, while they go on counting: a key that the issuer withdrew ends
 * here.
 */
const STALE_AFTER_MS = 600_000

/**
 * Fetched no more often than this, whether it worked or not: tokens with unknown kids cost the issuer
 * nothing.
 */
const COOLDOWN_MS = 10_000

interface Options {
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number
}

/**
 * An OpenID Connect issuer, found by discovery at first use: the service starts while the issuer is away.
 * Fetched keys count until the issuer gives others. A failed fetch takes none of them away: else anybody
 * could shut everybody out while the issuer is away, by a token with a made-up `kid`.
 */
export function oidcIssuer(issuer: string, audience: string, options: Options = {}): Issuer {
  const keys = new Keys(issuer, options.now ?? (() => performance.now()))
  const key: JWTVerifyGetKey = async (header, token) => {
    const known = await keys.known()
    try {
      return await known(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw blamed(error)
    }
    const fresh = await keys.afterUnknown()
    return fresh(header, token)
  }
  return { issuer, audience, key, longestHours: 24 }
}

/** What is no complaint about the token is a key of the issuer that cannot be read. */
function blamed(error: unknown): unknown {
  return error instanceof errors.JOSEError ? error : unavailable(error)
}

/** The keys of the issuer that were fetched last, and the one fetch that may be under way. */
class Keys {
  readonly #issuer: string
  readonly #now: () => number
  #found: JWTVerifyGetKey | undefined
  #foundAt = 0
  #askedAt = Number.NEGATIVE_INFINITY
  /** Why the last fetch failed. */
  #failure: unknown
  #fetching: Promise<void> | undefined

  constructor(issuer: string, now: () => number) {
    this.#issuer = issuer
    this.#now = now
  }

  /**
   * The known keys. Only where there are none yet the caller waits; stale ones count while others are
   * fetched.
   */
  async known(): Promise<JWTVerifyGetKey> {
    if (this.#found === undefined) {
      await this.#fetch()
      return this.#keys()
    }
    if (this.#now() - this.#foundAt > STALE_AFTER_MS && this.#isCool()) void this.#fetch()
    return this.#found
  }

  /**
   * The keys after a token named one that is not known: fetched again, unless that was done just now.
   *
   * @throws issuer-unavailable where the issuer could not be asked: the key may be one of its new ones
   */
  async afterUnknown(): Promise<JWTVerifyGetKey> {
    if (this.#fetching !== undefined || this.#isCool()) await this.#fetch()
    if (this.#failure !== undefined) throw unavailable(this.#failure)
    return this.#keys()
  }

  #keys(): JWTVerifyGetKey {
    if (this.#found === undefined) throw unavailable(this.#failure)
    return this.#found
  }

  #isCool(): boolean {
    return this.#now() - this.#askedAt > COOLDOWN_MS
  }

  /** One fetch at a time, which everybody who needs it waits for. It never throws. */
  #fetch(): Promise<void> {
    this.#fetching ??= this.#ask().finally(() => {
      this.#fetching = undefined
    })
    return this.#fetching
  }

  async #ask(): Promise<void> {
    this.#askedAt = this.#now()
    try {
      this.#found = createLocalJWKSet(await fetchKeys(this.#issuer))
      this.#foundAt = this.#now()
      this.#failure = undefined
    } catch (error) {
      this.#failure = error
    }
  }
}

function unavailable(cause: unknown): Error {
  return Object.assign(refuse('issuer-unavailable', { retryAfterSeconds: 5 }), { cause })
}

/** An answer without keys is the fault of an issuer that is just starting, and counts as none. */
async function fetchKeys(issuer: string): Promise<JSONWebKeySet> {
  const found = await fetchJson<{ issuer?: string; jwks_uri?: string }>(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  )
  if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
    throw new Error('discovery names another issuer, or no keys')
  }
  const set = await fetchJson<JSONWebKeySet>(found.jwks_uri)
  if (!Array.isArray(set.keys) || set.keys.length === 0) throw new Error('the issuer gives no keys')
  return set
}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as T
}
