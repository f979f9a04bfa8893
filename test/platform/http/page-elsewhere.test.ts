import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { clerk, intake } from '../../examples/case.ts'
import { chromium, openPage } from '../../support/browser.ts'
import { ok, testService } from '../../support/service.ts'
import { until } from '../../support/until.ts'

const path = chromium()

/** An empty page on an origin of its own. */
async function pageServer(t: Test): Promise<string> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>page</title>')
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Worked {
  me: string
  listed: string[]
  etag: string
  state: string
  stale: number
  requestId: string
  progress: number[]
  sha256: string
  csv: string
  file: string
  refused: { status: number; code: string }
}

/** What a page of another department does with cases: plain `fetch`, and XMLHttpRequest for the progress. */
const work = (address: string, token: string) => `(async () => {
  const call = (path, { headers, ...rest } = {}) =>
    fetch('${address}' + path, { ...rest, headers: { authorization: 'Bearer ${token}', ...headers } })
  const me = await (await call('/v1/me')).json()
  const queue = await (await call('/v1/cases?state=received')).json()
  const [first] = queue.items
  const read = await call('/v1/cases/' + first.id)
  const etag = read.headers.get('etag')
  const accept = () => call('/v1/cases/' + first.id + '/accept', {
    method: 'POST', body: '{}',
    headers: { 'content-type': 'application/json', 'if-match': etag, 'idempotency-key': crypto.randomUUID() }
  })
  const accepted = await accept()
  const progress = []
  const sent = await new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', '${address}/v1/attachments?subjectKind=case&subjectId=' + first.id)
    request.setRequestHeader('authorization', 'Bearer ${token}')
    request.upload.onprogress = ({ loaded, total }) => progress.push(loaded / total)
    request.onload = () => done(request)
    request.onerror = () => fail(new Error('the upload failed'))
    const form = new FormData()
    const text = new Blob(['%PDF-1.4\\n', 'x'.repeat(3_000_000), '\\n%%EOF\\n'], { type: 'application/pdf' })
    form.append('file', text, '信访材料.pdf')
    request.send(form)
  })
  const table = await call('/v1/cases', { headers: { accept: 'text/csv' } })
  const refused = await call('/v1/cases/' + first.id, { headers: { authorization: 'Bearer nonsense' } })
  return {
    me: me.unit.code,
    listed: queue.items.map(({ id }) => id),
    etag,
    state: (await accepted.json()).state,
    stale: (await accept()).status,
    requestId: accepted.headers.get('x-request-id'),
    progress,
    sha256: JSON.parse(sent.responseText).sha256,
    csv: await table.text(),
    file: table.headers.get('content-disposition'),
    refused: { status: refused.status, code: (await refused.json()).code }
  }
})()`

t.test('a page on another origin works on cases; a page that is not listed reads nothing', async (t) => {
  if (path === undefined) {
    console.log('No Chromium on this machine, and none can be fetched: not tried')
    return
  }
  const [origin, stranger] = [await pageServer(t), await pageServer(t)]
  const service = await testService(t, { env: { CORS_ORIGINS: origin } })
  const address = await service.app.listen({ port: 0, host: '127.0.0.1' })
  const made = ok(await service.call('POST', '/v1/cases', { as: clerk(), body: intake() }))
  const token = await service.token(clerk())

  const page = await openPage(t, path)
  await page.open(`${origin}/`)
  await until(async () => page.run<boolean>("document.title === 'page'"), 'the page is there')
  const worked = await page.run<Worked>(work(address, token))
  t.same(page.errors, [])
  t.match(worked, {
    me: '220102',
    listed: [made.id],
    etag: /^"\d+\./,
    state: 'accepted',
    stale: 412,
    requestId: /./,
    sha256: /^[0-9a-f]{64}$/,
    csv: made.number,
    file: /attachment/,
    refused: { status: 401, code: 'token-invalid' }
  })
  t.ok(worked.progress.length > 0 && worked.progress.at(-1) === 1, `progress: ${worked.progress}`)

  const other = await openPage(t, path)
  await other.open(`${stranger}/`)
  await until(async () => other.run<boolean>("document.title === 'page'"), 'the other page is there')
  const tried = (headers: object) =>
    other.run<string>(
      `fetch('${address}/v1/me', { headers: ${JSON.stringify(headers)} }).then(() => 'read', (e) => e.name)`
    )
  t.equal(await tried({ authorization: `Bearer ${token}` }), 'TypeError', 'with a token: no preflight')
  t.equal(await tried({}), 'TypeError', 'without a token: not even the refusal')
  const image = `new Promise((done) => {
    const one = new Image()
    one.onload = () => done('shown')
    one.onerror = () => done('blocked')
    one.src = '${address}/openapi.json'
  })`
  t.equal(await other.run(image), 'blocked')
})
