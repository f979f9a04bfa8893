import { refuse } from '../../errors/wordings.ts'
import type { App } from '../app.ts'
import { mustBeSimple } from './nesting.ts'

/** JSON and nothing else, in UTF-8 and nothing else; what streams its body has a parser of its own. */
export function parseJson(app: App): void {
  app.removeContentTypeParser(['text/plain', 'application/json'])
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = textOf(body, request.headers['content-type'])
    // Many clients send the content type with a step that has no body.
    if (text === '' || text === '\ufeff') return done(null, undefined)
    mustBeSimple(text)
    return parse(request, text, done)
  })
}

/** It leaves a byte order mark to the parser, which takes one off and refuses a second one. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The text of a body. GBK bytes that were read as UTF-8 would be stored as garbage, a name among them, and
 * nobody could put them right afterwards.
 *
 * @throws unsupported-charset, encoding-broken
 */
function textOf(body: Buffer, contentType: string | undefined): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType ?? '')?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw refuse('unsupported-charset', { pointer: 'header:content-type', values: { charset } })
  }
  try {
    return utf8.decode(body)
  } catch {
    throw refuse('encoding-broken')
  }
}
