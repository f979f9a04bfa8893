import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { Problem, ref } from '../../platform/http/schema.ts'
import { isKnown } from '../../platform/http/versions.ts'
import { type Contents, contentOf } from '../objects/contents.ts'
import type { NewObject } from '../objects/store.ts'
import { refuse } from '../vocabulary.ts'
import { types } from './accepted.ts'
import { dispositionOf } from './names.ts'
import { partOf } from './ranges.ts'

const file = {
  schema: Type.String({ format: 'binary', description: 'Content of the file, always as a download' })
}
const texts = { [types.txt]: '现场检查记录：已张贴公示。', [types.csv]: '单位,金额' }
const content = Object.fromEntries(
  Object.values(types).map((type) => [
    type,
    { ...file, ...(type in texts && { example: texts[type as keyof typeof texts] }) }
  ])
)

const problem = { 'application/problem+json': { schema: ref(Problem) } }

/** The answers with a content, for the schema of the route. */
export const contentAnswers = {
  200: { description: '文件内容。Content of the file', content },
  206: { description: '文件内容的一部分。Part of the content', content },
  409: { description: '附件内容无法打开。The content cannot be opened', content: problem },
  416: { description: '请求的字节范围超出文件。The range lies beyond the file', content: problem }
}

interface Downloaded {
  name: string
  mediaType: string
}

/** Answers with the content of an attachment or with a part of it. */
export async function sendContent(
  reply: FastifyReply,
  contents: Contents,
  { name, mediaType }: Downloaded,
  object: NewObject
): Promise<never> {
  const { method, headers } = reply.request
  const { size, sha256 } = object
  const etag = `"${sha256.slice(0, 32)}"`
  reply.headers({ etag, 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' })
  if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send() as never
  const part = method === 'HEAD' ? 'whole' : partOf(headers, size, etag)
  if (part === 'outside') {
    reply.header('content-range', `bytes */${size}`)
    throw refuse('attachment-range', { pointer: 'header:range', values: { size } })
  }
  const { from, to } = part === 'whole' ? { from: 0, to: size } : part
  const isHead = method === 'HEAD'
  const open = () => contentOf(contents, { ...object, from, to })
  const stream = isHead ? Readable.from([]) : await reply.transferred(open)
  if (part !== 'whole') reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`)
  return reply
    .type(mediaType)
    .headers({ 'content-disposition': dispositionOf(name), 'content-length': to - from })
    .send(stream) as never
}
