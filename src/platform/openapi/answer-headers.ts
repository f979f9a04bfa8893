import type { Operation, Response } from './parts.ts'

const text = (description: string) => ({ description, schema: { type: 'string' } })

/** Headers of answers, as components of the document. */
export const headers = {
  'API-Version': text('接口版本。Version of the API'),
  ETag: text(
    '记录的版本，用于 If-Match 和 If-None-Match。Version of the record, for If-Match and If-None-Match'
  ),
  Location: text('新记录的地址。Address of the new record'),
  Link: text('下一页的地址。Address of the next page, `rel="next"`'),
  'Idempotent-Replayed': text(
    '值为 true 时，表示重放首次的答复。With the value `true`: the first answer is sent again'
  ),
  'Retry-After': text('多少秒后可重试。Seconds to wait before trying again'),
  'WWW-Authenticate': text('所需的认证方式（RFC 6750）。Scheme of authentication that is needed (RFC 6750)'),
  Allow: text('该地址支持的方法。Methods that the address takes')
}

type Header = keyof typeof headers

const ofRefusals: Record<string, Header[]> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After'],
  503: ['Retry-After']
}

/** Names the headers of each answer of an operation. */
export function addHeaders(path: string, method: string, operation: Operation): void {
  const isList = operation.parameters?.some(({ name }) => name === 'cursor') ?? false
  for (const [status, response] of Object.entries(operation.responses)) {
    const names = status.startsWith('2') ? ofAnswer(path, method, status, isList) : (ofRefusals[status] ?? [])
    response.headers = referring(['API-Version', ...names])
  }
}

function ofAnswer(path: string, method: string, status: string, isList: boolean): Header[] {
  const isMade = status === '201' || status === '202'
  return [
    ...(/\}$/.test(path) || method === 'patch' || isMade ? (['ETag'] as const) : []),
    ...(isMade ? (['Location'] as const) : []),
    ...(isList ? (['Link'] as const) : []),
    ...(status === '202' || path === '/v1/operations/{id}' ? (['Retry-After'] as const) : []),
    ...(method === 'post' ? (['Idempotent-Replayed'] as const) : [])
  ]
}

function referring(names: readonly Header[]): NonNullable<Response['headers']> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
