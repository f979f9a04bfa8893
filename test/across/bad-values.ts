import { fc } from '../support/property.ts'

const LEVELS = 100_000

const texts = [
  '',
  ' ',
  '\t\n',
  'a\0b',
  '\0',
  "'; drop table unit; --",
  '%',
  '\\',
  '../../etc/passwd',
  '=1+1',
  '🙂'.repeat(20),
  '中'.repeat(1001),
  'x'.repeat(20_000),
  'null',
  'true',
  '-1',
  '0',
  '1.5',
  '1e3',
  '1e999',
  '0x10',
  '99999999999999999999',
  '2147483648',
  'NaN',
  '2026-02-30',
  '0000-01-01',
  '9999-99-99',
  '2026-06-01T00:00:00',
  '[]',
  '{}',
  '00000000-0000-0000-0000-000000000000',
  'WyJhYmMiXQ',
  'WzEsMiwzXQ',
  'e30',
  '22',
  '99'
]

/** Texts that are wrong somewhere, and some that are right by chance. */
export const badText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 400 }) }
)

const lonely = ['a\ud800b', '\udfff', '\ud800\ud800']
const others = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  [],
  {},
  [null],
  [[]],
  { a: 1 }
]

/** Values of every type, most of them wrong wherever they are put; undefined leaves the field out. */
export const badField: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...others, undefined) },
  { weight: 3, arbitrary: badText },
  { weight: 2, arbitrary: fc.constantFrom(...lonely) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: badText.map((text) => Array(60).fill(text.slice(0, 200))) }
)

/** Texts that are no JSON, made from one that is. */
export function malformed(right: string): fc.Arbitrary<string> {
  const cut = right.length > 1 ? [fc.nat(right.length - 2).map((n) => right.slice(0, n + 1))] : []
  const broken = [
    `${right}}`,
    `${right},`,
    `\ufeff\ufeff${right}`,
    `[${right}`,
    `'${right}'`,
    `${right}${right}`
  ]
  const texts = [
    '',
    ' ',
    'NaN',
    'undefined',
    '{"a":1,}',
    "{'a':1}",
    '{"a":01}',
    '{"a":"\n"}',
    '{"__proto__":{}}',
    '"\\ud8"'
  ]
  const others = fc.constantFrom(...broken, ...texts, '[1e', '\0', '{"a":1e1000000', '<x/>', 'a=1')
  return fc.oneof(others, ...cut).filter((text) => !isJson(text))
}

/** Nested far deeper than any program recurses, closed or not. */
export const deep: fc.Arbitrary<string> = fc
  .constantFrom(['[', ']', '1'], ['{"a":', '}', '1'], ['{"name":', '}', '"x"'], ['[', '', ''])
  .map(([open = '', close = '', core = '']) => open.repeat(LEVELS) + core + close.repeat(LEVELS))

function isJson(text: string): boolean {
  try {
    // What would reach into the prototype is no JSON to the service.
    return !Object.hasOwn(Object(JSON.parse(text)), '__proto__')
  } catch {
    return false
  }
}
