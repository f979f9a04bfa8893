import { once } from 'node:events'
import { createReadStream, statSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** A client that sends a table from a file, and prints the answer: `node upload.ts METHOD URL FILE HEADERS`. */
const [method, url, file, given] = process.argv.slice(2) as [string, string, string, string]
const headers = { ...JSON.parse(given), 'content-type': 'text/csv', 'content-length': statSync(file).size }
const sending = request(url, { method, headers })
const answered = once(sending, 'response') as Promise<[IncomingMessage]>
await pipeline(createReadStream(file), sending)
const [answer] = await answered
const body = await text(answer)
if (answer.statusCode !== 200) throw new Error(`the upload was answered with ${answer.statusCode}: ${body}`)
process.stdout.write(body)
