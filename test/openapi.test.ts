import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import * as doc from './across/document.ts'
import { XLSX } from './examples/batch.ts'
import { testService } from './support/service.ts'

const { app } = await testService(t)
const document = doc.documentOf(app)
const endpoints = doc.endpoints(document)
const isWrite = ({ method }: doc.Endpoint) => method !== 'GET'
const isPublic = ({ operation }: doc.Endpoint) => operation.security?.length === 0

t.test('the committed document is the one the service gives', async (t) => {
  const committed = readFileSync(new URL('../openapi/openapi.json', import.meta.url), 'utf8')
  t.same(JSON.parse(committed), JSON.parse(JSON.stringify(document)), 'npm run openapi brings it up to date')
  t.equal(committed, `${JSON.stringify(document, null, 2)}\n`)
  const { body } = await app.inject('/openapi.json')
  t.same(JSON.parse(body), JSON.parse(committed))
})

t.test('it is OpenAPI 3.1.1 and names every operation once', async (t) => {
  t.equal(document.openapi, '3.1.1')
  t.ok(endpoints.length >= 25, `${endpoints.length} operations`)
  const ids = endpoints.map(({ id }) => id)
  t.same(
    ids.filter((id, n) => !/^[a-z][A-Za-z]+$/.test(id) || ids.indexOf(id) !== n),
    []
  )
})

t.test('every operation is told in both languages, under a known heading', async (t) => {
  const tags = document.tags.map(({ name }) => name)
  for (const { method, path, operation } of endpoints) {
    const place = `${method} ${path}`
    t.match(operation.summary ?? '', /^[\p{sc=Han}]/u, `${place} has a Chinese summary`)
    const [chinese = '', english = ''] = (operation.description ?? '').split('\n\n')
    t.match(english, /^[A-Z][\x20-\x7e…–—×≥≤’]*\.$/, `${place} has an English description`)
    t.match(chinese, /^[\p{sc=Han}].*。$/u, `${place} has a Chinese description`)
    t.equal(operation.tags?.length, 1, `${place} stands under one heading`)
    t.ok(tags.includes(operation.tags?.[0] ?? ''), `${place} stands under a known heading`)
  }
  t.same(
    tags.filter((tag) => !endpoints.some(({ operation }) => operation.tags?.includes(tag))),
    []
  )
})

t.test('every operation names its refusals, all of them as problems', async (t) => {
  for (const endpoint of endpoints) {
    const { method, path, parameters, responses } = endpoint
    const hasInput = parameters.some((one) => one.in !== 'header') || endpoint.body !== undefined
    const needsVersion = parameters.some(({ name, required }) => name === 'if-match' && required)
    const statuses = [
      ...(hasInput ? ['400'] : []),
      ...(isPublic(endpoint) ? [] : ['401', '403', '404']),
      '405',
      ...(isWrite(endpoint) ? ['409', '412', '413', '415', '422'] : []),
      ...(needsVersion ? ['428'] : []),
      '429',
      '500',
      '503'
    ]
    t.same(
      statuses.filter((status) => !(status in responses)),
      [],
      `${method} ${path} names its refusals`
    )
    // A table takes the place of another one, and of two at once one is refused anyway.
    const isTable = 'text/csv' in (endpoint.body ?? {})
    t.equal(needsVersion, ['PATCH', 'PUT'].includes(method) && !isTable, `${method} ${path} and If-Match`)
    t.ok(
      Object.keys(responses).some((status) => status.startsWith('2')),
      `${method} ${path} can succeed`
    )
    for (const [status, { description, content = {} }] of Object.entries(responses)) {
      t.match(description, /\S/)
      if (Number(status) < 400 || path === '/readyz') continue
      t.same(Object.keys(content), ['application/problem+json'], `${method} ${path} ${status}`)
      const { schema } = content['application/problem+json'] as doc.Content
      t.equal(schema.$ref, '#/components/schemas/Problem')
    }
  }
})

t.test('bodies are closed, and every text in them has a greatest length', async (t) => {
  let objects = 0
  for (const { method, path, body = {} } of endpoints) {
    for (const [type, { schema }] of Object.entries(body)) {
      for (const { place, schema: one } of doc.within(document, schema)) {
        if (type.includes('json') && isOf(one, 'object')) {
          objects += 1
          t.equal(one.additionalProperties, false, `${method} ${path} ${place} is closed`)
        }
        if (type.includes('json') && isOf(one, 'array'))
          t.ok(one.maxItems, `${method} ${path} ${place} has an end`)
        if (type.includes('json') && isOf(one, 'string'))
          t.ok(isBounded(one), `${method} ${path} ${place} has a length`)
      }
    }
  }
  t.ok(objects >= 8)
})

t.test('every parameter has a length, and only what must be given is required', async (t) => {
  for (const { method, path, parameters } of endpoints) {
    for (const one of parameters) {
      const place = `${method} ${path} ${one.in} ${one.name}`
      const schema = doc.resolve(document, one.schema)
      if (one.in === 'query' && isOf(schema, 'string')) t.ok(isBounded(schema), `${place} has a length`)
      if (one.in === 'path') t.equal(one.required, true, place)
      if (one.in === 'query') t.notOk(one.required && schema.default !== undefined, `${place} has a default`)
    }
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
    t.same(inPath.sort(), named.sort(), `${method} ${path}`)
  }
})

