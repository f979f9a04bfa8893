import { readFile } from 'node:fs/promises'
import { refuse } from '../../platform/errors/wordings.ts'
import type { App } from '../../platform/http/app.ts'

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

const script = 'text/javascript; charset=utf-8'

/** The files of the page by their address, each with its type. */
const files: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '': ['index.html', 'text/html; charset=utf-8'],
  'overview.css': ['overview.css', 'text/css; charset=utf-8'],
  'overview.js': ['overview.js', script],
  'api.js': ['api.js', script],
  'elements.js': ['elements.js', script],
  'tree.js': ['tree.js', script],
  'words.js': ['words.js', script]
}

/** The page for people who would rather look than read: plain files, which use the public API only. */
export function page(app: App): void {
  const route = { config: { permission: 'public', scope: 'open' }, schema: { hide: true } } as const
  app.get('/overview', route, (_request, reply) => reply.redirect('/overview/', 301))
  app.get('/overview/*', route, async (request, reply) => {
    const path = request.url.split('?', 1)[0]?.slice('/overview/'.length) ?? ''
    const found = Object.hasOwn(files, path) ? files[path] : undefined
    if (found === undefined) throw refuse('not-found')
    const [name, type] = found
    return reply
      .type(type)
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .send(await readFile(new URL(`./overview/${name}`, import.meta.url)))
  })
}
