import t from 'tap'
import {
  batchesOf,
  later,
  makeProgramme,
  officer,
  otherVillage,
  paymentsHead,
  paymentsOf,
  rosterHead,
  rosterOf,
  village,
  XLSX
} from '../examples/batch.ts'
import { inGb18030 } from '../platform/csv/files.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { nothingWritten, refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
await makeProgramme(service)
service.clock.now = later
const { batch, read, roster, payments } = batchesOf(service)
const { call } = service
const identity = '11010519491231002X'
/** Its last character is wrong. */
const mistyped = '110105194912310021'

/** A line of a roster, and what is wrong with it. */
const rosterLines: [line: string, column: string, code: string][] = [
  [`,${village},1,,`, 'recipientNo', 'recipient-missing'],
  [`${'R'.repeat(41)},${village},1,,`, 'recipientNo', 'bad-recipient'],
  [`R\u200b1,${village},1,,`, 'recipientNo', 'bad-recipient'],
  ...[identity, identity.toLowerCase(), `ID${identity}`, `${identity}-1`, `${identity}1`, mistyped].map(
    (no): [string, string, string] => [`${no},${village},1,,`, 'recipientNo', 'recipient-is-identity']
  ),
  [`R1,${otherVillage},1,,`, 'villageCode', 'village-unknown'],
  ['R1,220102001,1,,', 'villageCode', 'village-unknown'],
  ['R1,,1,,', 'villageCode', 'village-unknown'],
  ...['', '-1', '1.234', '1e3', '1,5', '01', '１', '10000000000000', '12,34.5', '1.2345', '-'].map(
    (amount): [string, string, string] => [`R1,${village},"${amount}",,`, 'amount', 'bad-amount']
  ),
  [`R1,${village},1,6228*0001,`, 'account', 'bad-account'],
  [`R1,${village},1,${'6'.repeat(41)},`, 'account', 'bad-account'],
  [`R1,${village},1,${identity},`, 'account', 'account-is-identity'],
  [`R1,${village},1,,${mistyped}`, 'idNumber', 'bad-id-number'],
  [`R1,${village},1,,1101051949123100`, 'idNumber', 'bad-id-number']
]

const paymentLines: [line: string, column: string, code: string][] = [
  [',1,2026-05-08,6,paid', 'recipientNo', 'recipient-missing'],
  ['R1,-0.01,2026-05-08,6,paid', 'amount', 'bad-amount'],
  ...[
    '',
    '2026-02-30',
    '2026-13-01',
    '2026/13/1',
    '20260532',
    '08/05/2026',
    '2026-5/8',
    '2100-02-29',
    '0001-01-01'
  ].map((day): [string, string, string] => [`R1,1,${day},6,paid`, 'paidOn', 'bad-date']),
  ['R1,1,2040-03-03,6,paid', 'paidOn', 'paid-in-future'],
  ['R1,1,2199-01-01,6,returned', 'paidOn', 'paid-in-future'],
  ['R1,1,2026-05-08,,paid', 'account', 'account-missing'],
  ['R1,1,2026-05-08,6 6,paid', 'account', 'bad-account'],
  [`R1,1,2026-05-08,${identity.toLowerCase()},paid`, 'account', 'account-is-identity'],
  ['R1,1,2026-05-08,6,', 'status', 'bad-status'],
  ['R1,1,2026-05-08,6,PAID', 'status', 'bad-status']
]

t.test('one bad line, and nothing is written; the file before stands', async (t) => {
  const id = await batch()
  const before = (await roster(id, rosterOf(`R1,${village},1,,`))).body
  await nothingWritten(t, service, async () => {
    const kinds = [
      [roster, rosterLines, rosterOf, `R0,${village},1,,`],
      [payments, paymentLines, paymentsOf, 'R0,1,2028-02-29,6,returned']
    ] as const
    for (const [put, lines, fileOf, good] of kinds) {
      for (const [line, column, code] of lines) {
        const { status, body, text } = await put(id, fileOf(good, line, good))
        t.strictSame([status, body.code, body.rejected], [422, 'upload-rejected', 1], line)
        t.match(body.errors, [{ line: 3, column, code, pointer: 'line:3' }], line)
        t.notMatch(text, /1949/)
      }
    }
  })
  t.equal((await read(id)).body.roster.id, before.id)
})

t.test('of many faults the first hundred are told, and all lines are counted', async (t) => {
  const id = await batch()
  const lines = Array.from({ length: 250 }, (_, n) =>
    n % 2 === 0 ? `R${n},${otherVillage},x,,` : `R${n},${village}`
  )
  const { body } = await roster(id, rosterOf(...lines))
  t.same([body.errors.length, body.rejected], [100, 250])
})

t.test('a sum that is too large', async (t) => {
  const id = await batch()
  const { body } = await roster(id, rosterOf(`R1,${village},9999999999999.99,,`, `R2,${village},0.01,,`))
  t.match(body, { rejected: 1, errors: [{ line: 3, column: 'amount', code: 'sum-too-large' }] })
  t.equal((await roster(id, rosterOf(`R1,${village},9999999999999.99,,`))).body.amount, '9999999999999.99')
})

