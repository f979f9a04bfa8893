import type { App } from '../../src/platform/http/app.ts'

/** A JSON schema, as far as these tests look into it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  title?: string
  'x-labels'?: Record<string, { zh: string; en: string }>
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  minProperties?: number
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  examples?: unknown[]
  default?: unknown
}

export interface Parameter {
  $ref?: string
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
  schema: Schema
}

export interface Content {
  schema: Schema
  example?: unknown
  examples?: Record<string, { value: unknown }>
}

export interface Response {
  $ref?: string
  description: string
  headers?: Record<string, object>
  content?: Record<string, Content>
}

export interface Operation {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: { $ref?: string; required?: boolean; content: Record<string, Content> }
  responses: Record<string, Response>
}

export interface Document {
  openapi: string
  info: { version: string; contact: { email: string } }
  tags: { name: string }[]
  security: unknown[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> }
}

/** One operation of the document with everything it refers to put in its place. */
export interface Endpoint {
  method: string
  path: string
  id: string
  operation: Operation
  parameters: Parameter[]
  body: Record<string, Content> | undefined
  responses: Record<string, Response>
}

export function documentOf(app: App): Document {
  return app.swagger() as unknown as Document
}

export function endpoints(document: Document): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      id: operation.operationId,
      operation,
      parameters: (operation.parameters ?? []).map((one) => resolve(document, one)),
      body: operation.requestBody && resolve(document, operation.requestBody).content,
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, one]) => [status, resolve(document, one)])
      )
    }))
  )
}

/** What a `$ref` of the document points to; anything else as it is. */
export function resolve<T extends { $ref?: string }>(document: Document, value: T): T {
  if (value.$ref === undefined) return value
  const parts = value.$ref.replace(/^#\//, '').split('/')
  const found = parts.reduce<unknown>(
    (here, part) => (here as Record<string, unknown>)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    document
  )
  if (found === undefined) throw new Error(`${value.$ref} points nowhere`)
  return resolve(document, found as T)
}

/** Every schema within a schema, itself first, with its place. */
export function within(document: Document, schema: Schema, place = ''): { place: string; schema: Schema }[] {
  const here = resolve(document, schema)
  const inner: [string, Schema][] = [
    ...Object.entries(here.properties ?? {}),
    ...(here.items === undefined ? [] : [['[]', here.items] as [string, Schema]]),
    ...[...(here.anyOf ?? []), ...(here.oneOf ?? []), ...(here.allOf ?? [])].map((one): [string, Schema] => [
      '|',
      one
    ])
  ]
  return [
    { place, schema: here },
    ...inner.flatMap(([name, one]) => within(document, one, `${place}/${name}`))
  ]
}
