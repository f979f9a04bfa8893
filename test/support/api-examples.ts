import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Document, endpoints } from '../across/document.ts'

/** The examples of one operation, by media type, those of answers by status as well. */
export interface Examples {
  request?: Record<string, unknown>
  answers: Record<string, Record<string, unknown>>
}

export const folder = new URL('../../openapi/examples/', import.meta.url)

/** So many elements of an array an example shows. */
const SHOWN = 2
const ids = new Map<string, string>()

/** An example as it is written down: short, and with ids that are the same each time. */
export function tidy<T>(value: T): T {
  if (typeof value === 'string') return stable(value) as T
  if (Array.isArray(value)) return value.slice(0, SHOWN).map(tidy) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    if (name === 'nextCursor' && inner !== null) return [name, 'WyJleGFtcGxlIl0']
    // All codes of the service would make a long example.
    if (name === 'words' || name === 'tables') return [name, tidy(first(inner as object))]
    return [name, tidy(inner)]
  })
  return Object.fromEntries(entries) as T
}

function first(lists: object): object {
  return Object.fromEntries(Object.entries(lists).slice(0, SHOWN))
}

/** The ids of records are random; in the examples they are counted. */
function stable(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) => {
      const known = ids.get(id) ?? `019cac0f-2680-7000-8000-${String(ids.size + 1).padStart(12, '0')}`
      ids.set(id, known)
      return known
    })
    .replaceAll(/\b(\d+|\*):everything\b/g, 'clerk-$1')
    .replaceAll(/\b[1-9]\d{16}[\dX]\b/g, '')
}

/** What is wrong with the examples of an operation, by the document. */
export function fits(document: Document): (id: string, examples: Examples) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document as object, 'openapi')
  const byId = new Map(endpoints(document).map((endpoint) => [endpoint.id, endpoint]))
  const faults = (place: readonly string[], value: unknown): string[] => {
    const path = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    const validate = ajv.compile({ $ref: `openapi#/${path.join('/')}/schema` })
    return validate(value) ? [] : [`${place.join(' ')}: ${ajv.errorsText(validate.errors)}`]
  }
  return (id, { request = {}, answers }) => {
    const { path, method, operation } = byId.get(id) ?? {}
    if (path === undefined || method === undefined) return [`${id} is no operation`]
    const at = ['paths', path, method.toLowerCase()]
    const missing = [
      ...Object.keys(operation?.requestBody?.content ?? {})
        .filter(isText)
        .slice(0, 1)
        .filter((type) => !(type in request)),
      ...Object.keys(operation?.responses ?? {}).filter((status) => status === '200' && !(status in answers))
    ]
    return [
      ...missing.map((what) => `${id} has no example for ${what}`),
      ...Object.entries(request).flatMap(([type, value]) =>
        faults([...at, 'requestBody', 'content', type], value)
      ),
      ...Object.entries(answers).flatMap(([status, types]) =>
        Object.entries(types).flatMap(([type, value]) =>
          faults([...at, 'responses', status, 'content', type], value)
        )
      )
    ]
  }
}

export function isText(type: string): boolean {
  return !/^(application\/(vnd|pdf|ofd)|image\/|audio\/|video\/|multipart\/)/.test(type)
}
