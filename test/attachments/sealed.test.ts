import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import t from 'tap'
import { createKeyring } from '../../src/attachments/objects/keyring.ts'
import {
  addressOf,
  open,
  PIECE,
  seal,
  storedRange,
  storedSize
} from '../../src/attachments/objects/sealed.ts'

const key = randomBytes(32)
const sizes = [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5]

async function* inChunks(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function part(stored: Buffer, size: number, from: number, to: number, by = key) {
  const range = storedRange(size, from, to)
  return all(open(Readable.from([stored.subarray(range.from, range.to)]), by, { size, from, to }))
}

t.test('every part of a content of every size', async (t) => {
  for (const size of sizes) {
    const content = randomBytes(size)
    const stored = await all(seal(inChunks(content, 10_007), key))
    t.equal(stored.length, storedSize(size), `${size} bytes are stored in ${stored.length}`)
    const places = [0, 1, PIECE - 1, PIECE, PIECE + 1, size - 1, size].filter((at) => at >= 0 && at <= size)
    for (const from of places) {
      for (const to of places.filter((at) => at > from)) {
        const read = await part(stored, size, from, to)
        if (!read.equals(content.subarray(from, to))) t.fail(`${size}: ${from}–${to}`)
      }
    }
  }
})

t.test('what was changed, exchanged, shortened or sealed by another key does not open', async (t) => {
  const size = 2 * PIECE + 100
  const content = randomBytes(size)
  const stored = await all(seal(inChunks(content, 4096), key))
  const flipped = Buffer.from(stored)
  flipped[PIECE + 20] = (flipped[PIECE + 20] ?? 0) ^ 1
  await t.rejects(part(flipped, size, 0, size))
  t.ok((await part(flipped, size, 0, 10)).equals(content.subarray(0, 10)), 'other pieces still do')
  const long = PIECE + 16
  const exchanged = Buffer.concat([
    stored.subarray(long, 2 * long),
    stored.subarray(0, long),
    stored.subarray(2 * long)
  ])
  await t.rejects(part(exchanged, size, 0, size))
  await t.rejects(part(stored.subarray(0, 2 * long), size, 0, size))
  await t.rejects(part(stored.subarray(0, 2 * long), 2 * PIECE, 0, 2 * PIECE), 'not even as a smaller one')
  await t.rejects(part(stored, size, 0, size, randomBytes(32)))
})

t.test('an address says nothing without the key', async (t) => {
  t.equal(addressOf(key, 'a'), addressOf(key, 'a'))
  t.not(addressOf(key, 'a'), addressOf(randomBytes(32), 'a'))
  t.match(addressOf(key, 'a'), /^[0-9a-f]{64}$/)
})

t.test('keys are wrapped under the first secret, and unwrapped under both', async (t) => {
  const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)]
  const wrapped = createKeyring([old]).wrap('1', key)
  t.ok(createKeyring([fresh, old]).unwrap('1', wrapped)?.equals(key))
  t.equal(createKeyring([fresh]).unwrap('1', wrapped), undefined)
  t.throws(() => createKeyring([old]).unwrap('2', wrapped), 'bound to its object')
  t.throws(() => createKeyring([]))
})
