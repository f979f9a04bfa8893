import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { Pace } from '../../../src/platform/http/limits/pace.ts'
import { testService } from '../../support/service.ts'

/** 8,000 bytes a second over 20 seconds, looked at every five. */
const least = { rate: 8000, seconds: 20 }
const STEP = 5000

function paced(more: Partial<typeof least> = {}) {
  const ended: unknown[] = []
  let now = 0
  const pace = new Pace(
    { ...least, ...more },
    (socket) => ended.push(socket),
    () => now
  )
  const step = (ms = STEP) => {
    now += ms
    pace.look()
  }
  return { pace, ended, step }
}

const bodyOf = () => {
  const socket = { bytesRead: 0, destroyed: false }
  const body = { socket, complete: false, readableLength: 0 }
  return { socket, body, message: body as unknown as IncomingMessage }
}

t.test('a body that comes too slowly is ended, once its window is over', async (t) => {
  const { pace, ended, step } = paced()
  const { socket, message } = bodyOf()
  pace.watch(message)
  for (let n = 0; n < 4; n += 1) {
    step()
    socket.bytesRead += 39_999
    t.same(ended, [])
  }
  step()
  t.same(ended, [socket])
  step()
  t.equal(ended.length, 1, 'once')
})

t.test('a body that comes fast enough, even in bursts, is not', async (t) => {
  const { pace, ended, step } = paced()
  const { socket, message } = bodyOf()
  pace.watch(message)
  for (let n = 0; n < 40; n += 1) {
    step()
    if (n % 4 === 0) socket.bytesRead += 160_000
  }
  t.same(ended, [])
  t.ok(pace.rules(socket as unknown as Socket), 'no other time limit counts for it')
  pace.forget(message)
  t.notOk(pace.rules(socket as unknown as Socket))
})

t.test('what is our turn is not the fault of the client', async (t) => {
  const { pace, ended, step } = paced()
  const { body, message } = bodyOf()
  pace.watch(message)
  body.readableLength = 10
  for (let n = 0; n < 10; n += 1) step()
  t.same(ended, [], 'the body waits to be read')
  body.readableLength = 0
  for (let n = 0; n < 4; n += 1) step(n === 3 ? 4 * STEP : STEP)
  for (let n = 0; n < 4; n += 1) step()
  t.same(ended, [], 'the process was held up meanwhile')
  step()
  t.equal(ended.length, 1)
})

t.test('what has ended, or is allowed everything, is left alone', async (t) => {
  const { pace, ended, step } = paced()
  const { body, message } = bodyOf()
  pace.watch(message)
  body.complete = true
  for (let n = 0; n < 10; n += 1) step()
  t.same(ended, [])
  const off = paced({ rate: 0 })
  const { socket, message: other } = bodyOf()
  off.pace.watch(other)
  for (let n = 0; n < 10; n += 1) off.step()
  t.same(off.ended, [])
  t.notOk(off.pace.rules(socket as unknown as Socket))
})

t.test('a download whose client does not read is cut off; one that waits for us is not', async (t) => {
  const { pace, step } = paced()
  const download = () => {
    const socket = {
      bytesWritten: 0,
      destroyed: false,
      destroy: () => Object.assign(socket, { destroyed: true })
    }
    const answer = { socket, writableFinished: false, writableNeedDrain: true }
    pace.watchDownload(answer as unknown as ServerResponse)
    return { socket, answer }
  }
  const [slow, ours, fast] = [download(), download(), download()]
  ours.answer.writableNeedDrain = false
  for (let n = 0; n < 6; n += 1) {
    step()
    fast.socket.bytesWritten += 50_000
  }
  t.same(
    [slow, ours, fast].map(({ socket }) => socket.destroyed),
    [true, false, false]
  )
})

t.test('over the wire: 408 for an upload and for any other body', async (t) => {
  const env = { BODY_LEAST_RATE: '8000', BODY_RATE_SECONDS: '1' }
  const service = await testService(t, { env })
  const address = new URL(await service.app.listen({ host: '127.0.0.1', port: 0 }))
  const bearer = await service.token({ unit: '22', roles: ['admin'] })
  for (const [path, type] of [
    ['/v1/units/import', 'text/csv'],
    ['/v1/units', 'application/json']
  ] as const) {
    const socket = connect(Number(address.port), address.hostname)
    const head = [`POST ${path} HTTP/1.1`, `host: ${address.host}`, `authorization: Bearer ${bearer}`]
    socket.write([...head, `content-type: ${type}`, 'content-length: 500000', '', '{'].join('\r\n'))
    const trickle = setInterval(() => socket.write(' '), 50)
    socket.on('error', () => {})
    const answer = await text(socket)
    clearInterval(trickle)
    t.match(answer, /^HTTP\/1\.1 408 [\s\S]*application\/problem\+json[\s\S]*"code":"too-slow"/, path)
  }
  t.equal((await service.call('GET', '/v1/me')).status, 200)
})
