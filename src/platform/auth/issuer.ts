import type { JWTVerifyGetKey } from 'jose'

/** An issuer of tokens: its name, audience and keys. */
export interface Issuer {
  issuer: string
  audience: string
  /**
   * Returns the key that a token names. It may fetch keys, and throws `issuer-unavailable` when it cannot.
   */
  key: JWTVerifyGetKey
  /** Longest lifetime of its tokens in hours, where `TOKEN_MAX_HOURS` is not set. */
  longestHours: number
}

/** Accepted signature algorithms. `none` and shared secrets are never accepted. */
export const algorithms = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
  'EdDSA'
]
