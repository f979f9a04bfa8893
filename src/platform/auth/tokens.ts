import { hash, randomBytes } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Config } from '../../config.ts'
import { Refusal } from '../errors/refusal.ts'
import { refuse } from '../errors/wordings.ts'
import type { Actor } from './actor.ts'
import { actorOf } from './claims.ts'
import { algorithms, type Issuer } from './issuer.ts'
import { reasonOf, tooLong, wrongType } from './token-reasons.ts'

/** How many verified tokens are remembered; the oldest are forgotten first. */
const MOST_REMEMBERED = 10_000

interface Remembered {
  actor: Actor
  expiresAt: number
}

/** Requirements for a token in addition to its signature. */
export type TokenRules = Pick<
  Config,
  'TOKEN_MAX_HOURS' | 'OIDC_TOKEN_TYPES' | 'OIDC_UNIT_CLAIM' | 'OIDC_ROLES_CLAIM'
>

/** Turns bearer tokens into actors. A verified token is remembered, by its hash, until it expires. */
export class Tokens {
  readonly #issuer: Issuer
  readonly #clock: () => Date
  readonly #rules: TokenRules
  readonly #known = new Map<string, Remembered>()

  constructor(issuer: Issuer, clock: () => Date, rules: TokenRules) {
    this.#issuer = issuer
    this.#clock = clock
    this.#rules = rules
  }

  /** The actor, where this token was verified before and is still valid. */
  recall(token: string): Actor | undefined {
    const known = this.#known.get(hash('sha256', token, 'base64'))
    if (known === undefined) return undefined
    if (known.expiresAt <= this.#clock().getTime()) throw refuse('token-expired')
    return known.actor
  }

  /** @throws token-invalid, token-expired, issuer-unavailable */
  async verify(token: string): Promise<Actor> {
    const payload = await this.#payload(token)
    mustEndInTime(payload, this.#clock(), this.#rules.TOKEN_MAX_HOURS ?? this.#issuer.longestHours)
    const actor = actorOf(payload, this.#rules)
    this.#remember(token, { actor, expiresAt: (payload.exp as number) * 1000 })
    return actor
  }

  /**
   * A token for requests that the service sends to itself; only this process knows it, until it is revoked.
   */
  lend(actor: Actor): { token: string; takeBack: () => void } {
    const token = randomBytes(32).toString('base64url')
    this.#remember(token, { actor, expiresAt: Number.POSITIVE_INFINITY })
    return { token, takeBack: () => this.#known.delete(hash('sha256', token, 'base64')) }
  }

  async #payload(token: string): Promise<JWTPayload> {
    const { issuer, audience, key } = this.#issuer
    try {
      const verified = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms,
        requiredClaims: ['exp', 'sub'],
        currentDate: this.#clock()
      })
      mustHaveType(verified.protectedHeader.typ, this.#rules)
      return verified.payload
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (error instanceof errors.JWTExpired) throw refuse('token-expired')
      throw refuse('token-invalid', { values: { reason: reasonOf(error) } })
    }
  }

  #remember(token: string, remembered: Remembered): void {
    if (this.#known.size >= MOST_REMEMBERED) {
      const oldest = this.#known.keys().next().value as string
      this.#known.delete(oldest)
    }
    this.#known.set(hash('sha256', token, 'base64'), remembered)
  }
}

/** Refuses a token that is not for access, such as a proof of login: its header says so (RFC 9068). */
function mustHaveType(typ: string | undefined, { OIDC_TOKEN_TYPES }: TokenRules): void {
  const plain = (type: string) =>
    type
      .trim()
      .toLowerCase()
      .replace(/^application\//, '')
  const allowed = OIDC_TOKEN_TYPES.split(',').map(plain)
  if (typeof typ === 'string' && allowed.includes(plain(typ))) return
  const found = typeof typ === 'string' && /^[\w+./-]{1,40}$/.test(typ) ? typ : undefined
  throw refuse('token-invalid', { values: { reason: wrongType(found, allowed) } })
}

/** Refuses a token that is valid for longer than so many hours, counted from its issue. */
function mustEndInTime({ exp, iat }: JWTPayload, now: Date, longestHours: number): void {
  const since = Math.min(typeof iat === 'number' ? iat : Number.POSITIVE_INFINITY, now.getTime() / 1000)
  if ((exp as number) - since <= longestHours * 3600) return
  throw refuse('token-invalid', { values: { reason: tooLong(longestHours) } })
}
