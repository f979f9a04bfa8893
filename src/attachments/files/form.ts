import { PassThrough, Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { refuse } from '../vocabulary.ts'
import { cleaned, nameIn } from './names.ts'

/** A file on its way in, with the name that its sender gave it. */
export interface Incoming {
  name: string | undefined
  body: Readable
}

/** What a form may have around its file, in bytes. */
export const AROUND = 64 * 1024

/**
 * The file of a request: its whole body, or the only file of a form.
 *
 * @throws attachment-form
 */
export async function incoming({ headers, body }: FastifyRequest): Promise<Incoming> {
  const { 'content-type': type = '', 'content-disposition': disposition } = headers
  // Without a content type no parser has read the body.
  const stream = body instanceof Readable ? body : Readable.from([])
  if (!/^multipart\/form-data\b/i.test(type)) return { name: nameIn(disposition), body: stream }
  return inForm(stream, parserOf({ ...headers, 'content-type': type }))
}

/** Busboy throws where the content type has no boundary. */
function parserOf(headers: BusboyHeaders): BusboyInstance {
  try {
    return new Busboy({ headers, limits: { files: 2, fields: 1, parts: 3, headerPairs: 20 } })
  } catch {
    throw refuse('attachment-form')
  }
}

/**
 * Reads a form up to its file. The body of the file ends with the form and not before, so that a form with
 * anything else in it is refused as a whole.
 */
function inForm(form: Readable, parser: BusboyInstance): Promise<Incoming> {
  return new Promise((found, fail) => {
    const body = new PassThrough()
    let isFound = false
    const spoil = () => {
      form.unpipe(parser)
      form.resume()
      fail(refuse('attachment-form'))
      body.destroy(refuse('attachment-form'))
    }
    parser.on('file', (_field, file, name) => {
      file.on('error', spoil)
      if (isFound) return spoil()
      isFound = true
      file.pipe(body, { end: false })
      found({ name: cleaned(name), body })
    })
    parser.on('field', spoil)
    parser.on('error', spoil)
    parser.on('finish', () => (isFound ? body.end() : spoil()))
    // Whoever breaks off gets no answer.
    form.on('error', spoil)
    body.on('error', () => {})
    form.pipe(parser)
  })
}
