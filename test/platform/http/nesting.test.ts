import t from 'tap'
import { MOST_DEPTH, MOST_NODES, mustBeSimple } from '../../../src/platform/http/requests/nesting.ts'
import { testService } from '../../support/service.ts'

const tooComplex = { code: 'too-deep' }
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const listOf = (count: number) => JSON.stringify(Array.from({ length: count }, () => 1))

t.test('depth and number of values', async (t) => {
  const cases: [what: string, text: string, isSimple: boolean][] = [
    ['as deep as it may be', nested(MOST_DEPTH), true],
    ['one level more', nested(MOST_DEPTH + 1), false],
    ['objects count like lists', '{"a":'.repeat(MOST_DEPTH + 1) + '1'.padEnd(MOST_DEPTH + 2, '}'), false],
    ['side by side is not deep', `[${Array(1000).fill('[]').join()}]`, true],
    ['as many values as there may be', listOf(MOST_NODES - 1), true],
    ['one more', listOf(MOST_NODES), false],
    ['brackets and commas of a text', JSON.stringify({ text: '[{,'.repeat(20_000) }), true],
    ['a quote within a text', JSON.stringify({ text: `"${'['.repeat(30)}\\"${'['.repeat(30)}\\` }), true],
    ['after a text that ends with a backslash', `["\\\\",${nested(MOST_DEPTH)}]`, false],
    ['a text without an end', `["${'['.repeat(30)}`, true],
    ['no JSON at all', ']]]]}}}', true]
  ]
  for (const [what, text, isSimple] of cases) {
    if (isSimple) t.doesNotThrow(() => mustBeSimple(text), what)
    else t.throws(() => mustBeSimple(text), tooComplex, what)
  }
})

t.test('refused before it is parsed, whatever the route', async (t) => {
  const { call } = await testService(t)
  const wide = `{"x":[${'{"a":[]},'.repeat(100_000)}1]}`
  for (const raw of [nested(500_000), '{"a":'.repeat(200_000), wide]) {
    const { status, body } = await call('POST', '/v1/cases', { raw })
    t.match({ status, body }, { status: 400, body: tooComplex })
    t.match(body.detail, /20层、含20000个值/)
  }
  const { status, body } = await call('POST', '/v1/cases', { raw: `{"x":"${'['.repeat(1000)}` })
  t.match({ status, body }, { status: 400, body: { code: 'malformed-json' } })
})
