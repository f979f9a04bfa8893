import t from 'tap'
import { county, XLSX } from '../examples/batch.ts'
import { guardian, idOf, listProgramme, listsOf, programme, register } from '../examples/public-lists.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { noted, nothingWritten, refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const { protect } = listsOf(service)
await listProgramme(service)
const url = `/v1/units/${county}/protected-recipients`
const read = () => call('GET', url, { as: guardian })
const head = 'programme,recipientNo,idNumber,until'
const many = (n: number) => Array.from({ length: n }, (_, no) => `${programme},D${no},,`)
const table = (...lines: string[]) => [head, ...lines, ''].join('\n')

t.test('refused, and nothing written', async (t) => {
  const fine = { method: 'PUT' as const, url, as: guardian, raw: register, type: 'text/csv' }
  await refused(t, service, fine, {
    'another county': { url: '/v1/units/220103/protected-recipients', is: [404, 'not-found'] },
    'a unit above': { as: { unit: '2201', roles: ['identity-reader'] }, is: [403, 'protection-of-others'] },
    'the township': {
      as: { unit: '220102001', roles: ['identity-reader'] },
      url: '/v1/units/220102001/protected-recipients',
      is: [403, 'protection-county-only']
    },
    'another role': {
      as: { unit: county, roles: ['leader', 'fund-officer', 'admin'] },
      is: [403, 'role-missing']
    },
    'another version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
    'no number': { raw: table(`${programme},,,`), is: [422, 'protection-rejected', 'line:2'] },
    'a spoilt number': { raw: table(`${programme},2.2E+17,,`), is: [422, 'protection-rejected', 'line:2'] },
    'no programme': { raw: table('nothing,D1,,'), is: [422, 'protection-rejected', 'line:2'] },
    'a wrong identity number': {
      raw: table(`${programme},D1,220102196203141231,`),
      is: [422, 'protection-rejected', 'line:2']
    },
    'no day': { raw: table(`${programme},D1,,soon`), is: [422, 'protection-rejected', 'line:2'] },
    'the same twice': {
      raw: table(`${programme},D1,,`, `${programme},D1,,2026-05-20`),
      is: [422, 'protection-rejected', 'line:3']
    },
    'no header': { raw: `${programme},D1\n`, is: [422, 'protection-rejected'] }
  })
})

t.test('done, and recorded without a word about anybody', async (t) => {
  t.same((await read()).body, { unitCode: county, lines: null, uploadedAt: null })
  const answer = await protect()
  t.match(answer.body, { unitCode: county, lines: '<5' })
  const [line] = (await noted(service, county)).slice(-1)
  t.match(line, { action: 'unit.protection-replaced', details: {}, data: {} })
  t.same(Object.keys(line?.data ?? { none: 1 }), [])
  for (const [lines, shown] of [
    [4, '<5'],
    [5, 5],
    [6, 6]
  ] as const) {
    t.equal((await protect(table(...many(lines)))).body.lines, shown)
    t.equal((await read()).body.lines, shown)
  }
})

t.test('a workbook, and Chinese headers', async (t) => {
  const rows = [
    ['项目', '救助对象编号', '身份证号码', '截止日期'],
    [programme, 'D1', idOf('1962-03-14'), '2026年5月20日']
  ]
  t.equal((await protect(undefined, { raw: workbook(rows), type: XLSX })).status, 200)
  const { rows: kept } = await database.owner.pool.query('select * from protected_recipient')
  t.equal(kept.length, 1, 'the register is replaced as a whole')
  t.match(kept[0], { until: '2026-05-20' })
  t.equal(kept[0].recipient_hash.length, 32)
  t.equal(kept[0].identity_hash.length, 32)
})

t.test('what is kept tells nothing: no number, no programme, no order', async (t) => {
  const numbers = Array.from({ length: 30 }, (_, n) => `SECRET-${n}`)
  await protect(table(...numbers.map((no) => `${programme},${no},${idOf('1962-03-14')},`)))
  const { rows } = await database.owner.pool.query(
    `select recipient_hash::text as hash, identity_hash::text as other from protected_recipient order by ctid`
  )
  t.notMatch(JSON.stringify(rows), /SECRET|rural/)
  const hashes = rows.map(({ hash }) => hash)
  t.same(hashes, hashes.toSorted(), 'the rows lie in the order of their hashes')
})

t.test('emptied only if the caller says so', async (t) => {
  await nothingWritten(t, service, async () => {
    t.match((await protect(`${head}\n`)).body, { code: 'protection-empty' })
  })
  t.equal(
    (await call('PUT', `${url}?allowEmpty=true`, { as: guardian, raw: `${head}\n`, type: 'text/csv' }))
      .status,
    200
  )
  t.match((await read()).body, { lines: '<5' })
})

t.test('at the same time one of them stands in the end', async (t) => {
  const answers = await Promise.all([1, 2, 3].map((n) => protect(table(...many(n + 5)))))
  t.ok(answers.some(({ status }) => status === 200))
  const { rows } = await database.owner.pool.query(
    'select lines, (select count(*)::int from protected_recipient) as kept from protected_register'
  )
  t.equal(rows[0].lines, rows[0].kept)
})

t.test('the registers that count: of a county, and of nobody else', async (t) => {
  const { registersOf } = await import('../../src/public-lists/register/store.ts')
  t.same(await registersOf(database.db as never, county), { own: [county], former: [] })
  for (const unit of ['220103', '2201', '22', '220102001'])
    t.same(await registersOf(database.db as never, unit), { own: [], former: [] }, unit)
})
