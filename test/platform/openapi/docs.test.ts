import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { chromium, openPage } from '../../support/browser.ts'
import { until } from '../../support/until.ts'
import { serviceOn } from '../service-on.ts'

// The page asks no database for anything.
const { app, listen } = await serviceOn(t, 'postgres://nowhere')
const script = '/docs/js/scalar.js'

t.test('the page comes whatever Accept says, and its 404 is a problem document', async (t) => {
  for (const accept of [undefined, '*/*', 'text/html', 'application/json', 'nonsense']) {
    const headers = accept === undefined ? {} : { accept }
    const moved = await app.inject({ url: '/docs', headers })
    t.match(
      { status: moved.statusCode, ...moved.headers },
      { status: 301, location: '/docs/' },
      String(accept)
    )
    const page = await app.inject({ url: '/docs/', headers })
    t.match({ status: page.statusCode, body: page.body }, { status: 200, body: /<html/ }, String(accept))
    for (const url of ['/docs/nothing', '/docs/js/', '/docs/js/other.js', '/docs/openapi.json']) {
      const { statusCode, headers: found, json } = await app.inject({ url, headers })
      t.match(json(), { status: 404, code: 'not-found', instance: url, requestId: /./ }, url)
      t.match(
        { statusCode, type: found['content-type'] },
        { statusCode: 404, type: 'application/problem+json' }
      )
    }
  }
  const { statusCode, body } = await app.inject({ method: 'HEAD', url: '/docs/' })
  t.strictSame([statusCode, body], [200, ''])
})

t.test('it is compressed and cached', async (t) => {
  const get = (headers: Record<string, string>, url = script) => app.inject({ url, headers })
  const plain = await get({})
  t.equal(plain.headers['content-encoding'], undefined)
  t.ok(plain.rawPayload.length > 1_000_000)
  for (const [encoding, open] of Object.entries({ gzip: gunzipSync, br: brotliDecompressSync })) {
    const { headers, rawPayload } = await get({ 'accept-encoding': encoding })
    t.match(headers, {
      'content-encoding': encoding,
      vary: 'accept-encoding',
      'cache-control': /max-age=\d+/
    })
    t.ok(rawPayload.length < plain.rawPayload.length / 2, `${encoding}: ${rawPayload.length} bytes`)
    t.ok(open(rawPayload).equals(plain.rawPayload), encoding)
  }
  const etag = String(plain.headers.etag)
  for (const known of [etag, `"x", W/${etag}`, '*']) {
    const again = await get({ 'if-none-match': known })
    t.strictSame([again.statusCode, again.body], [304, ''], known)
  }
  t.equal((await get({ 'if-none-match': '"x"' })).statusCode, 200)
  t.match((await get({}, '/docs/')).headers, { 'cache-control': 'no-cache', etag: /^"/ })
})

t.test('a browser shows every operation, asks nobody outside, and offers no chat', async (t) => {
  const path = chromium()
  if (path === undefined) {
    console.log('No Chromium on this machine, and none can be fetched: not tried')
    return
  }
  const address = await listen()
  const page = await openPage(t, path)
  await page.open(`${address}/docs`)
  const text = () => page.run<string>("document.body?.innerText ?? ''")
  await until(async () => (await text()).includes('社会救助监管服务'), 'the page shows its title')
  const { paths } = app.swagger() as unknown as { paths: Record<string, Record<string, { summary: string }>> }
  const summaries = Object.values(paths).flatMap((operations) =>
    Object.values(operations).map((o) => o.summary)
  )
  t.ok(summaries.length > 100, `${summaries.length} operations`)
  const missing = async () => {
    await page.run("for (const one of document.querySelectorAll('button[aria-expanded=false]')) one.click()")
    const shown = await page.run<string>('document.body.textContent')
    return summaries.filter((summary) => !shown.includes(summary))
  }
  await until(async () => (await missing()).length === 0, 'every operation is listed')
  const words = await text()
  t.match(words, /搜索/, 'in Chinese')
  t.notMatch(words, /Ask AI|询问 AI|\bMCP\b/)
  t.equal(await page.run("document.querySelectorAll('[class*=agent]').length"), 0, 'no chat')
  t.ok(page.requested.includes(`${address}/openapi.json`))
  const outside = page.requested.filter((url) => !url.startsWith(`${address}/`) && !/^(data|blob):/.test(url))
  t.strictSame(outside, [])
  t.strictSame(page.errors, [])
})
