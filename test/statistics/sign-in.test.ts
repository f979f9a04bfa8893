import { createServer } from 'node:net'
import t from 'tap'
import { oidcIssuer } from '../../src/platform/auth/oidc-issuer.ts'
import { audience, login, pageClient } from '../platform/auth/login.ts'
import { serviceOn } from '../platform/service-on.ts'
import { chromium, openPage } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'

t.test('people sign in at the issuer of the organisation', async (t) => {
  const path = chromium()
  if (path === undefined) {
    console.log('No Chromium on this machine, and none can be fetched: not tried')
    return
  }
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const { issuer } = await login(t, undefined, `${address}/overview/`)
  const { url } = await testDatabase(t)
  const env = { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_PAGE_CLIENT_ID: pageClient }
  const { app, clock } = await serviceOn(t, url, { issuer: oidcIssuer(issuer, audience), env })
  clock.now = new Date()
  await app.listen({ port, host: '127.0.0.1' })
  const page = await openPage(t, path)
  await page.open(`${address}/overview/`)
  const can = (expression: string) => page.run<boolean>(`Boolean(${expression})`)
  await until(() => can("document.querySelector('#issuer:not([hidden])')"), 'the button is there')
  await page.run("document.getElementById('issuer').click()")
  await until(
    () => can("document.getElementById('main')?.dataset.ready === '2201'"),
    'the figures of their unit are there'
  )
  t.same(page.errors, [])
  t.equal(await page.run('window.location.href'), `${address}/overview/`, 'nothing is left in the address')
  t.same(await page.run('[sessionStorage.length, localStorage.length]'), [0, 0])
  const asked = page.requested.find((one) => one.startsWith(`${issuer}/auth`)) ?? ''
  t.match(new URL(asked).searchParams.get('code_challenge'), /^[\w-]{43}$/)
  t.equal(new URL(asked).searchParams.get('code_challenge_method'), 'S256')

  await page.open('about:blank')
  await page.open(`${address}/overview/#code=stolen&state=guessed`)
  await until(() => can("document.querySelector('#issuer:not([hidden])')"), 'an answer to nobody')
  await until(() => can("document.querySelector('#view[hidden]')"), 'gets nobody in')
})

t.test('without a client at the issuer, a token is pasted', async (t) => {
  const { app } = await testService(t)
  const { body } = await app.inject({ url: '/overview/sign-in.json' })
  t.equal(body, 'null')
  const { headers } = await app.inject({ url: '/overview/' })
  t.match(headers['content-security-policy'], "connect-src 'self';")
})

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
