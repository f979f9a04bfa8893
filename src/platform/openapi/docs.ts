import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
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
  pageTitle: '社会救助监管服务'
} as const

/**
 * The documentation page. Everything it needs comes from this service: the intranet has no Internet. It
 * brings 5 MB of script, which every process would hold twice: so it is loaded when first asked for.
 */
export function docs(app: App): void {
  let page: ReturnType<typeof load> | undefined
  const route = { config: { permission: 'public', scope: 'open' }, schema: { hide: true } } as const
  const answer = async ({ url, headers }: FastifyRequest, reply: FastifyReply) => {
    page ??= load()
    const found = await (await page).inject({ url, headers: { accept: headers.accept } })
    for (const name of ['content-type', 'location', 'etag', 'cache-control']) {
      if (found.headers[name] !== undefined) reply.header(name, found.headers[name])
    }
    return reply.code(found.statusCode).header('content-security-policy', policy).send(found.rawPayload)
  }
  app.get('/docs', route, answer)
  app.get('/docs/*', route, answer)
}

async function load() {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const page = fastify()
  await page.register(scalar, { routePrefix: '/docs', configuration })
  await page.ready()
  return page
}
