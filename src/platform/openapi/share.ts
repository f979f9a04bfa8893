interface Parameter {
  in?: string
  name?: string
  $ref?: string
}

interface Response {
  description?: string
  content?: Record<string, unknown>
  headers?: Record<string, object>
  $ref?: string
}

interface Operation {
  parameters?: Parameter[]
  requestBody?: {
    required?: boolean
    content: Record<string, { schema: { anyOf?: { type?: string }[]; [word: string]: unknown } }>
  }
  responses: Record<string, Response>
}

export interface Document {
  paths?: Record<string, Record<string, Operation>>
  components?: Record<string, Record<string, unknown>>
}

/**
 * Finishes the document: what many operations have in common (refusals, headers) becomes a shared component,
 * answers name their headers, and a body that may be null need not be sent.
 */
export function finish<D extends Document>(document: D): D {
  const responses: Record<string, unknown> = {}
  const parameters: Record<string, unknown> = {}
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(operations)) {
      addHeaders(path, method, operation)
      if (operation.requestBody !== undefined)
        operation.requestBody.required = !mayBeNull(operation.requestBody)
      operation.responses = shareResponses(operation.responses, responses)
      operation.parameters = operation.parameters?.map((one) => shareParameter(one, parameters))
    }
  }
  document.components = { ...document.components, responses, parameters, headers }
  return document
}

function shareResponses(
  own: Operation['responses'],
  shared: Record<string, unknown>
): Operation['responses'] {
  const entries = Object.entries(own).map(([status, response]): [string, Response] => {
    if (response.content?.['application/problem+json'] === undefined) return [status, response]
    shared[`Refusal${status}`] = response
    return [status, { $ref: `#/components/responses/Refusal${status}` }]
  })
  return Object.fromEntries(entries)
}

function shareParameter(one: Parameter & { required?: boolean }, shared: Record<string, unknown>): Parameter {
  if (one.in !== 'header') return one
  const words = `${one.name}`.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  const name = `${words.join('')}${one.required ? 'Required' : ''}`
  shared[name] = one
  return { $ref: `#/components/parameters/${name}` }
}

const text = (description: string) => ({ description, schema: { type: 'string' } })

const headers = {
  'API-Version': text('接口版本。Version of the API'),
  ETag: text(
    '记录的版本，用于 If-Match 和 If-None-Match。Version of the record,' + ' for If-Match and If-None-Match'
  ),
  Location: text('新记录的地址。Address of the new record'),
  Link: text('下一页的地址。Address of the next page, `rel="next"`'),
  'Idempotent-Replayed': text(
    '值为 true 时，表示重放首次的答复。With the value `true`: the first answer is sent again'
  )
}

type Header = keyof typeof headers

function addHeaders(path: string, method: string, operation: Operation): void {
  const isList = operation.parameters?.some(({ name }) => name === 'cursor')
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith('2')) continue
    const names: Header[] = ['API-Version']
    if (/\}$/.test(path) || method === 'patch') names.push('ETag')
    if (status === '201' || status === '202') names.push('ETag', 'Location')
    if (isList) names.push('Link')
    if (method === 'post') names.push('Idempotent-Replayed')
    response.headers = Object.fromEntries(
      names.map((name) => [name, { $ref: `#/components/headers/${name}` }])
    )
  }
}

function mayBeNull({ content }: NonNullable<Operation['requestBody']>): boolean {
  return Object.values(content).some(({ schema }) => schema.anyOf?.some(({ type }) => type === 'null'))
}