t.test('every operation that takes a body says which', async (t) => {
  for (const { method, path, body } of endpoints) {
    t.equal(body !== undefined, ['POST', 'PATCH', 'PUT'].includes(method), `${method} ${path}`)
  }
  const upload = endpoints.find(({ id }) => id === 'importUnits')
  t.same(Object.keys(upload?.body ?? {}), ['text/csv', XLSX])
})

t.test('examples are valid', async (t) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document as object, 'openapi')
  let checked = 0
  const check = (place: string, values: unknown[] = []) => {
    const validate = ajv.compile({ $ref: `openapi#${place}` })
    for (const value of values) {
      checked += 1
      t.ok(validate(value), `${place}: ${ajv.errorsText(validate.errors)}`)
    }
  }
  const walk = (value: unknown, place: string) => {
    if (typeof value !== 'object' || value === null) return
    const { examples, example, schema } = value as { examples?: unknown; example?: unknown; schema?: unknown }
    const at = schema === undefined ? place : `${place}/schema`
    if (Array.isArray(examples) && !place.endsWith('/properties')) check(at, examples)
    else if (schema !== undefined && examples !== undefined) {
      check(
        at,
        Object.values(examples as Record<string, { value: unknown }>).map((one) => one.value)
      )
    }
    if (example !== undefined && !place.endsWith('/properties')) check(at, [example])
    for (const [name, inner] of Object.entries(value)) {
      if (['example', 'examples', 'default', 'enum'].includes(name) && !place.endsWith('/properties'))
        continue
      walk(inner, `${place}/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    }
  }
  walk(document, '')
  t.ok(checked >= 4, `${checked} examples`)
})

t.test('every list of codes is a component of its own, with labels in both languages', async (t) => {
  const { schemas } = document.components
  const inline = everyPart(document, '').filter(
    ({ place, part }) => Array.isArray(part.enum) && !/^\/components\/schemas\/\w+$/.test(place)
  )
  t.same(inline, [])
  const lists = Object.entries(schemas).filter(([, one]) => one.enum !== undefined)
  t.ok(lists.length >= 50)
  for (const [name, { enum: codes = [], title, 'x-labels': labels }] of lists) {
    t.notOk(codes.includes(null), name)
    t.match(title ?? '', /^\p{sc=Han}/u, name)
    if (name.endsWith('Order')) continue
    t.same(Object.keys(labels ?? {}), codes, `${name} has a label for each code`)
    for (const { zh, en } of Object.values(labels ?? {}))
      t.ok(/\p{sc=Han}/u.test(zh) && /[a-z]/.test(en), name)
  }
})

t.test('a length belongs to each choice, and a file is binary', async (t) => {
  const odd = everyPart(document, '').filter(({ part }) => 'anyOf' in part && 'maxLength' in part)
  t.same(odd, [])
  for (const { method, path, body = {} } of endpoints) {
    for (const [type, { schema }] of Object.entries(body)) {
      if (!type.includes('json')) t.equal(schema.format, 'binary', `${method} ${path} ${type}`)
    }
  }
})

t.test('common parameters are components', async (t) => {
  const { parameters } = document.components
  for (const name of ['Limit', 'Cursor', 'Count', 'Codes', 'Within', 'Id'])
    t.ok(parameters[name] !== undefined, name)
  for (const name of ['IfMatch', 'IfMatchRequired', 'IdempotencyKey', 'AcceptLanguage'])
    t.equal(parameters[name]?.in, 'header', name)
})

t.test('the document says whom to write to, and each answer names the version', async (t) => {
  const { info } = document
  t.match(info.contact.email, /@/)
  t.equal(info.version, JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
  t.equal((await app.inject('/livez')).headers['api-version'], info.version)
  for (const { method, path, responses } of endpoints) {
    for (const [status, { headers = {} }] of Object.entries(responses))
      t.ok('API-Version' in headers, `${method} ${path} ${status}`)
    t.ok('Allow' in (responses['405']?.headers ?? {}), `${method} ${path}`)
  }
})

t.test('every reference points somewhere, and nothing stands unused', async (t) => {
  const text = JSON.stringify(document)
  const refs = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref as string))
  for (const $ref of refs) t.doesNotThrow(() => doc.resolve(document, { $ref }), $ref)
  for (const name of Object.keys(document.components.schemas)) {
    t.ok(refs.has(`#/components/schemas/${name}`), `${name} is used`)
    t.notMatch(name, /^schema\d+$|^def-/, 'has a name of its own')
  }
})

/** Every object of the document but examples, with its place. */
function everyPart(part: unknown, place: string): { place: string; part: doc.Schema }[] {
  if (typeof part !== 'object' || part === null) return []
  const inner = Object.entries(part).filter(([name]) => !/^(examples?|default)$/.test(name))
  return [
    { place, part: part as doc.Schema },
    ...inner.flatMap(([name, one]) => everyPart(one, `${place}/${name.replaceAll('/', '~1')}`))
  ]
}

function isOf({ type }: doc.Schema, wanted: string): boolean {
  return [type].flat().includes(wanted)
}

function isBounded({ maxLength, enum: list, const: only, format }: doc.Schema): boolean {
  return (
    maxLength !== undefined ||
    list !== undefined ||
    only !== undefined ||
    /^(date|date-time|uuid)$/.test(format ?? '')
  )
}
