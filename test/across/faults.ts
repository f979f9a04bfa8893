import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { fc } from '../support/property.ts'
import { badField, badText, deep, malformed } from './bad-values.ts'
import type { Call } from './baseline.ts'
import { type Document, type Endpoint, resolve, type Schema } from './document.ts'

/** Something wrong with a call. */
export interface Fault {
  name: string
  call: Call
  /** The statuses with which it must be refused; undefined where it may also pass. */
  must?: readonly number[] | undefined
}

type Faults = fc.Arbitrary<Fault>

/** What the document says of a value: the test's own opinion, by which refusals are judged. */
export function judge(document: Document) {
  const options = { strict: false, allErrors: false } as const
  const strict = new Ajv2020(options)
  const reading = new Ajv2020({ ...options, coerceTypes: true })
  for (const ajv of [strict, reading]) {
    addFormats.default(ajv)
    ajv.addSchema(document as object, 'openapi')
  }
  const absolute = (schema: Schema): Schema =>
    JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi#/'))
  const body = remembered((schema) => strict.compile(absolute(schema)))
  const parameter = remembered((schema) =>
    reading.compile({ type: 'object', properties: { word: absolute(schema) } })
  )
  return {
    fits: (schema: Schema, value: unknown) => body(schema)(value),
    // Several values of a parameter are separated by commas; one that is given twice counts once.
    reads: (schema: Schema, word: string) =>
      parameter(schema)({ word: schema.type === 'array' ? [...new Set(word.split(','))] : word })
  }
}

/** A schema is compiled once, however many values it judges. */
function remembered(compile: (schema: Schema) => ValidateFunction) {
  const known = new Map<Schema, ValidateFunction>()
  return (schema: Schema) => {
    const validator = known.get(schema) ?? compile(schema)
    known.set(schema, validator)
    return validator
  }
}

export type Judge = ReturnType<typeof judge>

/** All that can be wrong with the body of a call that takes JSON. */
export function bodyFaults(
  document: Document,
  { fits }: Judge,
  { body = {}, operation, path }: Endpoint,
  call: Call
): Faults[] {
  const schema = body['application/json']?.schema
  if (schema === undefined || typeof call.raw !== 'string') return []
  const right = JSON.parse(call.raw)
  // A batch of cases may be larger than other bodies.
  const mostBytes = (path === '/v1/cases/batch' ? 8 : 1) * 1024 * 1024
  const of = (
    name: string,
    raw: string | Buffer,
    must?: readonly number[],
    type = 'application/json'
  ): Fault => ({
    name,
    call: { ...call, raw, type },
    // Where none is needed, an empty body is none.
    must: raw === '' && !operation.requestBody?.required ? undefined : must
  })
  const places = fieldsOf(document, schema)
  const changed = fc
    .array(fc.tuple(places.length > 0 ? fc.constantFrom(...places) : fc.constant([]), badField), {
      minLength: 1,
      maxLength: 2
    })
    .map((changes) => {
      const value = changes.reduce((whole, [place, wrong]) => put(whole, place, wrong), right)
      const raw = JSON.stringify(value)
      const isRight = raw === undefined || (fits(schema, JSON.parse(raw)) && isStorable(raw))
      return of(`body ${raw?.slice(0, 200)}`, raw ?? '', isRight ? undefined : [400])
    })
  const required = resolve(document, schema).required ?? []
  return [
    changed,
    badField.map((value) => {
      const raw = JSON.stringify(value) ?? ''
      const isRight = raw !== '' && fits(schema, JSON.parse(raw)) && isStorable(raw)
      return of(`whole body ${raw.slice(0, 200)}`, raw, isRight ? undefined : [400])
    }),
    malformed(call.raw).map((raw) => of(`malformed ${raw.slice(0, 100)}`, raw, [400])),
    deep.map((raw) => of('deeply nested', raw, [400])),
    fc.constant(of('too large', JSON.stringify('x'.repeat(mostBytes)), [413])),
    fc
      .constantFrom(
        'text/plain',
        'text/csv',
        'application/xml',
        'multipart/form-data; boundary=x',
        'application/jsonx',
        'json'
      )
      .map((type) => of(`sent as ${type}`, call.raw ?? '', [415], type)),
    ...(required.length === 0
      ? []
      : [
          fc
            .constantFrom(...required)
            .map((name) => of(`without ${name}`, JSON.stringify({ ...right, [name]: undefined }), [400]))
        ])
  ]
}

