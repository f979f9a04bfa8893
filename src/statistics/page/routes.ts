import type { App } from '../../platform/http/app.ts'
import { fileAt } from './files.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** The page for people who would rather look than read: plain files, which use the public API only. */
export function page(app: App): void {
  const route = { config: { permission: 'public', scope: 'open' }, schema: { hide: true } } as const
  app.get('/overview', route, (_request, reply) => reply.redirect('/overview/', 301))
  app.get('/overview/*', route, async (request, reply) => {
    const { type, bytes } = await fileAt(request.url)
    return reply
      .type(type)
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .send(bytes)
  })
}
