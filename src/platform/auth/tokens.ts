import { hash } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify } from 'jose'
import { type Role, roles } from '../permissions.ts'
import { Refusal } from '../refusal.ts'
import { refuse } from '../wordings.ts'
import { type Actor, OPERATOR } from './actor.ts'
import { algorithms, type Issuer } from './issuer.ts'

/** Verified tokens that are remembered at once; the oldest go first. */
const MOST_REMEMBERED = 10_000

interface Remembered {
  actor: Actor
  expiresAt: number
}

/** Turns bearer tokens into actors. A verified token is remembered, by its hash, until it expires. */
export class Tokens {
  readonly #issuer: Issuer
  readonly #clock: () => Date
  readonly #known = new Map<string, Remembered>()

  constructor(issuer: Issuer, clock: () => Date) {
    this.#issuer = issuer
    this.#clock = clock
  }

  /** The actor at once, when this very token was verified before and still holds. */
  recall(token: string): Actor | undefined {
    const known = this.#known.get(hash('sha256', token, 'base64'))
    if (known === undefined) return undefined
    if (known.expiresAt <= this.#clock().getTime()) throw refuse('token-expired')
    return known.actor
  }

  /** @throws token-invalid, token-expired, issuer-unavailable */
  async verify(token: string): Promise<Actor> {
    const payload = await this.#payload(token)
    const actor = actorOf(payload)
    this.#remember(token, { actor, expiresAt: (payload.exp as number) * 1000 })
    return actor
  }

  async #payload(token: string): Promise<JWTPayload> {
    const { issuer, audience, key } = this.#issuer
    try {
      const verified = await jwtVerify(token, key, {
        issuer,
        audience,
        algorithms,
        typ: 'at+jwt',
        requiredClaims: ['exp', 'sub'],
        currentDate: this.#clock()
      })
      return verified.payload
    } catch (error) {
      if (error instanceof Refusal) throw error
      if (error instanceof errors.JWTExpired) throw refuse('token-expired')
      const reason = error instanceof errors.JOSEError ? error.code : 'malformed'
      throw refuse('token-invalid', { values: { reason } })
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

/** The claims as an actor. Unknown roles are left out: they belong to other systems. */
function actorOf({ sub, name, unit, roles: claimed }: JWTPayload): Actor {
  const fits =
    typeof sub === 'string' &&
    sub !== '' &&
    sub.length <= 255 &&
    (name === undefined || (typeof name === 'string' && name.length <= 255)) &&
    typeof unit === 'string' &&
    (unit === OPERATOR || /^[0-9A-Za-z]{2,20}$/.test(unit)) &&
    Array.isArray(claimed)
  if (!fits || [sub, name].some((text) => text !== undefined && !isStorable(text as string))) {
    throw refuse('token-invalid', { values: { reason: 'claims sub, name, unit and roles' } })
  }
  const known = claimed.filter((role): role is Role => Object.hasOwn(roles, role))
  return Object.freeze({ sub, name: (name as string | undefined) ?? sub, unitCode: unit, roles: known })
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
