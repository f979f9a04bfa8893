import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { App } from '../../src/platform/http/app.ts'
import type { Answer } from './service.ts'

interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Response> }
}

interface Operation {
  operationId: string
  responses: Record<string, Response>
}

interface Response {
  $ref?: string
  content?: Record<string, { schema: object }>
}

/** Checks answers by the OpenAPI document: a status or a shape that is not in it is a failure. */
export function contract(app: App) {
  const document = app.swagger() as unknown as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document as object, 'openapi')
  const paths = Object.entries(document.paths).map(([path, operations]) => ({
    path,
    operations,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`)
  }))
  const validators = new Map<string, ValidateFunction>()
  const compiled = (pointer: string[]) => {
    const path = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    const validator = ajv.compile({ $ref: `openapi#/${path.join('/')}` })
    validators.set(pointer.join(' '), validator)
    return validator
  }
  return (method: string, url: string, answer: Pick<Answer, 'status' | 'headers' | 'body'>) => {
    const at = url.split('?', 1)[0] as string
    const found = paths.find(({ path }) => path === at) ?? paths.find(({ pattern }) => pattern.test(at))
    const operation = found?.operations[method.toLowerCase()]
    if (found === undefined || operation === undefined) return
    const { status, headers, body } = answer
    if (status === 304) return
    const own = operation.responses[status]
    const shared = own?.$ref?.split('/').at(-1)
    const response = shared === undefined ? own : document.components.responses[shared]
    const place = `${method} ${url} → ${status}`
    if (response === undefined) throw new Error(`${place} is not in the document: ${JSON.stringify(body)}`)
    if (status === 204) return
    const type = String(headers['content-type']).split(';', 1)[0] as string
    if (response.content?.[type] === undefined) throw new Error(`${place}: ${type} is not in the document`)
    if (!type.includes('json')) return
    const inPath = ['paths', found.path, method.toLowerCase(), 'responses', String(status)]
    const pointer = [
      ...(shared === undefined ? inPath : ['components', 'responses', shared]),
      'content',
      type,
      'schema'
    ]
    const fits = validators.get(pointer.join(' ')) ?? compiled(pointer)
    if (!fits(body)) throw new Error(`${place} does not fit the document: ${ajv.errorsText(fits.errors)}`)
  }
}
