import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** A client that keeps an answer in a file: `node download.ts URL FILE HEADERS`. */
const [url, file, headers] = process.argv.slice(2) as [string, string, string]
const [answer] = (await once(get(url, { headers: JSON.parse(headers) }), 'response')) as [IncomingMessage]
if (answer.statusCode !== 200) throw new Error(`the download was answered with ${answer.statusCode}`)
await pipeline(answer, createWriteStream(file))
