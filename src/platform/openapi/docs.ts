import fastify from 'fastify'
import { refuse } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'
import { type Asset, compressed, once, sendAsset } from '../http/compressed.ts'

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

const paths = { '/docs/': 'no-cache', '/docs/js/scalar.js': 'public, max-age=3600' } as const

/**
 * The documentation page. Everything in it comes from this service, because the intranet has no Internet. It
 * has 5 MB of scripts, which every process would hold twice, so it is loaded when first requested.
 */
export function docs(app: App): void {
  const assets = once(load)
  const route = { config: { permission: 'public', scope: 'open' }, schema: { hide: true } } as const
  app.get('/docs', route, (_request, reply) => reply.redirect('/docs/', 301))
  app.get('/docs/*', route, async (request, reply) => {
    const path = request.url.split('?', 1)[0] as keyof typeof paths
    if (!Object.hasOwn(paths, path)) throw refuse('not-found')
    const found = (await assets()).get(path) as Asset
    return sendAsset(found, paths[path], reply.header('content-security-policy', policy))
  })
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
