// Parts of an OpenAPI document, as far as this service reads and changes them.

export interface Parameter {
  in?: string
  name?: string
  required?: boolean
  schema?: Record<string, unknown>
  $ref?: string
}

export interface Content {
  example?: unknown
  schema: { anyOf?: { type?: string }[]; [keyword: string]: unknown }
}

export interface Response {
  description?: string
  content?: Record<string, Content>
  headers?: Record<string, object>
  $ref?: string
}

export interface Operation {
  operationId?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, Content> }
  responses: Record<string, Response>
}

export interface Document {
  paths?: Record<string, Record<string, Operation>>
  components?: Record<string, Record<string, unknown>>
}
