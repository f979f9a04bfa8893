import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Reporter } from '../schema.ts'

/** Who spoke up, alone or for others. */
export interface Identity extends Partial<Reporter> {
  representatives?: Reporter[]
}

export interface Sealed {
  /** Names the key without telling it. */
  keyId: string
  /** Nonce (12 bytes), ciphertext, tag (16 bytes). */
  content: Buffer
}

/** Seals identities with AES-256-GCM, each bound to its case: moved to another one it cannot be opened. */
export interface Vault {
  /** The key under which identities are sealed now. */
  keyId: string
  /** Names of all keys with which it opens. */
  keyIds: readonly string[]
  seal(caseId: string, identity: Identity): Sealed
  /** The identity; nothing where its key is not configured. */
  open(caseId: string, sealed: Sealed): Identity | undefined
}

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** The first secret seals; the others, earlier ones, open only. */
export function createVault(secrets: readonly string[]): Vault {
  const keys = secrets.map((secret) => createHash('sha256').update(`identity:${secret}`).digest())
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [current] = keys
  if (current === undefined) throw new Error('no key for identities')
  return {
    keyId: idOf(current),
    keyIds: [...byId.keys()],
    seal(caseId, identity) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(ALGORITHM, current, nonce).setAAD(Buffer.from(caseId))
      const content = [nonce, cipher.update(JSON.stringify(identity), 'utf8'), cipher.final()]
      return { keyId: idOf(current), content: Buffer.concat([...content, cipher.getAuthTag()]) }
    },
    open(caseId, { keyId, content }) {
      const key = byId.get(keyId)
      if (key === undefined) return undefined
      const decipher = createDecipheriv(ALGORITHM, key, content.subarray(0, NONCE))
      decipher.setAAD(Buffer.from(caseId)).setAuthTag(content.subarray(-TAG))
      const text = Buffer.concat([decipher.update(content.subarray(NONCE, -TAG)), decipher.final()])
      return JSON.parse(text.toString('utf8'))
    }
  }
}

function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
