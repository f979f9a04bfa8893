import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Reporter } from '../intake/schema.ts'

/** The identity of a reporter, with the representatives of a joint visit. */
export interface Identity extends Partial<Reporter> {
  representatives?: Reporter[] | undefined
}

export interface Sealed {
  /** An identifier of the identity key that does not reveal it. */
  keyId: string
  /**
   * The key of this case, encrypted under the identity key. Null: the identity key sealed the content
   * directly.
   */
  wrapped: Buffer | null
  /** Nonce (12 bytes), ciphertext, tag (16 bytes). */
  content: Buffer
}

/**
 * Seals identities with AES-256-GCM. Each case has a random key of its own, which is stored wrapped by the
 * identity key. Deleting that one row makes the identity unreadable in the database and, once the identity
 * key was changed and the old one destroyed, in every older backup. Key and content are bound to their case:
 * they do not open in another one.
 */
export interface Vault {
  /** The identity key that wraps new case keys. */
  keyId: string
  /** The identifiers of all identity keys that can open. */
  keyIds: readonly string[]
  seal(caseId: string, identity: Identity): Sealed
  /**
   * The identity; undefined if its identity key is not configured.
   *
   * @throws SealBroken if the stored bytes are not the bytes that were sealed
   */
  open(caseId: string, sealed: Sealed): Identity | undefined
  /**
   * The same identity under the present identity key; undefined if its key is not configured. Only the key of
   * the case is wrapped again; content stored before cases had keys is sealed again as a whole.
   *
   * @throws SealBroken
   */
  rewrap(caseId: string, sealed: Sealed): Sealed | undefined
}

/** The stored bytes of an identity fail authentication: somebody changed them in the database. */
export class SealBroken extends Error {
  override name = 'SealBroken'
  constructor(caseId: string) {
    super(`the sealed identity of case ${caseId} fails authentication: it was changed in the database`)
  }
}

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16
const KEY = 32

/** The first secret wraps new keys; the other, earlier secrets only open. */
export function createVault(secrets: readonly string[]): Vault {
  const keys = secrets.map((secret) => createHash('sha256').update(`identity:${secret}`).digest())
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [current] = keys
  if (current === undefined) throw new Error('no key for identities')
  const wrap = (caseId: string, caseKey: Buffer) => encrypt(current, `key ${caseId}`, caseKey)
  const seal = (caseId: string, identity: Identity): Sealed => {
    const caseKey = randomBytes(KEY)
    const content = encrypt(caseKey, caseId, Buffer.from(JSON.stringify(identity)))
    return { keyId: idOf(current), wrapped: wrap(caseId, caseKey), content }
  }
  const open = (caseId: string, { keyId, wrapped, content }: Sealed): Identity | undefined => {
    const key = byId.get(keyId)
    if (key === undefined) return undefined
    const contentKey = wrapped === null ? key : decrypt(key, caseId, `key ${caseId}`, wrapped)
    return JSON.parse(decrypt(contentKey, caseId, caseId, content).toString('utf8'))
  }
  return {
    keyId: idOf(current),
    keyIds: [...byId.keys()],
    seal,
    open,
    rewrap(caseId, sealed) {
      const { keyId, wrapped, content } = sealed
      const identity = open(caseId, sealed)
      const key = byId.get(keyId)
      if (identity === undefined || key === undefined) return undefined
      if (wrapped === null) return seal(caseId, identity)
      const caseKey = decrypt(key, caseId, `key ${caseId}`, wrapped)
      return { keyId: idOf(current), wrapped: wrap(caseId, caseKey), content }
    }
  }
}

function encrypt(key: Buffer, boundTo: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(boundTo))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, caseId: string, boundTo: string, sealed: Buffer): Buffer {
  if (sealed.length < NONCE + TAG || key.length !== KEY) throw new SealBroken(caseId)
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
  } catch {
    throw new SealBroken(caseId)
  }
}

function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
