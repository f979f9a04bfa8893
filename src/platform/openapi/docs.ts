import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gunzipSync, gzip } from 'node:zlib'
import accepts from 'accepts'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { refuse } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'

const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:"
].join('; ')

const configuration = {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  // These settings would send the API description to an outside server.
  agent: { disabled: true },
  mcp: { disabled: true },
  localization: { locale: 'zh-CN' },
  pageTitle: '社会救助监管服务'
} as const

/** A file of the page, compressed once. It is rarely needed uncompressed, so that form is not kept. */
interface Asset {
  type: string
  etag: string
  gzip: Buffer
  br: Buffer
}

const paths = { '/docs/': 'no-cache', '/docs/js/scalar.js': 'public, max-age=3600' } as const

/**
 * The documentation page. Everything in it comes from this service, because the intranet has no Internet. It
 * has 5 MB of scripts, which every process would hold twice, so it is loaded when first requested.
 */
export function docs(app: App): void {
  let assets: ReturnType<typeof load> | undefined
  const forgetting = (error: unknown) => {
    assets = undefined
    throw error
  }
  const route = { config: { permission: 'public', scope: 'open' }, schema: { hide: true } } as const
  app.get('/docs', route, (_request, reply) => reply.redirect('/docs/', 301))
  app.get('/docs/*', route, async (request, reply) => {
    const path = request.url.split('?', 1)[0] as keyof typeof paths
    if (!Object.hasOwn(paths, path)) throw refuse('not-found')
    assets ??= load()
    const found = (await assets.catch(forgetting)).get(path) as Asset
    return answer(found, paths[path], request, reply)
  })
}

function answer(asset: Asset, cacheControl: string, request: FastifyRequest, reply: FastifyReply) {
  reply
    .header('cache-control', cacheControl)
    .header('content-security-policy', policy)
    .header('etag', asset.etag)
    .header('vary', 'accept-encoding')
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(asset.etag) || known?.includes('*')) return reply.code(304).send()
  const encoding = accepts(request.raw).encoding(['br', 'gzip', 'identity'])
  reply.type(asset.type)
  if (encoding === 'br' || encoding === 'gzip') {
    return reply.header('content-encoding', encoding).send(asset[encoding])
  }
  return reply.send(gunzipSync(asset.gzip))
}

async function load(): Promise<Map<string, Asset>> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const page = fastify()
  await page.register(scalar, { routePrefix: '/docs', configuration })
  await page.ready()
  const assets = new Map<string, Asset>()
  for (const url of Object.keys(paths)) {
    const { rawPayload, headers } = await page.inject({ url, headers: { accept: '*/*' } })
    assets.set(url, await compressed(rawPayload, String(headers['content-type'])))
  }
  await page.close()
  return assets
}

/** Quality 5 makes of 5 MB about 1.3 MB in a fifth of a second; the highest one takes ten seconds. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

async function compressed(bytes: Buffer, type: string): Promise<Asset> {
  const [small, smaller] = await Promise.all([
    promisify(gzip)(bytes),
    promisify(brotliCompress)(bytes, quality)
  ])
  return { type, etag: `"${hash('sha256', bytes, 'base64url').slice(0, 22)}"`, gzip: small, br: smaller }
}
