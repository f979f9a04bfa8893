import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A server of node:http alone that hashes a body, encrypts it, and has it on disk before it answers. */
const folder = process.env.FOLDER ?? '.'

async function keep(body: IncomingMessage): Promise<string> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    }
  })
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
  const file = createWriteStream(join(folder, randomBytes(16).toString('hex')), { flush: true })
  await pipeline(body, hashing, cipher, file)
  return hash.digest('hex')
}

const server = createServer(async (request, response) => {
  try {
    if (request.method !== 'POST') response.end()
    else response.writeHead(201).end(JSON.stringify({ sha256: await keep(request) }))
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
})
server.listen(0, '127.0.0.1', () => {
  console.log(`ready on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
