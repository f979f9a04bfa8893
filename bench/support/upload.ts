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
const body = await resultOf(answer, await text(answer))
if (answer.statusCode !== 200 && answer.statusCode !== 202)
  throw new Error(`the upload was answered with ${answer.statusCode}: ${body}`)
process.stdout.write(body)

/** Where an operation reads the file, its result, once it has one. */
async function resultOf({ statusCode, headers: { location } }: IncomingMessage, body: string) {
  if (statusCode !== 202) return body
  for (;;) {
    const answer = await fetch(new URL(String(location), url), { headers: JSON.parse(given) })
    const { state, result, problem } = (await answer.json()) as Record<string, unknown>
    if (state === 'failed') throw new Error(`the upload failed: ${JSON.stringify(problem)}`)
    if (state === 'succeeded') return JSON.stringify(result)
    await new Promise((done) => setTimeout(done, 200))
  }
}
