import scalar from '@scalar/fastify-api-reference'
import type { App } from '../http/app.ts'

/** The documentation page. Everything it needs comes from this service: the intranet has no Internet. */
export async function docs(app: App): Promise<void> {
  await app.register(async (page) => {
    page.addHook('onRoute', (route) => {
      route.config = { permission: 'public', scope: 'open', ...route.config }
      route.schema = { ...route.schema, hide: true }
    })
    page.addHook('onSend', async (_request, reply) => {
      reply.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; " +
          "style-src 'self' 'unsafe-inline'; " +
          "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:"
      )
    })
    await page.register(scalar, {
      routePrefix: '/docs',
      configuration: {
        url: '/openapi.json',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        pageTitle: '社会救助监管服务'
      }
    })
  })
}
