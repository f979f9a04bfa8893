import t from 'tap'
import { testDatabase } from '../../support/database.ts'
import { serviceOn } from '../service-on.ts'
import { talk } from './sockets.ts'

const { url } = await testDatabase(t)
const { listen, token, app } = await serviceOn(t, url)
const address = await listen()
const bearer = await token()
const same = ['host: x', 'connection: close', `authorization: Bearer ${bearer}`]
/** The head of a request, with some more lines. */
const head = (method: string, more: string) =>
  [`${method} /v1/units HTTP/1.1`, ...same, `${more}\r\n`].join('\r\n')

async function problem(...parts: string[]) {
  const { status, headers, body, seconds } = await talk(address, ...parts)
  const type = /content-type: ([^\r\n]+)/i.exec(headers)?.[1]
  return { status, type, body: body === '' ? undefined : JSON.parse(body), seconds }
}

const is = (status: number, code: string) => ({
  status,
  type: 'application/problem+json',
  body: {
    status,
    code,
    type: `/v1/dictionaries#${code}`,
    title: /./,
    detail: /./,
    requestId: /^[0-9a-f-]{36}$/
  }
})

t.test('what is no HTTP', async (t) => {
  t.match(await problem('hello\r\n\r\n'), is(400, 'bad-request'))
  t.match(await problem('GET /v1/units HTTP/9.9\r\n\r\n'), is(400, 'bad-request'))
  t.match(await problem(head('GET', 'bad header: x\r\n')), is(400, 'bad-request'))
  t.match(await problem(head('GET', 'x: a\0b\r\n')), is(400, 'bad-request'))
  t.match(await problem('GET /v1/units HTTP/1.1\r\nconnection: close\r\n\r\n'), { status: 400 }, 'no host')
})

t.test('two lengths of one body', async (t) => {
  const both = head('POST', 'content-length: 2\r\ntransfer-encoding: chunked\r\n')
  t.match(await problem(both, '0\r\n\r\n'), is(400, 'bad-request'))
  t.match(await problem(head('POST', 'content-length: 2\r\ncontent-length: 3\r\n')), is(400, 'bad-request'))
})

t.test('headers that are too large', async (t) => {
  t.match(await problem(head('GET', `x-large: ${'x'.repeat(20_000)}\r\n`)), is(431, 'headers-too-large'))
  t.match(await problem(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n`), is(431, 'headers-too-large'))
})

t.test('a body without an end', async (t) => {
  const endless = head('POST', 'content-type: application/json\r\ntransfer-encoding: chunked\r\n')
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
  t.match(await problem(endless, ...Array.from({ length: 20 }, () => chunk)), is(413, 'body-too-large'))
})

t.test('an announced length over the limit is refused before the body comes', async (t) => {
  const announced = head('POST', 'content-type: application/json\r\ncontent-length: 2000000\r\n')
  const answer = await problem(announced)
  t.match(answer, is(413, 'body-too-large'))
  t.ok(answer.seconds < 2)
})

t.test('an empty body of type JSON is no body', async (t) => {
  const empty = head('POST', 'content-type: application/json\r\ncontent-length: 0\r\n')
  t.match(await problem(empty), is(400, 'validation-failed'))
})

t.test('headers that do not come to an end in time', async (t) => {
  const answer = await problem('GET /v1/units HTTP/1.1\r\nhost: x\r\n')
  t.match(answer, is(408, 'request-timeout'))
  t.ok(answer.seconds > 4 && answer.seconds < 9, `after ${answer.seconds} seconds`)
})

t.test('a body that does not come to an end has its time too', async (t) => {
  t.equal(app.server.requestTimeout, 120_000)
  t.equal(app.server.headersTimeout, 5000)
  t.equal(app.server.timeout, 30_000, 'without a byte')
})

t.test('a client that leaves in the middle does no harm', async (t) => {
  const { hostname, port } = new URL(address)
  const { connect } = await import('node:net')
  for (const part of [
    'GET /v1/un',
    head('POST', 'content-type: application/json\r\ncontent-length: 90\r\n'),
    'x'
  ]) {
    await new Promise<void>((done) => {
      const socket = connect(Number(port), hostname, () => socket.write(part, () => socket.destroy()))
      socket.on('close', () => done())
    })
  }
  const { status } = await talk(address, head('GET', ''))
  t.equal(status, 200)
})
