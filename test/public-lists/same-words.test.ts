import t from 'tap'
import { recipientHasher } from '../../src/funds/index.ts'
import { county } from '../examples/batch.ts'
import { guardian, idOf, listProgramme, listsOf, programme, renderOf } from '../examples/public-lists.ts'
import { type Answer, testService } from '../support/service.ts'

/**
 * Two worlds that differ in one secret: in one the second recipient is a child, in the other an adult with a
 * secret. Everybody is told the same, byte by byte.
 */
const adult = idOf('1970-01-01')
const child = idOf('2015-01-01')

interface World {
  /** All that anybody reads. */
  told: string[]
  /** What was hashed, one after the other. */
  hashed: number
  statements: number
}

async function world(idNumber: string, isInRegister: boolean): Promise<World> {
  let hashed = 0
  const hasher = recipientHasher('a secret of the tests for recipients, long enough')
  const service = await testService(t, {
    hashed: (text) => {
      hashed += 1
      return hasher(text)
    }
  })
  const { call, clock, database } = service
  const { rostered, protect, made, render, scan } = listsOf(service)
  await listProgramme(service)
  clock.now = new Date('2026-05-20T01:00:00Z')
  await rostered([
    { no: 'D001', amount: '500.00' },
    { no: 'D002', amount: '480.00' }
  ])
  await protect(`programme,recipientNo,idNumber\n${programme},${isInRegister ? 'D002' : 'X002'},\n`)
  const { id } = await made()
  const file = renderOf(`D001,张三,${idOf('1962-03-14')},2`, `D002,李四,${idNumber},1`)
  const told: string[] = []
  let statements = 0
  const count = () => {
    statements += 1
  }
  database.pool.on('acquire', count)
  const before = hashed
  const tell = async (asked: Promise<Answer>) => {
    const { status, headers, text } = await asked
    const { date: _, 'x-request-id': __, etag: ___, location: ____, ...others } = headers
    told.push(JSON.stringify([status, others, withoutIds(text)]))
  }
  await tell(render(id, file))
  await tell(render(id, file, { headers: { 'idempotency-key': 'one' } }))
  await tell(render(id, file, { headers: { 'accept-language': 'en' } }))
  await tell(render(id, file, { headers: { accept: 'application/json' } }))
  const line = '1,D002,李四,1'
  await tell(scan(`序号,救助对象编号,姓名,人数\n${line}\n`, `targetCode=${county}`))
  const made2 = hashed - before
  for (const url of [
    `/v1/disclosure-lists/${id}`,
    '/v1/disclosure-lists?count=true',
    `/v1/units/${county}/timeline`,
    '/v1/audit',
    '/v1/operations'
  ]) {
    await tell(
      call('GET', url, { as: { unit: county, roles: ['leader', 'auditor', 'fund-officer'], sub: 'r' } })
    )
  }
  await tell(call('GET', `/v1/units/${county}/protected-recipients`, { as: guardian }))
  const tables = await database.owner.pool.query(`
    select type, data from outbox_event where type like 'disclosure%' or type like '%protection%' order by id`)
  told.push(withoutIds(JSON.stringify(tables.rows)))
  const metrics = (await service.metrics()).split('\n').filter((row) => /problem|refus/i.test(row))
  told.push(metrics.filter((row) => !/seconds|bytes/.test(row)).join('\n'))
  return { told, hashed: made2, statements }
}

/** What differs between any two worlds: identifiers, times and digests. */
function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/"?[0-9a-f]{64}"?/g, 'digest')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+\d\d:\d\d)/g, 'time')
}

t.test('a minor and a protected adult look the same', async (t) => {
  const [minor, secret, open] = [
    await world(child, false),
    await world(adult, true),
    await world(adult, false)
  ]
  // The scan of a line without identity number finds the register only; it is the last of the refusals.
  const [own, other] = [minor.told, secret.told]
  for (const [n, text] of own.slice(0, 4).entries()) t.equal(text, other[n], `answer ${n}`)
  t.match(own[0], 'not-to-be-shown')
  for (const [n, text] of own.slice(5, 8).entries()) t.equal(text, other[n + 5], `reading ${n}`)
  t.equal(own.at(-3), other.at(-3), 'the register')
  t.equal(own.at(-1), other.at(-1), 'the metrics')
  t.equal(minor.hashed, secret.hashed, 'as many hashes are made')
  t.equal(minor.statements, secret.statements, 'as many connections are taken')
  t.equal(open.hashed, secret.hashed, 'as many for somebody who may be shown')
})
