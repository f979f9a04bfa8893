import * as oauth from './oauth4webapi.js'

// Signing in at the issuer of the organisation: the code flow with PKCE. Nothing but the state of a sign-in in
// progress is stored, and only until the issuer sends the person back.

const address = new URL('./', window.location.href).href.split('#', 1)[0]
const KEY = 'sign-in'

/** How people sign in here, or null where they paste a token. Browsers have what PKCE needs over HTTPS only. */
export async function signInHere() {
  const found = await (await fetch('sign-in.json')).json()
  return window.isSecureContext ? found : null
}

/** Sends the person to the issuer. */
export async function leaveForIssuer(settings) {
  const server = await discovered(settings)
  const [verifier, state] = [oauth.generateRandomCodeVerifier(), oauth.generateRandomState()]
  sessionStorage.setItem(KEY, JSON.stringify({ verifier, state }))
  const target = new URL(server.authorization_endpoint)
  const query = {
    client_id: settings.clientId,
    redirect_uri: address,
    response_type: 'code',
    // Behind the number sign: the code reaches no server and no log.
    response_mode: 'fragment',
    scope: settings.scopes,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...resourceOf(settings)
  }
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value)
  window.location.assign(target)
}

/** The token of a person whom the issuer sent back, or undefined where nobody was. */
export async function tokenFromIssuer(settings) {
  const answered = new URLSearchParams(window.location.hash.slice(1))
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  if (kept === null || !answered.has('state')) return undefined
  window.history.replaceState(null, '', address)
  const { verifier, state } = JSON.parse(kept)
  const server = await discovered(settings)
  const client = { client_id: settings.clientId }
  const given = oauth.validateAuthResponse(server, client, answered, state)
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    given,
    address,
    verifier,
    { ...plainAllowed(settings), additionalParameters: resourceOf(settings) }
  )
  return (await oauth.processAuthorizationCodeResponse(server, client, answer)).access_token
}

async function discovered(settings) {
  const issuer = new URL(settings.issuer)
  const options = { algorithm: 'oidc', ...plainAllowed(settings) }
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
}

/** An issuer of a trial has no HTTPS; the operator has named it as such. */
const plainAllowed = ({ issuer }) => ({ [oauth.allowInsecureRequests]: issuer.startsWith('http:') })

/** Issuers that know RFC 8707 make tokens for the audience that is asked for. It has to be an address. */
const resourceOf = ({ audience }) => (URL.canParse(audience) ? { resource: audience } : {})
