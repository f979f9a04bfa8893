import Fastify from 'fastify'
import t from 'tap'
import type { App } from '../../../src/platform/http/app.ts'
import {
  documentAnswer,
  documents,
  type OfficialDocument
} from '../../../src/platform/official-document/index.ts'
import { documentOf, endpoints } from '../../across/document.ts'
import { notice, unpacked } from './reading.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A service with nothing but two routes that answer with a document. */
async function service(about: Partial<OfficialDocument> = {}): Promise<App> {
  const app = Fastify() as unknown as App
  const { default: swagger } = await import('@fastify/swagger')
  await app.register(swagger, { openapi: { openapi: '3.1.1', info: { title: 'x', version: '1' } } })
  documents(app)
  for (const url of ['/notice', '/interview'])
    app.get(url, { schema: { response: { 200: documentAnswer } } }, (_request, reply) =>
      reply.document({ version: 3 }, notice(about))
    )
  await app.ready()
  return app
}

t.test('a file with its type, its name and its version', async (t) => {
  const app = await service()
  const answer = await app.inject('/notice')
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['content-type'], mediaType)
  t.match(answer.headers.etag, '"3.')
  t.equal(answer.headers['content-length'], `${answer.rawPayload.length}`)
  t.ok(unpacked(answer.rawPayload)['word/document.xml'])
  t.equal((await app.inject('/interview')).statusCode, 200)
})

t.test('who has this version gets no file', async (t) => {
  const app = await service()
  const ask = (etag: string) => app.inject({ url: '/notice', headers: { 'if-none-match': etag } })
  const now = String((await app.inject('/notice')).headers.etag)
  for (const etag of [now, `W/${now}`, `"1", ${now}`, '*']) {
    const { statusCode, rawPayload } = await ask(etag)
    t.equal(statusCode, 304, etag)
    t.equal(rawPayload.length, 0)
  }
  for (const etag of ['"2"', '"3"']) t.equal((await ask(etag)).statusCode, 200, etag)
})

t.test('the name is the title, as every file system takes it', async (t) => {
  const nameOf = async (about: Partial<OfficialDocument>) => {
    const { headers } = await (await service(about)).inject('/notice')
    const disposition = String(headers['content-disposition'])
    t.match(disposition, /^attachment; filename="document\.docx"; filename\*=UTF-8''[\w.~%!$&+-]+$/)
    return decodeURIComponent(disposition.split("''")[1] as string)
  }
  t.equal(await nameOf({}), '关于社会救助监督检查情况的通报.docx')
  t.equal(await nameOf({ draft: true }), '关于社会救助监督检查情况的通报（草稿）.docx')
  t.equal(
    await nameOf({ title: '../a\\b:"c"*?<d>|\r\ne\u0000\ud800 \'(f)' }),
    ".._a_b__c____d__ e\ufffd '(f).docx"
  )
  t.equal(await nameOf({ title: '𠮷'.repeat(200) }), `${'𠮷'.repeat(80)}.docx`)
})

t.test('it is described as a file', async (t) => {
  for (const { responses } of endpoints(documentOf(await service()))) {
    t.same(Object.keys(responses['200']?.content ?? {}), [mediaType])
    t.match(responses['200']?.content?.[mediaType]?.schema, { type: 'string', format: 'binary' })
  }
})
