import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { refuse } from '../wordings.ts'
import type { Issuer } from './issuer.ts'

/**
 * An OpenID Connect issuer, found by discovery at first use and asked again after a failure: the service
 * starts while the issuer is away. Keys are fetched anew when a token names an unknown one.
 */
export function oidcIssuer(issuer: string, audience: string): Issuer {
  let keys: Promise<JWTVerifyGetKey> | undefined
  const key: JWTVerifyGetKey = async (header, token) => {
    keys ??= discover(issuer)
    try {
      const find = await keys
      return await find(header, token)
    } catch (error) {
      if (!isAway(error)) throw error
      keys = undefined
      throw Object.assign(refuse('issuer-unavailable', { retryAfterSeconds: 5 }), { cause: error })
    }
  }
  return { issuer, audience, key }
}

/** Whether the issuer is at fault, not the token. */
function isAway(error: unknown): boolean {
  const { JOSEError, JWKSTimeout, JWKSInvalid } = errors
  if (error instanceof JWKSTimeout || error instanceof JWKSInvalid) return true
  return !(error instanceof JOSEError) || error.code === 'ERR_JOSE_GENERIC'
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' })
  if (!response.ok) throw new Error(`discovery answered ${response.status}`)
  const found = (await response.json()) as { issuer?: string; jwks_uri?: string }
  if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
    throw new Error('discovery names another issuer, or no keys')
  }
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: 5000, cooldownDuration: 10_000 })
}
