import { errors } from 'jose'
import type { Sentence } from '../errors/refusal.ts'

/** The reasons for which a token is refused, in words for callers; the library's own are for programmers. */
export const reasons = {
  malformed: { zh: '不是有效的 JWT', en: 'it is not a valid JWT' },
  signature: {
    zh: '签名与颁发方公布的密钥不符',
    en: 'its signature does not match the keys that the issuer publishes'
  },
  algorithm: { zh: '签名算法不被接受', en: 'its signature algorithm is not accepted' },
  key: { zh: '颁发方没有公布签名所用的密钥', en: 'the issuer does not publish the key that signed it' },
  issuer: { zh: '颁发方（iss）不是本服务所信任的', en: 'this service does not trust its issuer (iss)' },
  audience: { zh: '令牌不是签发给本服务的（aud）', en: 'it was not issued for this service (aud)' },
  'not-yet': { zh: '令牌尚未生效（nbf）', en: 'it is not valid yet (nbf)' },
  claims: { zh: '缺少所需的声明，或其内容无效', en: 'a required claim is missing or has an invalid value' },
  reserved: { zh: 'sub 为系统保留', en: 'its sub is reserved for the system' }
} satisfies Record<string, Sentence>

const byError: Record<string, Sentence> = {
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: reasons.signature,
  ERR_JOSE_ALG_NOT_ALLOWED: reasons.algorithm,
  ERR_JOSE_NOT_SUPPORTED: reasons.algorithm,
  ERR_JWKS_NO_MATCHING_KEY: reasons.key,
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: reasons.key
}

const byClaim: Record<string, Sentence> = {
  iss: reasons.issuer,
  aud: reasons.audience,
  nbf: reasons['not-yet']
}

/** The reason for an error of the library that verifies tokens. */
export function reasonOf(error: unknown): Sentence {
  if (error instanceof errors.JWTClaimValidationFailed) return byClaim[error.claim] ?? reasons.claims
  const code = error instanceof errors.JOSEError ? error.code : ''
  return byError[code] ?? reasons.malformed
}

/** The reason for a token whose header says that it is no access token. */
export function wrongType(found: string | undefined, allowed: readonly string[]): Sentence {
  return {
    zh: `类型（typ）${found === undefined ? '缺失或无法识别' : `为 ${found}`}，应为 ${allowed.join(' 或 ')}`,
    en: `its typ is ${found ?? 'missing or unknown'}; expected ${allowed.join(' or ')}`
  }
}

export function tooLong(longestHours: number): Sentence {
  return {
    zh: `有效时长（exp）超过${longestHours}小时，即 TOKEN_MAX_HOURS 规定的上限`,
    en: `its exp gives it a lifetime of more than ${longestHours} hours (TOKEN_MAX_HOURS)`
  }
}

/** The reason for missing claims, with the names that the settings give them. */
export function claimsMissing(unitClaim: string, rolesClaim: string): Sentence {
  return {
    zh: `声明 sub、name、${unitClaim} 和 ${rolesClaim} 中有缺失或无效的`,
    en: `one of its claims sub, name, ${unitClaim} and ${rolesClaim} is missing or not valid`
  }
}
