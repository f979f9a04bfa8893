import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import { v7 as uuid } from 'uuid'
import { isOfSystem } from '../access/permissions.ts'
import { secretInFile } from '../audit/key.ts'
import type { Actor } from './actor.ts'
import type { Issuer } from './issuer.ts'

const NAME = 'urn:social-assistance-supervision:local'
const AUDIENCE = 'social-assistance-supervision'

/**
 * Over twenty years: trials set their clocks forward, and people who have the key can sign any token anyway.
 */
export const LONGEST_HOURS = 200_000

/** The issuer for trials. Its private key is in the data folder, where the first use makes it. */
export async function localIssuer(dataDir: string): Promise<Issuer> {
  const { x, y, kty, crv } = keyIn(dataDir)
  const key = await importJWK({ x, y, kty, crv } as JsonWebKey, 'ES256')
  return { issuer: NAME, audience: AUDIENCE, key: async () => key, longestHours: LONGEST_HOURS }
}

/**
 * A signed access token (RFC 9068) of the local issuer. Works whether or not the service is running. One with
 * roles of systems is like a token of client credentials.
 */
export async function issueToken(dataDir: string, actor: Actor, ttlSeconds: number): Promise<string> {
  const key = await importJWK(keyIn(dataDir), 'ES256')
  const now = Math.floor(Date.now() / 1000)
  const caller = isOfSystem(actor) ? { client_id: actor.sub } : { name: actor.name }
  return new SignJWT({ ...caller, unit: actor.unitCode, roles: [...actor.roles] })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(NAME)
    .setAudience(AUDIENCE)
    .setSubject(actor.sub)
    .setJti(uuid())
    .setIssuedAt(now)
    .setExpirationTime(now + ttlSeconds)
    .sign(key)
}

function keyIn(dataDir: string): JsonWebKey & { kty: string } {
  const make = () =>
    JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }))
  return JSON.parse(secretInFile(dataDir, 'local-issuer.json', make))
}
