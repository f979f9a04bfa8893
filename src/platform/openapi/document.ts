import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { FastifyContextConfig, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../http/app.ts'
import { compressed, JSON_TYPE, once, sendAsset } from '../http/compressed.ts'
import { Problem, ref } from '../http/schema.ts'
import { projectVersion } from '../project.ts'
import { tags } from './describe.ts'
import type { LabelLists } from './enums.ts'
import type { Document } from './parts.ts'
import { finish } from './share.ts'

const refusals: Record<string, string> = {
  400: '请求不符合接口约定。The request does not match the API description',
  401: '缺少有效的访问令牌。A valid access token is missing',
  403: '缺少所需角色。The caller does not have a role that permits this',
  404: '不存在或无权查看。It does not exist or is not visible to the caller',
  405: '该地址不支持此方法。The method is not supported at this address',
  409: '与记录的现状冲突。It conflicts with the current state of a record',
  410: '已过保留期限，已删除。It is no longer kept',
  412: '记录已被他人修改。The record has been changed by someone else',
  413: '请求体过大。The request body is too large',
  415: '不支持的内容类型。This content type is not supported here',
  422: '被业务规则拒绝。A rule refuses the request',
  428: '缺少 If-Match 请求头。The If-Match header is missing',
  429: '请求过于频繁。Too many requests',
  500: '服务内部错误。Internal error of the service',
  503: '暂不可用，请稍后再试。Temporarily unavailable; try again in a moment'
}

/** Used without a setting: an address that belongs to nobody (RFC 2606). */
const EMAIL = 'supervision@example.org'

const head = {
  openapi: '3.1.1',
  info: {
    title: '社会救助监管服务 Social assistance supervision',
    version: projectVersion(),
    summary: '吉民发〔2019〕12号的执行：谁每年须检查谁、如何抽签、依据哪一条。',
    description:
      '省、市、县、乡四级民政部门的监管责任、年度检查计划、随机抽查与审计。' +
      'Supervision of social assistance: which unit inspects which units each year,' +
      ' by which clause, with random draws that anyone can recompute.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
  },
  servers: [{ url: '/', description: '本服务。This service' }],
  tags,
  security: [{ bearer: [] }],
  components: {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT (RFC 9068)',
        description:
          '访问令牌，载明人员、姓名、单位和角色（sub、name、unit、roles）。Access token with sub, name,' +
          ' unit and roles.'
      }
    }
  }
} satisfies FastifyDynamicSwaggerOptions['openapi']

/** The OpenAPI document, made from the routes themselves; `lists` gives enums their names and labels. */
export async function openapi(app: App, lists: LabelLists, email = EMAIL): Promise<void> {
  const contact = { name: '本服务的运行单位 Operator of this service', email }
  await app.register(swagger, {
    openapi: { ...head, info: { ...head.info, contact } },
    transform: ({ schema, url, route }) => ({
      schema: withRefusals(schema ?? {}, String(route.method), route.config ?? {}),
      url
    }),
    transformObject: (document) =>
      'openapiObject' in document
        ? finish(document.openapiObject as Document, lists)
        : document.swaggerObject,
    refResolver: { buildLocalReference: (json, _uri, _fragment, n) => String(json.$id ?? `schema${n}`) }
  })
  app.addSchema(Problem)
  const asset = once(() => compressed(Buffer.from(JSON.stringify(app.swagger())), JSON_TYPE))
  app.get(
    '/openapi.json',
    { config: { permission: 'public', scope: 'open' }, schema: { hide: true } },
    async (_request, reply) => sendAsset(await asset(), 'no-cache', reply)
  )
}

/**
 * Adds the refusals and headers to every operation, so that routes need not. Only in the document: as schemas
 * of routes they would be compiled a hundred times.
 */
function withRefusals(schema: FastifySchema, method: string, config: FastifyContextConfig): FastifySchema {
  const writes = method !== 'GET' && method !== 'HEAD'
  const known = schema.querystring !== undefined || schema.params !== undefined || schema.body !== undefined
  const isPublic = config.permission === 'public'
  const statuses = [
    ...(known || writes ? [400] : []),
    ...(isPublic ? [] : [401, 403, 404]),
    405,
    ...(writes ? [409, 412, 413, 415, 422] : [422]),
    ...(config.expires ? [410] : []),
    ...(config.needsVersion ? [428] : []),
    429,
    500,
    503
  ]
  const responses = Object.fromEntries(statuses.map((status) => [status, refusal(status)]))
  return {
    ...schema,
    response: { ...responses, ...(schema.response as object) },
    ...(config.table === undefined ? {} : { body: tableOf(config.table) }),
    ...(config.isFile ? { body: fileBody } : {}),
    headers: Type.Object({
      ...headersOf(writes, method === 'POST', config.needsVersion === true),
      ...(config.isFile ? { 'content-disposition': disposition } : {})
    }),
    ...(isPublic ? { security: [] } : { 'x-permission': config.permission })
  }
}

function tableOf(example: string) {
  const description = '首行为表头；UTF-8（可带 BOM）或 charset=gb18030。A header line first; UTF-8 or GB18030'
  return Type.String({ description, examples: [example] })
}

const fileBody = {
  content: {
    'application/octet-stream': {
      schema: Type.String({ format: 'binary', description: '文件内容。Content of the file' })
    },
    'multipart/form-data': {
      // Not as an object: orval makes code that does not compile of a body that is a file or a form.
      schema: Type.String({
        format: 'binary',
        description: '只含一个文件的表单。Form with one file and nothing else'
      })
    }
  }
}

const disposition = Type.Optional(
  Type.String({
    maxLength: 2000,
    description: '文件名，按 RFC 6266；表单不用。Name of the file by RFC 6266; not needed with a form',
    examples: ["attachment; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg"]
  })
)

function refusal(status: number) {
  return {
    description: refusals[status],
    content: { 'application/problem+json': { schema: ref(Problem) } }
  }
}

function headersOf(writes: boolean, isPost: boolean, needsVersion: boolean) {
  const language = Type.Optional(
    Type.String({
      description: '填 en 返回英文说明，默认中文。Language of texts: Chinese by default, `en` for English'
    })
  )
  const key = Type.Optional(
    Type.String({
      maxLength: 255,
      description:
        '幂等键：重复的请求得到首次的答复。Key of the request: a repeated request gets the first answer'
    })
  )
  const match = Type.String({ description: '所读版本的 ETag。ETag of the version that was read' })
  return {
    'accept-language': language,
    ...(isPost ? { 'idempotency-key': key } : {}),
    ...(writes ? { 'if-match': needsVersion ? match : Type.Optional(match) } : {})
  }
}
