import type { JWTVerifyGetKey } from 'jose'

/** Where tokens come from: its name, its audience, its keys. */
export interface Issuer {
  issuer: string
  audience: string
  /** Gives the key that a token names. May fetch; throws `issuer-unavailable` when it cannot. */
  key: JWTVerifyGetKey
  /** Longest lifetime of its tokens in hours, where `TOKEN_MAX_HOURS` is not set. */
  longestHours: number
}

/** Signature algorithms that count. `none` and shared secrets never do. */
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
