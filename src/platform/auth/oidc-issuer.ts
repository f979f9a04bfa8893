import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import { refuse } from '../errors/wordings.ts'
import type { Issuer } from './issuer.ts'

/** Keys older than this are fetched again in the background, so that a withdrawn key ends here. */
const STALE_AFTER_MS = 600_000

/**
 * Shortest time between two fetches, successful or not: tokens with unknown kids must not burden the issuer.
 */
const COOLDOWN_MS = 10_000

interface Options {
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number
}

/**
 * An OpenID Connect issuer, found by discovery at first use, so that the service starts while the issuer is
 * away. Fetched keys are used until the issuer gives others. A failed fetch removes none of them: otherwise a
 * token with an invented `kid` could lock everybody out while the issuer is away.
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

/** Other errors mean that a key of the issuer cannot be read. */
function blamed(error: unknown): unknown {
  return error instanceof errors.JOSEError ? error : unavailable(error)
}

/** The last fetched keys of the issuer, and the fetch in progress, if any. */
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
   * The known keys. The caller waits only where there are none yet; old keys are used while new ones are
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
   * The keys after a token named an unknown one: fetched again, unless that was just done.
   *
   * @throws issuer-unavailable where the issuer could not be asked: the key may be new
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

  /** Fetches the keys; several callers share one fetch. It never throws. */
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

/** An answer without keys comes from an issuer that is just starting, and is treated as no answer. */
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
