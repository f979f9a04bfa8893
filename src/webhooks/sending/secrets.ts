import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Sealed secrets of a webhook, as its row has them. */
export interface Sealed {
  /** An identifier of the key that does not reveal it. */
  keyId: string
  /** Nonce (12 bytes), ciphertext, tag (16 bytes). */
  sealed: Buffer
}

/** Seals secrets of webhooks with AES-256-GCM, bound to their webhook. */
export interface Secrets {
  /** The key that seals. */
  keyId: string
  /** `secrets`: the present one, and the one before it. */
  seal(webhookId: string, secrets: readonly string[]): Sealed
  /** The secrets; undefined where their key is not configured, or the stored bytes were changed. */
  open(webhookId: string, sealed: Sealed): string[] | undefined
}

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** A new secret in the form of Standard Webhooks. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** The first key seals; the other, earlier ones only open. */
export function createSecrets(texts: readonly string[]): Secrets {
  const keys = texts.map((text) => createHash('sha256').update(`webhook:${text}`).digest())
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [current] = keys
  if (current === undefined) throw new Error('no key for secrets of webhooks')
  return {
    keyId: idOf(current),
    seal(webhookId, secrets) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv(ALGORITHM, current, nonce).setAAD(boundTo(webhookId))
      const text = Buffer.concat([cipher.update(JSON.stringify(secrets)), cipher.final()])
      return { keyId: idOf(current), sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]) }
    },
    open(webhookId, { keyId, sealed }) {
      const key = byId.get(keyId)
      if (key === undefined || sealed.length < NONCE + TAG) return undefined
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE))
      decipher.setAAD(boundTo(webhookId)).setAuthTag(sealed.subarray(-TAG))
      try {
        const text = Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
        return JSON.parse(text.toString('utf8'))
      } catch {
        return undefined
      }
    }
  }
}

function boundTo(webhookId: string): Buffer {
  return Buffer.from(`webhook ${webhookId}`)
}

function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