t.test('files that are no table', async (t) => {
  const id = await batch()
  const files: [name: string, raw: string | Buffer, code: string][] = [
    ['empty', '', 'header-missing'],
    ['a missing column', 'recipientNo,amount\n', 'column-missing'],
    ['a column that is misspelt', 'recipientNo,villageCode,amount,acount\n', 'column-unknown'],
    ['a column twice', `${rosterHead},amount\n`, 'column-twice'],
    ['the other file', paymentsOf('R1,1,2026-05-08,6,paid'), 'column-missing'],
    ['a cell too many', rosterOf(`R1,${village},1,,,x`), 'column-count'],
    ['a NUL', rosterOf(`R\0,${village},1,,`), 'text-unstorable'],
    ['an open quote', rosterOf(`"R1,${village},1,,`), 'quote-broken'],
    ['a long line', rosterOf(`${'R'.repeat(70_000)},${village},1,,`), 'line-too-long'],
    ['no UTF-8', Buffer.from(rosterOf(`R\xe9,${village},1,,`), 'latin1'), 'encoding-broken']
  ]
  await nothingWritten(t, service, async () => {
    for (const [name, raw, code] of files) {
      const { status, body } = await roster(id, raw)
      t.same([status, body.code, body.errors[0].code], [422, 'upload-rejected', code], name)
    }
    const bomb = await roster(id, Buffer.from('PK\x03\x04'), { type: XLSX })
    t.same([bomb.status, bomb.body.errors[0].code], [422, 'workbook-unreadable'])
  })
})

t.test('today is a day of payment, by the clocks of Shanghai', async (t) => {
  const id = await batch()
  const paidOn = (day: string) => payments(id, paymentsOf(`R1,1,${day},6,paid`))
  service.clock.now = new Date('2040-03-02T15:59:59Z')
  t.equal((await paidOn('2040-03-02')).status, 200)
  t.equal((await paidOn('2040-03-03')).body.errors[0].code, 'paid-in-future')
  service.clock.now = new Date('2040-03-02T16:00:00Z')
  t.equal((await paidOn('2040-03-03')).status, 200)
  service.clock.now = later
})

t.test('a first line that is no header is not repeated', async (t) => {
  const id = await batch()
  const cells = ['R1', village, '685.50', identity, '张三', mistyped, mistyped]
  await nothingWritten(t, service, async () => {
    for (const [raw, type] of [
      [`${cells}\nR2,${village},1,,\n`, 'text/csv'],
      [workbook([cells, ['R2', village, '1']]), XLSX]
    ] as const) {
      const { status, body, text } = await roster(id, raw, { type })
      t.same([status, body.code], [422, 'upload-rejected'])
      t.same(
        body.errors.map(({ code, column }: Record<string, string>) => `${code} ${column}`),
        ['recipientNo', 'villageCode', 'amount'].map((name) => `column-missing ${name}`),
        type
      )
      t.notMatch(text, /1949|张三|220102/)
    }
  })
})

t.test('long numbers of recipients and accounts are taken', async (t) => {
  const id = await batch()
  const numbers = [
    '22010219491231002100',
    '1101051949123100',
    '6217000010001234567',
    'JL-220102-202605-00001'
  ]
  const lines = numbers.map((no) => `${no},${village},1,${mistyped},`)
  t.equal((await roster(id, rosterOf(...lines))).status, 200)
})

t.test('with a BOM, in GB 18030, with columns in any order, and as a workbook', async (t) => {
  const id = await batch()
  const line = `低保001,${village},685.5,,`
  const numbersOf = async (uploadId: string) => {
    const { body } = await call('GET', `/v1/fund-uploads/${uploadId}/lines`, { as: officer })
    return body.items.map(({ recipientNo, amount }: Record<string, string>) => [recipientNo, amount])
  }
  const files: [raw: string | Buffer, type: string][] = [
    [`\ufeff${rosterOf(line)}`.replaceAll('\n', '\r\n'), 'text/csv; charset=utf-8'],
    [inGb18030(rosterOf(line)), 'text/csv; charset=gb18030'],
    [`amount,villageCode,recipientNo\n685.50,${village},低保001`, 'text/csv'],
    [workbook([rosterHead.split(','), ['低保001', { number: village }, { number: '685.5' }]]), XLSX]
  ]
  for (const [raw, type] of files) {
    const { status, body } = await roster(id, raw, { type })
    t.equal(status, 200, type)
    t.same(await numbersOf(body.id), [['低保001', '685.50']], type)
  }
  const paid = ['R1', { number: '1.1000000000000001' }, { number: '46143' }, '6217', 'paid']
  const { body } = await payments(id, workbook([paymentsHead.split(','), paid]), { type: XLSX })
  const { items } = (await call('GET', `/v1/fund-uploads/${body.id}/lines`, { as: officer })).body
  t.match(items, [{ line: 2, amount: '1.10', paidOn: '2026-05-01', status: 'paid' }])
})

t.test('refused before a line is read', async (t) => {
  const id = await batch()
  const url = `/v1/disbursements/${id}/roster`
  const raw = rosterOf(`R1,${village},1,,`)
  await refused(
    t,
    service,
    { method: 'PUT', url, raw, type: 'text/csv', as: officer },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'by the wrong role': { as: { ...officer, roles: ['leader'], sub: 'l' }, is: [403, 'role-missing'] },
      'by a unit beside': {
        as: { ...officer, unit: '220103', sub: 'b' },
        is: [404, 'disbursement-not-found']
      },
      'by the operator': { as: { ...officer, unit: '*', sub: 'o' }, is: [404, 'disbursement-not-found'] },
      'of an old version': { headers: { 'if-match': '"9"' }, is: [412, 'version-stale'] },
      JSON: { type: 'application/json', is: [415, 'unsupported-media-type'] },
      'another charset': { type: 'text/csv; charset=big5', is: [415, 'unsupported-media-type'] }
    }
  )
})
