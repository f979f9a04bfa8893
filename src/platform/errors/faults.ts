import { type Fault, faults, type Sentence } from './refusal.ts'

/** What can be wrong with a single value, whatever the route. */
export const faultSentences = {
  required: { zh: '缺少必填项', en: 'is required' },
  'unknown-field': { zh: '没有这个字段', en: 'is not a known field' },
  'unknown-parameter': { zh: '没有这个参数', en: 'is not a known parameter' },
  'wrong-type': { zh: '类型应为 {expected}', en: 'must be of type {expected}' },
  'not-in-list': { zh: '应为以下之一：{expected}', en: 'must be one of: {expected}' },
  'wrong-format': { zh: '格式应为 {expected}', en: 'must have the format {expected}' },
  'wrong-pattern': { zh: '应符合 {expected}', en: 'must match {expected}' },
  'too-short': { zh: '至少 {expected}', en: 'must have at least {expected}' },
  'too-long': { zh: '至多 {expected}', en: 'must have at most {expected}' },
  'too-small': { zh: '不得小于 {expected}', en: 'must not be less than {expected}' },
  'too-large': { zh: '不得大于 {expected}', en: 'must not be more than {expected}' },
  'invisible-sign': {
    zh: '名称、编号中不得含有控制字符、零宽字符或双向排版字符',
    en: 'is a name or number and must not hold control, zero-width or bidirectional formatting characters'
  },
  'not-unique': { zh: '有重复项', en: 'has doubles' },
  'no-such-combination': { zh: '字段组合不被接受', en: 'is not an accepted combination of fields' },
  'unstorable-text': {
    zh: '含有无法保存的字符（NUL 或不成对的代理项）',
    en: 'holds a character that cannot be stored (NUL or a lone surrogate)'
  }
} satisfies Record<string, Sentence>

export const fault = faults(faultSentences)

/** What Ajv reports, as far as it is used here. */
export interface SchemaError {
  keyword: string
  instancePath: string
  params: Record<string, unknown>
}

type Part = 'body' | 'querystring' | 'params' | 'headers'
type FaultCode = keyof typeof faultSentences

const codes: Record<string, [FaultCode, string?]> = {
  required: ['required'],
  type: ['wrong-type', 'type'],
  enum: ['not-in-list', 'allowedValues'],
  const: ['not-in-list', 'allowedValue'],
  format: ['wrong-format', 'format'],
  pattern: ['wrong-pattern', 'pattern'],
  minLength: ['too-short', 'limit'],
  maxLength: ['too-long', 'limit'],
  minItems: ['too-short', 'limit'],
  maxItems: ['too-long', 'limit'],
  minProperties: ['too-short', 'limit'],
  maxProperties: ['too-long', 'limit'],
  minimum: ['too-small', 'limit'],
  maximum: ['too-large', 'limit'],
  exclusiveMinimum: ['too-small', 'limit'],
  exclusiveMaximum: ['too-large', 'limit'],
  uniqueItems: ['not-unique'],
  invisible: ['invisible-sign']
}

/** Ajv's errors as faults, one for each place. */
export function schemaFaults(errors: readonly SchemaError[], part: Part): Fault[] {
  const found = new Map<string, Fault>()
  for (const error of errors) {
    const one = schemaFault(error, part)
    if (!found.has(one.pointer)) found.set(one.pointer, one)
  }
  return [...found.values()]
}

function schemaFault(error: SchemaError, part: Part): Fault {
  const { keyword, params } = error
  if (keyword === 'required') {
    return fault('required', { pointer: pointer(part, `${error.instancePath}/${params.missingProperty}`) })
  }
  if (keyword === 'additionalProperties') {
    const at = pointer(part, `${error.instancePath}/${params.additionalProperty}`)
    return fault(part === 'body' ? 'unknown-field' : 'unknown-parameter', { pointer: at })
  }
  const [code, param] = codes[keyword] ?? ['no-such-combination']
  const expected = param === undefined ? '' : [params[param]].flat().map(String).join(', ')
  return fault(code, { pointer: pointer(part, error.instancePath), values: { expected } })
}

/** Where in the request: `/name` in the body, `?name` in the query, `{name}` in the path. */
export function pointer(part: Part, path: string): string {
  if (part === 'body') return path
  const name = path.slice(1)
  if (part === 'querystring') return `?${name}`
  return part === 'params' ? `{${name}}` : `header:${name}`
}

/**
 * Every text that PostgreSQL cannot store (NUL) or would store changed (lone surrogates). Walks without
 * recursion: the depth of a body is the caller's choice.
 */
export function unstorable(value: unknown, part: Part): Fault[] {
  return isAllStorable(value) ? [] : placesOf(value, part)
}

/** Without the places, which take most of the time where a body has thousands of fields. */
function isAllStorable(value: unknown): boolean {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const here = open.pop()
    if (typeof here === 'string') {
      if (!isStorable(here)) return false
    } else if (Array.isArray(here)) {
      for (const inner of here) open.push(inner)
    } else if (typeof here === 'object' && here !== null) {
      for (const key of Object.keys(here)) {
        if (!isStorable(key)) return false
        open.push((here as Record<string, unknown>)[key])
      }
    }
  }
  return true
}

function placesOf(value: unknown, part: Part): Fault[] {
  const found: Fault[] = []
  const open: [string, unknown][] = [['', value]]
  for (let next = open.pop(); next !== undefined && found.length < 100; next = open.pop()) {
    const [path, here] = next
    if (typeof here === 'string') {
      if (!isStorable(here)) found.push(fault('unstorable-text', { pointer: pointer(part, path) }))
    } else if (typeof here === 'object' && here !== null) {
      for (const [key, inner] of Object.entries(here)) {
        const name = isStorable(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : '?'
        if (name === '?') found.push(fault('unstorable-text', { pointer: pointer(part, `${path}/?`) }))
        open.push([`${path}/${name}`, inner])
      }
    }
  }
  return found
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
