import { createHash, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readdirSync, readSync } from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { Pace } from '../../../src/platform/http/limits/pace.ts'
import { Spool } from '../../../src/platform/http/limits/spool.ts'

const folder = t.testdir({})
const pace = new Pace({ rate: 0, seconds: 1 }, () => {})
const spoolOf = (mostBytes = 1e6) => new Spool({ folder, mostBytes, pace })

/** What a spool needs of a request and its answer. */
function replyTo(headers: Record<string, string> = {}) {
  const raw = Object.assign(new EventEmitter(), { writableFinished: false })
  const request = { raw: { socket: {} }, headers }
  return { raw, reply: { raw, request } as unknown as FastifyReply }
}

const inPieces = (bytes: Buffer) =>
  Readable.from([bytes.subarray(0, 10), bytes.subarray(10)], { objectMode: false })

t.test('a body lies in a file without a name, to be read as often as needed', async (t) => {
  const bytes = randomBytes(200_000)
  const file = await spoolOf().take(inPieces(bytes), replyTo().reply, { maxBytes: 1e6 })
  t.same(readdirSync(folder), [])
  t.equal(file.bytes, bytes.length)
  t.equal(file.digest, createHash('sha256').update(bytes).digest('hex'))
  t.ok((await buffer(file.stream())).equals(bytes))
  t.ok((await buffer(file.stream())).equals(bytes), 'once more')
  file.stream().destroy()
  t.ok((await buffer(file.stream())).equals(bytes), 'also when one who read it stopped early')
  const part = Buffer.alloc(100)
  readSync(file.fd, part, 0, 100, 5000)
  t.ok(part.equals(bytes.subarray(5000, 5100)), 'and at any place')
  await file.close()
})

t.test('a body that is too large is refused, whether it says so or not', async (t) => {
  const spool = spoolOf()
  const refused = { code: 'body-too-large' }
  await t.rejects(spool.take(inPieces(randomBytes(101)), replyTo().reply, { maxBytes: 100 }), refused)
  const announced = replyTo({ 'content-length': '101' }).reply
  await t.rejects(spool.take(inPieces(randomBytes(101)), announced, { maxBytes: 100 }), refused)
  const file = await spool.take(inPieces(randomBytes(100)), replyTo().reply, { maxBytes: 100 })
  t.equal(file.bytes, 100, 'just not too large')
  await file.close()
  t.same(readdirSync(folder), [])
})

t.test('all bodies together have so much room, which comes back with each', async (t) => {
  const spool = spoolOf(150)
  const full = { code: 'spool-full', particulars: { retryAfterSeconds: 30 } }
  const take = () => spool.take(inPieces(randomBytes(100)), replyTo().reply, { maxBytes: 1000 })
  const first = await take()
  await t.rejects(take(), full)
  const announced = replyTo({ 'content-length': '51' }).reply
  await t.rejects(spool.take(inPieces(randomBytes(9)), announced, { maxBytes: 99 }), full)
  await first.close()
  const second = await take()
  await second.close()
})

t.test('a body that breaks off leaves nothing', async (t) => {
  const spool = spoolOf(150)
  const body = new Readable({ read() {} })
  body.push(Buffer.alloc(100))
  const taking = spool.take(body, replyTo().reply, { maxBytes: 1000 })
  body.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await t.rejects(taking, { code: 'ECONNRESET' })
  t.same(readdirSync(folder), [])
  const file = await spool.take(inPieces(randomBytes(150)), replyTo().reply, { maxBytes: 1000 })
  await file.close()
})

t.test('a folder that is not there, or is full', async (t) => {
  const spool = new Spool({ folder: `${folder}/none`, mostBytes: 1e6, pace })
  const received = spool.take(inPieces(randomBytes(20)), replyTo().reply, { maxBytes: 1000 })
  await t.rejects(received, { code: 'ENOENT' })
})

t.test('once the client has left, reading ends', async (t) => {
  const { raw, reply } = replyTo()
  const file = await spoolOf().take(inPieces(randomBytes(500_000)), reply, { maxBytes: 1e6 })
  const stream = file.stream()
  raw.emit('close')
  t.match(file.signal, { aborted: true, reason: { code: 'bad-request' } })
  await t.rejects(buffer(stream), { name: 'AbortError' })
  await file.close()
})

t.test('who was answered has not left', async (t) => {
  const { raw, reply } = replyTo()
  const file = await spoolOf().take(inPieces(randomBytes(100)), reply, { maxBytes: 1e6 })
  raw.writableFinished = true
  raw.emit('close')
  t.notOk(file.signal.aborted)
  await file.close()
})
