import t from 'tap'
import { marked } from '../../src/platform/http/lists/cursors.ts'
import { after, pageOf } from '../../src/platform/http/lists/paging.ts'
import { fc } from '../support/property.ts'
import { testService } from '../support/service.ts'

const { call, context } = await testService(t)
const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

t.test('pages follow each other without a gap or a double', async (t) => {
  const codes: string[] = []
  let url: string | undefined = '/v1/units?within=2201&level=county&limit=4&count=true'
  while (url !== undefined) {
    const { body, headers } = await call('GET', url)
    codes.push(...body.items.map((unit: { code: string }) => unit.code))
    t.ok(body.items.length <= 4)
    t.equal(body.total, (await call('GET', '/v1/units?within=2201&level=county&limit=200')).body.items.length)
    url = /^<(\/v1\/units\?[^>]+)>; rel="next"$/.exec(headers.link ?? '')?.[1]
    t.equal(url === undefined, body.nextCursor === null)
  }
  t.same(codes, [...new Set(codes)].sort())
  const { body } = await call('GET', '/v1/units?within=2201&level=county&limit=200')
  t.equal(codes.length, body.items.length)
})

t.test('fifty records unless the caller says otherwise, at most two hundred', async (t) => {
  t.equal((await call('GET', '/v1/units')).body.items.length, 50)
  t.equal((await call('GET', '/v1/units?limit=200')).body.items.length, 200)
  for (const limit of ['0', '201', '-1', '1e3', '1e1', '%2B5', '0x10', '%205', '1.0', '', 'null', '1.5']) {
    const { status, body } = await call('GET', `/v1/units?limit=${limit}`)
    t.match({ status, body }, { status: 400, body: { errors: [{ pointer: '?limit' }] } }, limit)
  }
})

t.test('a last page that is just full has no next one', async (t) => {
  const { body } = await call('GET', '/v1/units?level=city&limit=10')
  t.match({ length: body.items.length, nextCursor: body.nextCursor }, { length: 10, nextCursor: null })
  t.not((await call('GET', '/v1/units?level=city&limit=9')).body.nextCursor, null)
})

const lists: [list: string, cursors: unknown[][]][] = [
  ['/v1/units', [[], [1], [null], [['22']], ['22', 'x'], [{}], ['a\0b'], ['\ud800']]],
  ['/v1/units/22/timeline', [[], ['1'], [1.5], [2 ** 31], [null], [[1]]]],
  ['/v1/audit', [[], [1], ['x'], ['22'], [['01900000-0000-7000-8000-000000000000']], [null]]],
  [
    '/v1/inspection-plans',
    [[], ['2026', '22'], [2026], [2026, 22], [2026.5, '22'], [1e12, '22'], ['22', 2026], [[2026], '22']]
  ],
  [
    '/v1/local-rules',
    [
      [],
      ['22'],
      ['22', 'x'],
      ['22', '2026-02-30'],
      ['22', '99999-01-01'],
      ['22', ['2026-01-01']],
      [1, '2026-01-01']
    ]
  ]
]

t.test('a cursor that is none of this list is refused', async (t) => {
  const garbage = [
    'x',
    '%20',
    'null',
    '!!!',
    cursorOf().slice(1),
    Buffer.from('{"a":1}').toString('base64url')
  ]
  for (const [list, values] of lists) {
    for (const cursor of [...garbage, ...values.map((one) => cursorOf(...one))]) {
      const answer = await call('GET', `${list}?cursor=${marked(list, cursor)}`)
      t.match(
        answer,
        { status: 400, body: { code: 'bad-cursor', errors: [{ pointer: '?cursor' }] } },
        `${list} ${cursor}`
      )
    }
    const long = await call('GET', `${list}?cursor=${'x'.repeat(501)}`)
    t.match(long, { status: 400, body: { code: 'validation-failed' } })
  }
})

t.test('a cursor of one list is refused by another whose order looks different', async (t) => {
  const { body } = await call('GET', '/v1/units?limit=1')
  for (const list of ['/v1/audit', '/v1/inspection-plans', '/v1/local-rules', '/v1/units/22/timeline']) {
    const answer = await call('GET', `${list}?cursor=${body.nextCursor}`)
    t.match(answer, { status: 400, body: { code: 'bad-cursor' } }, list)
  }
})

t.test('whatever a cursor says, the answer is a page or bad-cursor', async (t) => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double(),
    fc.uuid(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    fc.jsonValue({ maxDepth: 1 })
  )
  const cursor = fc.oneof(
    fc.array(value, { maxLength: 3 }).map((values) => cursorOf(...values)),
    fc.base64String()
  )
  const list = fc.constantFrom(...lists.map(([url]) => url))
  const property = fc.asyncProperty(list, cursor, async (list, cursor) => {
    const { status, body } = await call(
      'GET',
      `${list}?limit=1&cursor=${encodeURIComponent(String(marked(list, cursor)).slice(-500))}`
    )
    return status === 200 || (status === 400 && ['bad-cursor', 'validation-failed'].includes(body.code))
  })
  await fc.assert(property, { numRuns: 120 })
  t.pass('120 cursors')
})

t.test('any key goes through a cursor as it is', async (t) => {
  const order = [
    ['name', 'text'],
    ['year', 'integer']
  ] as const
  const key = fc.tuple(
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    fc.integer()
  )
  const property = fc.property(key, fc.boolean(), ([name, year], descending) => {
    const { nextCursor } = pageOf(
      [
        { name, year },
        { name, year }
      ],
      1,
      (row) => [row.name, row.year]
    )
    const { parameters } = after(nextCursor as string, order, descending).compile(context.db)
    return JSON.stringify(parameters) === JSON.stringify([name, year])
  })
  fc.assert(property, {
    examples: [
      [['', -(2 ** 31)], false],
      [['', 2 ** 31 - 1], true]
    ]
  })
  t.pass()
})
