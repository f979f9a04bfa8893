import type { App } from '../../platform/http/app.ts'
import { fileAt } from './files.ts'

/** The settings by which people sign in at the page; without a client they paste a token. */
export interface SignIn {
  OIDC_ISSUER?: string
  OIDC_AUDIENCE?: string
  OIDC_PAGE_CLIENT_ID?: string
  OIDC_PAGE_SCOPES: string
}

/** The page may speak to the service, and to the issuer where people sign in there. */
function policyOf({ OIDC_ISSUER: issuer, OIDC_PAGE_CLIENT_ID: client }: SignIn): string {
  const connects = issuer && client ? `'self' ${new URL(issuer).origin}` : "'self'"
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src blob:',
    `connect-src ${connects}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')
}

/** What the page needs to send people to the issuer; `null` where they paste a token. */
function signInOf(settings: SignIn) {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_PAGE_CLIENT_ID: clientId } = settings
  return clientId === undefined ? null : { issuer, audience, clientId, scopes: settings.OIDC_PAGE_SCOPES }
}

/** The page for people who would rather look than read: plain files, which use the public API only. */
export function page(app: App, settings: SignIn): void {
  const policy = policyOf(settings)
  const signIn = JSON.stringify(signInOf(settings))
  const route = { config: { permission: 'public', scope: 'open' }, schema: { hide: true } } as const
  app.get('/overview', route, (_request, reply) => reply.redirect('/overview/', 301))
  app.get('/overview/sign-in.json', route, (_request, reply) =>
    reply.type('application/json').header('cache-control', 'no-cache').send(signIn)
  )
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
