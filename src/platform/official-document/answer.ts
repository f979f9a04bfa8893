import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../http/app.ts'
import { etagOf, isKnown } from '../http/versions.ts'
import { withoutInvisible } from '../values/invisible.ts'
import type { OfficialDocument } from './document.ts'
import { plain } from './text.ts'
import { officialDocument } from './write.ts'

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Answers with an official document about a record, as a file named after its title. The ETag depends on
     * the content; 304 if the caller has this document already.
     */
    document(record: { version: number }, document: OfficialDocument): Promise<never>
  }
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The answer for the schema of a route. */
export const documentAnswer = {
  description: '公文，按 GB/T 9704-2012 排版的 Word 文件。Official document as a .docx file',
  content: { [docx]: { schema: Type.String({ format: 'binary', description: 'Office Open XML file' }) } }
}

export function documents(app: App): void {
  app.decorateReply('document', async function (this: FastifyReply, { version }, document) {
    const etag = etagOf(version, JSON.stringify(document))
    this.header('etag', etag)
    if (isKnown(this.request.headers['if-none-match'], etag)) return this.code(304).send() as never
    const name = fileName(`${document.title}${document.draft === true ? '（草稿）' : ''}`)
    return this.type(docx)
      .header('content-disposition', `attachment; filename="document.docx"; filename*=UTF-8''${name}`)
      .send(await officialDocument(document)) as never
  })
}

/** A file name that every file system accepts, encoded as RFC 5987 requires. */
function fileName(title: string): string {
  const name = [...withoutInvisible(plain(title)).replace(/[\\/:*?"<>|]/g, '_')].slice(0, 80).join('')
  return encodeURIComponent(`${name}.docx`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`
  )
}
