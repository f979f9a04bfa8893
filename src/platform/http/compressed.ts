import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gunzipSync, gzip } from 'node:zlib'
import accepts from 'accepts'
import type { FastifyReply } from 'fastify'
import { isKnown } from './versions.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

/**
 * A body that never changes while the process runs, compressed once. It is rarely needed uncompressed, so
 * that form is not kept. Only for bodies without secrets: the length of a compressed answer tells about its
 * content.
 */
export interface Asset {
  type: string
  /** The ETag without its quotation marks. */
  digest: string
  gzip: Buffer
  br: Buffer
}

/** Quality 5 makes of 5 MB about 1.3 MB in a fifth of a second; the highest one takes ten seconds. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

export async function compressed(bytes: Buffer, type: string): Promise<Asset> {
  const [small, smaller] = await Promise.all([
    promisify(gzip)(bytes),
    promisify(brotliCompress)(bytes, quality)
  ])
  return { type, digest: hash('sha256', bytes, 'base64url').slice(0, 22), gzip: small, br: smaller }
}

/** The same promise each time, until one fails. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

/** Answers with the body in a form that the caller takes; with 304 where the caller has that form already. */
export function sendAsset(asset: Asset, cacheControl: string, reply: FastifyReply): FastifyReply {
  const { request } = reply
  const encoding = accepts(request.raw).encoding(['br', 'gzip', 'identity'])
  const form = encoding === 'br' || encoding === 'gzip' ? encoding : undefined
  // Each form has its own ETag: they differ byte by byte.
  const etag = form === undefined ? `"${asset.digest}"` : `"${asset.digest}-${form}"`
  reply.headers({ 'cache-control': cacheControl, etag, vary: 'accept-encoding' })
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  reply.type(asset.type).serializer((payload: unknown) => payload as string)
  if (form === undefined) return reply.send(gunzipSync(asset.gzip))
  return reply.header('content-encoding', form).send(asset[form])
}
