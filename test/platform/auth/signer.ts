import { generateKeyPairSync } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { SignJWT } from 'jose'
import type { Test } from 'tap'
import { testDatabase } from '../../support/database.ts'
import { serviceOn } from '../service-on.ts'

export const issuer = 'https://login.example'
export const audience = 'supervision'
export const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
/** When the clock of the service stands still, in seconds. */
export const now = Date.parse('2026-03-02T01:00:00Z') / 1000

export const good: JWTPayload = {
  iss: issuer,
  aud: audience,
  sub: 'wang',
  name: '王科员',
  unit: '2201',
  roles: ['viewer'],
  iat: now,
  exp: now + 600
}

/** Claims of any type; one that is undefined is left out of the token. */
export type Claims = Record<string, unknown>

export interface Forgery {
  claims?: Claims
  header?: Record<string, unknown>
  key?: Parameters<SignJWT['sign']>[0]
}

/** A token that is good but for what the test changes. */
export function token({ claims = {}, header = {}, key = keys.privateKey }: Forgery = {}): Promise<string> {
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: '1', ...header })
    .sign(key, { crit: { x: false } })
}

/** What a token that proves nothing is answered. */
export const invalid = {
  status: 401,
  body: { code: 'token-invalid' },
  headers: { 'www-authenticate': /^Bearer/ }
}

/** The service that takes tokens of the issuer above. */
export async function trusting(t: Test, env: Record<string, string> = {}) {
  const { url } = await testDatabase(t)
  const { app, clock } = await serviceOn(t, url, {
    issuer: { issuer, audience, key: async () => keys.publicKey, longestHours: 24 },
    env
  })
  const me = async (bearer: string | undefined, path = '/v1/me') => {
    const headers = bearer === undefined ? {} : { authorization: bearer }
    const { statusCode, json, headers: found } = await app.inject({ url: path, headers })
    return { status: statusCode, body: json(), headers: found }
  }
  const ask = async (forgery: Forgery) => me(`Bearer ${await token(forgery)}`)
  return { url, clock, me, ask }
}
