import t from 'tap'
import { nothingWritten, refused } from '../support/assertions.ts'
import { type CallOptions, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const header = 'code,name,level,parentCode'
const load = (raw: string | Buffer, options: CallOptions = {}) =>
  call('POST', '/v1/units/import', { raw, type: 'text/csv', ...options })

/** Files with one fault each. */
const files: [
  name: string,
  raw: string | Buffer,
  line: number | undefined,
  column: string | undefined,
  code: string
][] = [
  ['an empty file', '', 1, undefined, 'header-missing'],
  ['blank lines alone', '\n\n', 1, undefined, 'header-missing'],
  ['a column that is missing', 'code,name,level\nx1,x,city\n', 1, 'parentCode', 'column-missing'],
  [
    'a column that is misspelt',
    `${header},countInQuota\nx1,x,city,22,\n`,
    1,
    'countInQuota',
    'column-unknown'
  ],
  ['a column twice', `${header},name\nx1,x,city,22,x\n`, 1, 'name', 'column-twice'],
  ['a cell too many', `${header}\nx1,x,city,22\nx2,x,city,22,x\n`, 3, undefined, 'column-count'],
  ['a cell too few', `${header}\nx1,x,city\n`, 2, undefined, 'column-count'],
  ['a NUL', `${header}\nx1,a\0b,city,22\n`, 2, 'name', 'text-unstorable'],
  ['a quote that does not close', `${header}\nx1,"x,city,22\n`, undefined, undefined, 'quote-broken'],
  [
    'bytes that are no UTF-8',
    Buffer.from(`${header}\nx1,\xe9\xe9,city,22\n`, 'latin1'),
    undefined,
    undefined,
    'encoding-broken'
  ],
  [
    'half a character at the end',
    Buffer.concat([Buffer.from(`${header}\nx1,x,city,22`), Buffer.from([0xe4])]),
    undefined,
    undefined,
    'encoding-broken'
  ]
]

t.test('files that are no table of units', async (t) => {
  await nothingWritten(t, service, async () => {
    for (const [name, raw, line, column, code] of files) {
      const { status, body } = await load(raw)
      t.strictSame([status, body.code, body.rejected], [422, 'import-rejected', 1], name)
      t.equal(body.errors.length, 1, name)
      const [one] = body.errors
      t.strictSame([one.column, one.code], [column, code], name)
      if (line !== undefined) t.strictSame([one.line, one.pointer], [line, `line:${line}`], name)
    }
  })
})

t.test('lines are counted as an editor counts them', async (t) => {
  const table = (end: string, inner: string) =>
    [header, '', `x1,"a${inner}b",city,22`, 'x2,,city,22', '', 'x3,c,citie,22'].join(end)
  const files = [table('\n', '\n'), table('\r\n', '\n'), table('\r\n', '\r\n')]
  for (const file of files) {
    const { body } = await load(file)
    t.strictSame(
      body.errors.map(({ line, code }: { line: number; code: string }) => [line, code]),
      [
        [4, 'name-invisible'],
        [5, 'name-missing'],
        [7, 'bad-level']
      ]
    )
  }
})

t.test('of many faults the first hundred are told, and all lines are counted', async (t) => {
  const many = (count: number, line: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => line(n))
  const files: [name: string, lines: string[], rejected: number][] = [
    ['of one kind', many(150, (n) => `y${n},,city,22`), 150],
    ['one more than a hundred', many(101, (n) => `y${n},,city,22`), 101],
    ['that only the tree can tell', many(250, (n) => `y${n},x,county,nowhere`), 250],
    [
      'of all kinds',
      [
        ...many(60, (n) => `y-${n},x,city,22`),
        ...many(60, (n) => `y${n},,city,22`),
        ...many(60, () => 'y0,x,city'),
        ...many(60, (n) => `w${n},x,county,nowhere`),
        ...many(60, (n) => `v${n},好县,county,2201`)
      ],
      240
    ],
    ['two in each line', many(80, (n) => `y${n},,county,nowhere`), 80]
  ]
  await nothingWritten(t, service, async () => {
    for (const [name, lines, rejected] of files) {
      const { status, body } = await load([header, ...lines].join('\n'))
      t.strictSame([status, body.rejected], [422, rejected], name)
      t.equal(body.errors.length, Math.min(100, name === 'two in each line' ? 160 : rejected), name)
      const order = body.errors.map(({ line }: { line: number }) => line)
      t.strictSame(
        order,
        order.toSorted((a: number, b: number) => a - b),
        `${name}, in order`
      )
      t.equal(order[0], 2, `${name}, from the first line on`)
    }
  })
})

t.test('a file that breaks off says so, whatever else is wrong with it', async (t) => {
  await nothingWritten(t, service, async () => {
    for (const before of [0, 3, 5000]) {
      const lines = Array.from({ length: before }, (_, n) => (n % 2 ? `y${n},,city,22` : `y${n},x,city,22`))
      const { status, body } = await load([header, ...lines, 'z1,"x,city,22', 'z2,x,city,22'].join('\n'))
      t.equal(status, 422)
      const codes: string[] = body.errors.map(({ code }: { code: string }) => code)
      t.ok(codes.includes('quote-broken') || body.rejected > codes.length, `after ${before} lines`)
    }
  })
})

t.test('refused before a line is read', async (t) => {
  const raw = `${header}\nx1,x,city,22\n`
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/units/import', raw, type: 'text/csv' },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '22', roles: ['planner'] }, is: [403, 'role-missing'] },
      JSON: { type: 'application/json', is: [415, 'unsupported-media-type'] },
      'another charset': { type: 'text/csv; charset=big5', is: [415, 'unsupported-media-type'] },
      'a parameter': { url: '/v1/units/import?dry=true', is: [400, 'validation-failed', '?dry'] }
    }
  )
})
