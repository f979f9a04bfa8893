import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fastJson from 'fast-json-stringify'
import { hasInvisible } from '../../values/invisible.ts'
import type { App } from '../app.ts'

/**
 * Validators and serializers are compiled when a route first needs them: most processes never need most of
 * them, and all of them at the start would cost a third of a second and 30 MB.
 */
export function compileWhenAsked(app: App): void {
  validate(app)
  serialize(app)
}

/** Bodies are checked as they are; parameters are texts, so numbers and booleans are parsed. */
function validate(app: App): void {
  const options = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const
  const strict = new Ajv({ ...options, coerceTypes: false })
  const reading = new Ajv({ ...options, coerceTypes: true })
  for (const ajv of [strict, reading]) {
    addFormats.default(ajv)
    refuseInvisible(ajv)
  }
  const known = new Set<string>()
  const learn = () => {
    for (const [id, shared] of Object.entries(app.getSchemas())) {
      if (known.has(id)) continue
      known.add(id)
      for (const ajv of [strict, reading]) ajv.addSchema(shared as object, id)
    }
  }
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const compiled = once(() => {
      learn()
      return (httpPart === 'body' ? strict : reading).compile(schema as object)
    })
    const integers = httpPart === 'body' ? [] : namesOf(schema, 'integer')
    const lists = httpPart === 'querystring' ? namesOf(schema, 'array') : []
    return (data: unknown) => {
      splitLists(data as Record<string, unknown>, lists)
      const odd = oddIntegers(data as Record<string, unknown>, integers)
      if (odd.length > 0) return { error: odd as never }
      const check = compiled()
      return check(data) || { error: check.errors as never }
    }
  })
}

function namesOf(schema: unknown, wanted: 'integer' | 'array'): string[] {
  const { properties } = schema as { properties?: Record<string, { type?: string }> }
  return Object.entries(properties ?? {})
    .filter(([, { type }]) => type === wanted)
    .map(([name]) => name)
}

/** `state=received,accepted`; a parameter that is named twice gives both. */
function splitLists(data: Record<string, unknown>, lists: readonly string[]): void {
  for (const name of lists) {
    const given = data[name]
    if (given === undefined) continue
    data[name] = [...new Set([given].flat().flatMap((one) => String(one).split(',')))]
  }
}

/** An integer is written in digits: `1e1`, `+5` and `0x10`, which Ajv would read as numbers, are refused. */
function oddIntegers(data: Record<string, unknown>, integers: readonly string[]): object[] {
  const isOdd = (value: unknown) => typeof value === 'string' && !/^-?\d+$/.test(value)
  return integers
    .filter((name) => isOdd(data?.[name]))
    .map((name) => ({ instancePath: `/${name}`, keyword: 'type', params: { type: 'integer' } }))
}

/** Texts up to this length are names and numbers; longer ones are written in sentences and lines. */
const LONGEST_NAME = 200

/** Names and numbers must not contain invisible characters: `maxLength` checks this as well. */
function refuseInvisible(ajv: Ajv): void {
  const check = (limit: number) => {
    const tooLong = [{ keyword: 'maxLength', params: { limit } }]
    const invisible = [{ keyword: 'invisible', params: {} }]
    const judge: { (text: string): boolean; errors?: object[] } = (text) => {
      const isTooLong = text.length > limit && [...text].length > limit
      judge.errors = isTooLong ? tooLong : invisible
      return !isTooLong && (limit > LONGEST_NAME || !hasInvisible(text))
    }
    return judge
  }
  ajv.removeKeyword('maxLength')
  ajv.addKeyword({
    keyword: 'maxLength',
    type: 'string',
    schemaType: 'number',
    compile: check,
    errors: 'full'
  })
}

/** One serializer for each schema, not for each route: making one looks at all shared schemas again. */
function serialize(app: App): void {
  const known = new Map<string, () => (data: unknown) => string>()
  app.setSerializerCompiler(({ schema }) => {
    const key = JSON.stringify(schema)
    const make = () => fastJson(schema as object, { schema: app.getSchemas() as never })
    const compiled = known.get(key) ?? once(make)
    known.set(key, compiled)
    return (data) => encoded(compiled()(data))
  })
}

/** An answer with at least so many characters is long. */
const LONG = 4096

/**
 * A long answer as bytes, which Fastify takes as well: made of many short texts, it would be put together
 * twice, to be measured and to be sent.
 */
function encoded(text: string): string {
  return text.length < LONG ? text : (Buffer.from(text) as unknown as string)
}

/** The result of `make`, which the first call makes. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
