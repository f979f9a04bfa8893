import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Identity, Sealed } from '../../src/cases/identity/vault.ts'

/** An identity as it was sealed before there were keys of cases: by the identity key itself. */
export function sealedByItself(secret: string, caseId: string, identity: Identity): Sealed {
  const key = createHash('sha256').update(`identity:${secret}`).digest()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(caseId))
  const content = [nonce, cipher.update(JSON.stringify(identity), 'utf8'), cipher.final()]
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 16)
  return { keyId, wrapped: null, content: Buffer.concat([...content, cipher.getAuthTag()]) }
}
