import { type CodeLabels, labelsFor } from './code-labels.ts'
import { expectedLabels, patternInWords } from './expected.ts'
import { type Fault, faults, type Sentence, type Values } from './refusal.ts'

/** Faults that a single value can have on any route. */
export const faultSentences = {
  required: { zh: '缺少必填项，请补充', en: 'A required value is missing. Add it' },
  'unknown-field': {
    zh: '没有这个字段，请核对字段名或删除',
    en: 'There is no such field. Correct its name or remove it'
  },
  'unknown-parameter': {
    zh: '没有这个参数，请核对参数名或删除',
    en: 'There is no such parameter. Correct its name or remove it'
  },
  'wrong-type': {
    zh: '类型不符，应为{expected:json-type}',
    en: 'The value has the wrong type. Expected: {expected:json-type}'
  },
  'not-in-list': {
    zh: '应为以下之一：{expected}',
    en: 'The value is not in the list. Expected one of: {expected}'
  },
  'wrong-format': {
    zh: '格式不符，应为{expected:text-format}',
    en: 'The value has the wrong format. Expected: {expected:text-format}'
  },
  'wrong-pattern': {
    zh: '写法不符，要求：{expected}',
    en: 'The value has the wrong form. Expected: {expected}'
  },
  'too-short': {
    zh: '内容过少，至少{expected}{counted:counted}',
    en: 'The value is too short. Least number of {counted:counted}: {expected}'
  },
  'too-long': {
    zh: '内容过多，至多{expected}{counted:counted}',
    en: 'The value is too long. Greatest number of {counted:counted}: {expected}'
  },
  'too-small': { zh: '数值过小，不得小于{expected}', en: 'The number is too small. The least is {expected}' },
  'too-large': {
    zh: '数值过大，不得大于{expected}',
    en: 'The number is too large. The greatest is {expected}'
  },
  'invisible-sign': {
    zh: '名称、编号中不得含有控制字符、零宽字符或双向排版字符，请删除',
    en:
      'A name or number cannot contain control, zero-width or bidirectional formatting characters. ' +
      'Remove them'
  },
  'not-unique': { zh: '列表中有重复项，请删除', en: 'The list contains the same item twice. Remove one' },
  'no-such-combination': {
    zh: '字段组合不被接受，请对照接口文档',
    en: 'These fields cannot be combined. See the API document'
  },
  'unstorable-text': {
    zh: '含有无法保存的字符（空字符或不成对的代理项），请删除',
    en: 'The text contains a character that cannot be stored (NUL or a lone surrogate). Remove it'
  }
} satisfies Record<string, Sentence>

export const fault = faults(faultSentences, expectedLabels)

/** The parts of Ajv's reports that are used here. */
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
export function schemaFaults(
  errors: readonly SchemaError[],
  part: Part,
  labels: CodeLabels = new Map()
): Fault[] {
  const found = new Map<string, Fault>()
  for (const error of errors) {
    const one = schemaFault(error, part, labels)
    if (!found.has(one.pointer)) found.set(one.pointer, one)
  }
  return [...found.values()]
}

function schemaFault(error: SchemaError, part: Part, labels: CodeLabels): Fault {
  const { keyword, params } = error
  if (keyword === 'required') {
    return fault('required', { pointer: pointer(part, `${error.instancePath}/${params.missingProperty}`) })
  }
  if (keyword === 'additionalProperties') {
    const at = pointer(part, `${error.instancePath}/${params.additionalProperty}`)
    return fault(part === 'body' ? 'unknown-field' : 'unknown-parameter', { pointer: at })
  }
  const [code, param] = codes[keyword] ?? ['no-such-combination']
  const expected = param === undefined ? [] : [params[param]].flat().map(String)
  const place = { pointer: pointer(part, error.instancePath) }
  return fault(code, {
    ...place,
    values: { expected: inWords(code, expected, labels), counted: countedBy(keyword) }
  })
}

function inWords(code: FaultCode, expected: string[], labels: CodeLabels): Values[string] {
  if (code === 'wrong-pattern') return patternInWords(expected[0] as string) ?? expected
  if (code !== 'not-in-list') return expected
  const list =
    labelsFor(
      expected.filter((one) => one !== 'null'),
      labels
    ) ?? {}
  return expected.map((one) => (list[one] === undefined ? one : { zh: `${list[one].zh}（${one}）`, en: one }))
}

/** What a limit counts: `minLength` characters, `minItems` items, `minProperties` fields. */
function countedBy(keyword: string): string {
  if (keyword.endsWith('Items')) return 'items'
  return keyword.endsWith('Properties') ? 'fields' : 'characters'
}

/** Where in the request: `/name` in the body, `?name` in the query, `{name}` in the path. */
export function pointer(part: Part, path: string): string {
  if (part === 'body') return path
  const name = path.slice(1)
  // For several values, the name of the parameter and not the place among them.
  if (part === 'querystring') return `?${name.split('/', 1)[0]}`
  return part === 'params' ? `{${name}}` : `header:${name}`
}

/**
 * Finds every text that PostgreSQL cannot store (NUL) or would change (lone surrogates). Without recursion,
 * because callers choose the depth of a body.
 */
export function unstorable(value: unknown, part: Part): Fault[] {
  return isAllStorable(value) ? [] : placesOf(value, part)
}

/** Without the places, which would take most of the time where a body has thousands of fields. */
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
