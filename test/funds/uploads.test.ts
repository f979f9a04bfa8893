import { createHash } from 'node:crypto'
import t from 'tap'
import {
  batchesOf,
  county,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  rosterOf,
  village
} from '../examples/batch.ts'
import { noted, nothingWritten } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call } = service
await makeProgramme(service)
service.clock.now = later
const { batch, read, roster, payments } = batchesOf(service)
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

t.test('a roster and payments are taken in, summed up and noted', async (t) => {
  const id = await batch()
  const file = rosterOf(
    `R1,${village},685.5,62284800,`,
    `R1,${village},0,,`,
    `R2,${village},700,,11010519491231002x`
  )
  const { status, body, headers } = await roster(id, file)
  t.equal(status, 200)
  t.match(body, {
    disbursementId: id,
    kind: 'roster',
    number: 1,
    lines: 3,
    amount: '1385.50',
    unchanged: false
  })
  t.match(body, { paidLines: null, paidAmount: null, fileHash: hashOf(file), uploadedBy: 'officer' })
  t.match(headers.etag, '"2.')
  const paid = paymentsOf('R1,685.50,2030-02-28,62284800,paid', 'R2,700.00,2030-02-28,6217,returned')
  const second = await payments(id, paid)
  t.match(second.body, { kind: 'payments', number: 1, lines: 2, amount: '1385.50', paidLines: 1 })
  t.equal(second.body.paidAmount, '685.50')
  const { body: whole } = await read(id)
  t.match(whole, { roster: { id: body.id, lines: 3 }, payments: { id: second.body.id } })
  const lines = await noted(service, id)
  t.same(
    lines.map(({ event }) => event),
    ['disbursement.created', 'disbursement.roster-uploaded', 'disbursement.payments-uploaded']
  )
  const { uploadId, lines: count, amount, fileHash } = lines[1]?.details ?? {}
  t.same([uploadId, count, amount, fileHash], [body.id, 3, '1385.50', hashOf(file)])
})

t.test('lines are read by recipient; of an identity number four characters are left', async (t) => {
  const id = await batch()
  const { body } = await roster(id, rosterOf(`B,${village},1,,11010519491231002X`, `A,${village},2.5,77,`))
  const url = `/v1/fund-uploads/${body.id}/lines`
  const { items } = (await call('GET', url, { as: officer })).body
  const none = { paidOn: null, status: null }
  t.strictSame(items, [
    {
      line: 3,
      recipientNo: 'A',
      villageCode: village,
      villageName: '华阳社区',
      amount: '2.50',
      account: '77',
      idNumberEnd: null,
      ...none
    },
    {
      line: 2,
      recipientNo: 'B',
      villageCode: village,
      villageName: '华阳社区',
      amount: '1.00',
      account: null,
      idNumberEnd: '002X',
      ...none
    }
  ])
  const first = (await call('GET', `${url}?limit=1&count=true`, { as: officer })).body
  t.equal(first.total, 2)
  const next = await call('GET', `${url}?limit=1&cursor=${first.nextCursor}`, { as: officer })
  t.same([next.body.items[0].recipientNo, next.body.nextCursor], ['B', null])
  const one = await call('GET', `${url}?recipientNo=B&count=true`, { as: officer })
  t.same([one.body.items.length, one.body.total], [1, 1])
  const csv = await call('GET', url, { as: officer, headers: { accept: 'text/csv' } })
  const { name: villageName } = (await call('GET', `/v1/units/${village}`)).body
  t.equal(
    csv.text,
    '\ufeffline,recipientNo,villageCode,amount,account,idNumberEnd,paidOn,status,villageName\n' +
      `3,A,${village},2.50,77,,,,${villageName}\n2,B,${village},1.00,,002X,,,${villageName}\n`
  )
})

t.test('payments may come before the roster', async (t) => {
  const id = await batch()
  t.equal((await payments(id, paymentsOf('R1,1,2030-01-01,6,paid'))).status, 200)
  t.match((await read(id)).body, { roster: null, payments: { lines: 1 } })
})

t.test('a later file takes the place of the one before, which stays readable', async (t) => {
  const id = await batch()
  const first = (await roster(id, rosterOf(`R1,${village},1,,`))).body
  const second = (await roster(id, rosterOf(`R1,${village},2,,`))).body
  t.same([first.number, second.number], [1, 2])
  t.equal((await read(id)).body.roster.id, second.id)
  for (const { id: file, amount } of [first, second]) {
    const { items } = (await call('GET', `/v1/fund-uploads/${file}/lines`, { as: officer })).body
    t.equal(items[0].amount, amount)
  }
  const all = await call('GET', `/v1/disbursements/${id}/uploads?kind=roster&count=true`, { as: officer })
  t.same(
    all.body.items.map(({ number, amount }: { number: number; amount: string }) => [number, amount]),
    [
      [1, '1.00'],
      [2, '2.00']
    ]
  )
  t.equal(all.body.total, 2)
})

t.test('the same file once more changes nothing', async (t) => {
  const id = await batch()
  const file = rosterOf(`R1,${village},1,,`)
  const { unchanged: _, ...first } = (await roster(id, file)).body
  await nothingWritten(t, service, async () => {
    const { status, body, headers } = await roster(id, file)
    t.strictSame([status, body, versionOf(headers.etag)], [200, { ...first, unchanged: true }, 2])
  })
  t.equal((await roster(id, rosterOf(`R1,${village},2,,`))).body.number, 2)
  t.equal((await roster(id, file)).body.number, 3, 'back to the first, which stood before')
})

t.test('two at once: one wins', async (t) => {
  const id = await batch()
  const lines = Array.from({ length: 2000 }, (_, n) => `R${n},${village},1,,`)
  const answers = await Promise.all(
    [1, 2, 3].map((n) => roster(id, rosterOf(...lines, `X${n},${village},1,,`)))
  )
  const done = answers.filter(({ status }) => status === 200)
  t.ok(done.length >= 1)
  for (const { status, body } of answers.filter(({ status }) => status !== 200)) {
    t.same([status, body.code], [409, 'upload-running'])
  }
  const { rows } = await service.database.owner.pool.query('select count(*)::int as n from roster_line')
  t.equal((await read(id)).body.roster.number, done.length)
  t.equal(rows[0].n % 2001 < 20, true, 'whole files and nothing else')
})

t.test('an If-Match that is given counts', async (t) => {
  const id = await batch()
  const at = (version: string) => ({ headers: { 'if-match': version } })
  t.equal((await roster(id, rosterOf(`R1,${village},1,,`), at('"1"'))).status, 200)
  const stale = await roster(id, rosterOf(`R1,${village},2,,`), at('"1"'))
  t.same([stale.status, stale.body.code], [412, 'version-stale'])
})

t.test('a unit below reads nothing of it, one above does', async (t) => {
  const id = await batch()
  const { body } = await roster(id, rosterOf(`R1,${village},1,,`))
  const lines = `/v1/fund-uploads/${body.id}/lines`
  const seen = async (unit: string) =>
    (await call('GET', lines, { as: { unit, roles: ['fund-officer'] } })).status
  t.same(
    await Promise.all(['22', '2201', county, '220102001', '220103', '*'].map(seen)),
    [200, 200, 200, 404, 404, 404]
  )
})
