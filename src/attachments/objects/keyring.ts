import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** The key of an object, encrypted under an attachment key. */
export interface Wrapped {
  /** An identifier of the attachment key that does not reveal it. */
  keyId: string
  /** Nonce (12 bytes), ciphertext, tag (16 bytes). */
  wrapped: Buffer
}

/**
 * The keys of attachments. Each object has a random key of its own, which is stored wrapped by the attachment
 * key; a rotation wraps the keys again and leaves the objects as they are. Deleting the row of an object
 * makes its content unreadable, in the store and in copies of the store.
 */
export interface Keyring {
  /** The attachment key that wraps new keys. */
  keyId: string
  /** The identifiers of all attachment keys that can unwrap. */
  keyIds: readonly string[]
  wrap(objectId: string, key: Buffer): Wrapped
  /**
   * The key of an object; undefined if its attachment key is not configured.
   *
   * @throws Error if the stored bytes are not the bytes that were wrapped
   */
  unwrap(objectId: string, wrapped: Wrapped): Buffer | undefined
}

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** The first secret wraps new keys; the other, earlier secrets only unwrap. */
export function createKeyring(secrets: readonly string[]): Keyring {
  const keys = secrets.map((secret) => createHash('sha256').update(`attachment:${secret}`).digest())
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [current] = keys
  if (current === undefined) throw new Error('no key for attachments')
  return {
    keyId: idOf(current),
    keyIds: [...byId.keys()],
    wrap(objectId, key) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(ALGORITHM, current, nonce).setAAD(boundTo(objectId))
      const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
      return { keyId: idOf(current), wrapped }
    },
    unwrap(objectId, { keyId, wrapped }) {
      const key = byId.get(keyId)
      if (key === undefined) return undefined
      const decipher = createDecipheriv(ALGORITHM, key, wrapped.subarray(0, NONCE))
      decipher.setAAD(boundTo(objectId)).setAuthTag(wrapped.subarray(-TAG))
      return Buffer.concat([decipher.update(wrapped.subarray(NONCE, -TAG)), decipher.final()])
    }
  }
}

function boundTo(objectId: string): Buffer {
  return Buffer.from(`object ${objectId}`)
}

function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
