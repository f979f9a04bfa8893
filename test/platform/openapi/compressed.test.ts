import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { province, testService } from '../../support/service.ts'

const { app, call, token } = await testService(t)
const bearer = `Bearer ${await token(province)}`

const cacheControls = { '/openapi.json': 'no-cache', '/v1/dictionaries': 'private, no-cache' }

for (const [url, cacheControl] of Object.entries(cacheControls)) {
  const get = (headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { authorization: bearer, ...headers } })

  t.test(`${url} is sent compressed, and not again`, async (t) => {
    const plain = await get()
    t.match(plain.headers, {
      'content-type': 'application/json; charset=utf-8',
      'content-encoding': undefined,
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      etag: /^"[\w-]{22}"$/
    })
    const etags = new Set([String(plain.headers.etag)])
    for (const [encoding, open] of Object.entries({ gzip: gunzipSync, br: brotliDecompressSync })) {
      const answer = await get({ 'accept-encoding': encoding })
      t.match(answer.headers, { 'content-encoding': encoding, vary: 'accept-encoding' })
      t.ok(answer.rawPayload.length * 4 < plain.rawPayload.length, `${encoding}: ${answer.rawPayload.length}`)
      t.ok(open(answer.rawPayload).equals(plain.rawPayload), encoding)
      const etag = String(answer.headers.etag)
      etags.add(etag)
      const known = { 'accept-encoding': encoding, 'if-none-match': `"x", W/${etag}` }
      const again = await get(known)
      t.match(
        { status: again.statusCode, body: again.body, etag: again.headers.etag },
        { status: 304, body: '', etag }
      )
      t.equal((await get({ 'if-none-match': etag })).statusCode, 200, 'another form is another answer')
    }
    t.equal(etags.size, 3, 'each form has its own ETag')
    t.equal((await get({ 'if-none-match': String(plain.headers.etag) })).statusCode, 304)
    t.equal((await get({ 'if-none-match': '"x"' })).statusCode, 200)
    const head = await app.inject({ method: 'HEAD', url, headers: { authorization: bearer } })
    t.match(
      { status: head.statusCode, body: head.body, etag: head.headers.etag },
      { status: 200, body: '', etag: plain.headers.etag }
    )
  })
}

t.test('dictionaries still need a token', async (t) => {
  const { body } = await call('GET', '/v1/dictionaries')
  t.ok(body.words.level.length > 0)
  const { headers } = await call('GET', '/v1/dictionaries')
  const known = { 'if-none-match': String(headers.etag) }
  t.equal((await call('GET', '/v1/dictionaries', { as: null, headers: known })).status, 401)
})