/** All that can be wrong with the parameters of a call. */
export function parameterFaults({ reads }: Judge, { parameters }: Endpoint, call: Call): Faults[] {
  // What the call cannot do without stays beside what is wrong.
  const others = (text: string) =>
    call.query.split('&').filter((one) => one !== '' && one.split('=')[0] !== text.split(/[=[]/)[0])
  const query = (name: string, text: string, must?: readonly number[]): Fault => ({
    name: `${name}: ?${text.slice(0, 100)}`,
    call: { ...call, query: [...others(text), text].join('&') },
    must
  })
  const takesBoth = (schema: Schema) => schema.type === 'array' && reads(schema, '1,2') === true
  const known = parameters.filter((one) => one.in === 'query')
  const inPath = parameters.filter((one) => one.in === 'path')
  const undecodable = fc.constantFrom('%ff', '%', '%ED%A0%80', '%u0041', '%00%ff')
  return [
    fc
      .constantFrom('nonsense', '__proto__', 'constructor', 'LIMIT', 'limit[]', 'within.x', '', '%00')
      .map((name) => query('unknown', `${name}=1`, [400])),
    ...known.flatMap(({ name, schema }) => [
      badText.map((word) =>
        query('wrong', `${name}=${encodeURIComponent(word)}`, right(reads(schema, word), word))
      ),
      fc
        .constantFrom(`${name}=1&${name}=2`, `${name}[]=1`, `${name}[x]=1`)
        .map((text) => query('twice', text, text.includes('&') && takesBoth(schema) ? undefined : [400])),
      undecodable.map((word) => query('undecodable', `${name}=${word}`))
    ]),
    ...inPath.flatMap(({ name, schema }) => {
      const of = (word: string, must?: readonly number[]): Fault => ({
        name: `path ${word.slice(0, 100)}`,
        call: { ...call, path: { ...call.path, [name]: word } },
        must
      })
      return [
        badText
          .filter((word) => !/^\.*$/.test(word))
          .map((word) => of(encodeURIComponent(word), right(reads(schema, word), word, [400, 404, 414]))),
        undecodable.map((word) => of(word, [400, 404]))
      ]
    })
  ]
}

function right(fits: boolean, word: string, must: readonly number[] = [400]) {
  return fits && !word.includes('\0') ? undefined : must
}

/** The fields of a body, and those of the objects and lists within it. */
function fieldsOf(document: Document, schema: Schema, place: string[] = []): string[][] {
  const here = resolve(document, schema)
  const own = Object.entries(here.properties ?? {}).flatMap(([name, one]) => [
    [...place, name],
    ...fieldsOf(document, one, [...place, name])
  ])
  const items = here.items === undefined ? [] : fieldsOf(document, here.items, [...place, '0'])
  const unknown =
    here.properties === undefined
      ? []
      : ['nonsense', '__proto__', 'constructor', 'ｎame'].map((name) => [...place, name])
  return [...own, ...items, ...unknown]
}

function put(whole: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  const here = typeof whole === 'object' && whole !== null ? whole : {}
  const inner = put((here as Record<string, unknown>)[name], rest, value)
  if (Array.isArray(here)) return [inner, ...here.slice(1)]
  // Not by assignment: `__proto__` shall be a field like any other.
  return Object.fromEntries([...Object.entries(here).filter(([key]) => key !== name), [name, inner]])
}

function isStorable(raw: string): boolean {
  return !/\\u0000|\\ud[89a-f]/i.test(raw)
}
