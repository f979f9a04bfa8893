import t from 'tap'
import {
  batchesOf,
  county,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  rosterOf,
  village,
  XLSX
} from '../examples/batch.ts'
import { rowsIn } from '../platform/xlsx/rows.ts'
import { noted, nothingWritten, nowhere, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
await makeProgramme(service)
service.clock.now = later
const { batch, roster, payments } = batchesOf(service)
const city = { unit: '2201', roles: ['fund-officer', 'leader'] as const, sub: 'city' }
const cityPerson = { ...city, roles: [...city.roles] }
const person = '11010519491231002X'

function check(disbursementId: string, as = officer) {
  return call('POST', '/v1/fund-checks', { as, body: { kind: 'payment', disbursementId } })
}

/** A batch in which two recipients were not paid and one was paid to another account. */
async function flawed(): Promise<string> {
  const id = await batch({ dueOn: '2030-02-10' })
  await roster(id, rosterOf(`A,${village},10,,`, `B,${village},20.5,,`, `C,${village},5,62,`))
  await payments(id, paymentsOf('C,5,2030-02-01,63,paid'))
  return id
}

t.test('nothing is checked that cannot be, and nothing written', async (t) => {
  const empty = await batch()
  const body = { kind: 'allocation', unitCode: county, programme: 'urban-low-income', period: '2026-01' }
  const usual = { method: 'POST' as const, url: '/v1/fund-checks', as: officer }
  await refused(t, service, usual, {
    'no batch': {
      body: { kind: 'payment', disbursementId: nowhere },
      is: [404, 'disbursement-not-found', '/disbursementId']
    },
    'no files': { body: { kind: 'payment', disbursementId: empty }, is: [409, 'fund-check-empty'] },
    'another unit': { body: { ...body, unitCode: '220103' }, is: [404, 'not-found', '/unitCode'] },
    'no programme': { body: { ...body, programme: 'none' }, is: [422, 'programme-unknown', '/programme'] },
    'a month to come': { body: { ...body, period: '2040-04' }, is: [422, 'fund-check-early', '/period'] },
    'a viewer': { as: { unit: county, roles: ['viewer'] }, body, is: [403, 'role-missing'] }
  })
})

t.test('a check is made, noted and read', async (t) => {
  const id = await flawed()
  const { status, body, headers } = await check(id)
  t.equal(status, 201)
  t.equal(headers.location, `/v1/fund-checks/${body.id}`)
  t.match(body, {
    kind: 'payment',
    state: 'done',
    missing: [],
    unitCode: county,
    totals: { rosterLines: 3, rosterAmount: '35.50', paidLines: 1, paidAmount: '5.00' },
    exceptions: { unpaid: { count: 2, amount: '30.50' }, 'wrong-account': { count: 1, amount: '5.00' } },
    compared: { roster: { number: 1 }, payments: { number: 1 }, dueOn: '2030-02-10' }
  })
  t.strictSame((await call('GET', `/v1/fund-checks/${body.id}`, { as: officer })).body, body)
  const [line] = await noted(service, body.id)
  t.match(line, { action: 'fund-check.made', details: { exceptions: { unpaid: { count: 2 } } } })
  const list = await call('GET', `/v1/fund-checks?disbursementId=${id}&count=true`, { as: officer })
  t.same([list.body.total, list.body.items[0].id], [1, body.id])
  const csv = await call('GET', '/v1/fund-checks', { as: officer, headers: { accept: 'text/csv' } })
  const row = csv.text.split('\n').find((line) => line.startsWith(body.id)) ?? ''
  const cell = row.slice(row.indexOf('"{') + 1, row.lastIndexOf('}') + 1).replaceAll('""', '"')
  t.strictSame(JSON.parse(cell), {
    unpaid: { count: 2, amount: '30.50' },
    'wrong-account': { count: 1, amount: '5.00' }
  })
})

t.test('two at once give the same twice; a later file changes no earlier check', async (t) => {
  const id = await flawed()
  const [one, other] = await Promise.all([check(id), check(id)])
  t.equal(one.body.contentHash, other.body.contentHash)
  await payments(id, paymentsOf('A,10,2030-02-01,6,paid'))
  t.strictSame((await call('GET', `/v1/fund-checks/${one.body.id}`, { as: officer })).body, one.body)
  const later = (await check(id)).body
  t.match(later, { compared: { payments: { number: 2 } }, exceptions: { unpaid: { count: 2 } } })
  t.not(later.contentHash, one.body.contentHash)
})

t.test('what was checked cannot be changed, whoever has the database', async (t) => {
  const { body } = await check(await flawed())
  const frozen = { code: '23001', constraint: 'fund_check_keep' }
  const { pool } = database.owner
  await t.rejects(pool.query("update fund_check set exceptions = '{}' where id = $1", [body.id]), frozen)
  await t.rejects(pool.query('delete from fund_check where id = $1', [body.id]), frozen)
  await t.rejects(
    pool.query('update fund_exception set difference = 0 where check_id = $1', [body.id]),
    frozen
  )
  await t.rejects(pool.query('truncate fund_check cascade'), frozen)
})

t.test('payments before their roster: the check says what is missing', async (t) => {
  const id = await batch({ dueOn: '2030-02-10' })
  await payments(id, paymentsOf('A,10,2030-02-11,6,paid'))
  const { body } = await check(id)
  t.match(body, { state: 'incomplete', missing: ['roster'], totals: { rosterLines: 0, paidAmount: '10.00' } })
  t.match(body.exceptions, { 'not-on-roster': { count: 0 }, late: { count: 1, amount: '10.00' } })
  const other = await batch()
  await roster(other, rosterOf(`A,${village},10,,`))
  t.match((await check(other)).body, { missing: ['payments'], exceptions: { unpaid: { count: 1 } } })
})

t.test('a person on two rosters is told to who may see both, and whose the other is', async (t) => {
  const other = '220103'
  const one = await batch({ period: '2019-05' })
  const body = { programme: 'urban-low-income', unitCode: other, period: '2019-05' }
  const two = (await call('POST', '/v1/disbursements', { as: cityPerson, body })).body.id
  await roster(one, rosterOf(`A,${village},10,,${person}`, `B,${village},7,,`))
  t.equal((await roster(two, rosterOf(`Z,220103002001,30,,${person}`), { as: cityPerson })).status, 200)
  t.equal((await check(one)).body.exceptions['double-roster'].count, 0, 'not within the own county')
  const made = (await check(one, cityPerson)).body
  t.match(made, { exceptions: { 'double-roster': { count: 1, amount: '10.00' } }, compared: { others: 2 } })
  const url = `/v1/fund-checks/${made.id}/exceptions?type=double-roster`
  const seen = async (as = officer) => (await call('GET', url, { as })).body.items
  t.match(await seen(cityPerson), [{ recipientNo: 'A', due: '10.00', paid: null, unitCode: other }])
  t.match(await seen(), [{ recipientNo: 'A', unitCode: null }])
})

t.test('programmes that exclude each other count, others do not', async (t) => {
  for (const [n, isExcluded] of [true, false].entries()) {
    const code = `other-${n}`
    const id = await makeProgramme(service, code)
    if (isExcluded) {
      await database.owner.pool.query(
        `insert into fund_exclusion select id, $1 from fund_programme where code = 'urban-low-income'
         union all select $1, id from fund_programme where code = 'urban-low-income'`,
        [id]
      )
    }
    const period = `2018-0${n + 1}`
    const [one, two] = [await batch({ period }), await batch({ period, programme: code })]
    for (const id of [one, two]) await roster(id, rosterOf(`A,${village},10,,${person}`))
    t.equal((await check(one)).body.exceptions['double-roster'].count, isExcluded ? 1 : 0)
  }
})

t.test('exceptions are paged, filtered and exported', async (t) => {
  const id = await batch({ dueOn: '2030-02-10' })
  await roster(id, rosterOf(`=1+1,${village},10,,`, `A&<B>,${village},20.5,,`, `C,${village},5,62,`))
  await payments(id, paymentsOf('C,5,2030-02-01,63,paid'))
  const { body } = await check(id)
  const url = `/v1/fund-checks/${body.id}/exceptions`
  const first = (await call('GET', `${url}?limit=1&count=true`, { as: officer })).body
  t.match(first, { total: 3, items: [{ type: 'unpaid', recipientNo: '=1+1', difference: '10.00' }] })
  const rest = (await call('GET', `${url}?cursor=${first.nextCursor}`, { as: officer })).body.items
  t.same(
    rest.map(({ recipientNo }: { recipientNo: string }) => recipientNo),
    ['A&<B>', 'C']
  )
  t.equal((await call('GET', `${url}?type=wrong-account`, { as: officer })).body.items.length, 1)
  const csv = await call('GET', url, { as: officer, headers: { accept: 'text/csv' } })
  t.match(csv.text, "unpaid,'=1+1,")
  const token = await service.token(officer)
  const book = await service.app.inject({
    url,
    headers: { authorization: `Bearer ${token}`, accept: XLSX }
  })
  t.equal(book.headers['content-type'], XLSX)
  const { rows, fault } = await rowsIn(book.rawPayload)
  t.equal(fault, undefined)
  t.match(rows[0]?.slice(2), ['异常类型', '救助对象编号', '村（社区）代码', '村（社区）名称', '应发金额'])
  t.match(
    rows.slice(1).map(([, , ...cells]) => cells),
    [
      ['未发放', '=1+1'],
      ['未发放', 'A&<B>', village, /./, '20.5'],
      ['账号不符', 'C']
    ]
  )
})

t.test('findings are made of the exceptions, one of each type and once', async (t) => {
  const { body: made } = await check(await flawed())
  const url = `/v1/fund-checks/${made.id}/findings`
  const body = { severity: 'serious' }
  await refused(
    t,
    service,
    { method: 'POST', url, as: cityPerson },
    {
      'nothing of the kind': {
        body: { ...body, types: ['late'] },
        is: [422, 'fund-check-sound', '/types/0']
      },
      'its own': { as: officer, body, is: [422, 'finding-target-not-below', '/targetCode'] },
      unknown: { url: `/v1/fund-checks/${nowhere}/findings`, body, is: [404, 'fund-check-not-found'] },
      malformed: { body: { severity: 'x' }, is: [400, 'validation-failed', '/severity'] }
    }
  )
  const answers = await Promise.all([1, 2].map(() => call('POST', url, { as: cityPerson, body })))
  t.same(statuses(answers), [201, 409])
  const { items } = answers.find(({ status }) => status === 201)?.body ?? {}
  t.match(items, [
    {
      unitCode: '2201',
      targetCode: county,
      area: 'funds',
      itemId: 'funds-paid-in-full',
      text: /未发放 2 笔，金额 30.50 元/,
      causes: [{ kind: 'fund-check', id: made.id }]
    },
    { text: /账号不符/ }
  ])
  const linked = await call('GET', `/v1/consequences?kind=fund-check&id=${made.id}`, { as: cityPerson })
  t.equal(linked.body.items.length, 2)
  await nothingWritten(t, service, async () => {
    const again = await call('POST', url, { as: cityPerson, body: { ...body, types: ['unpaid'] } })
    t.same([again.status, again.body.code], [409, 'fund-check-finding-exists'])
  })
})
