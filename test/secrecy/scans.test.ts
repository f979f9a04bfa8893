import t from 'tap'
import { county, village } from '../examples/batch.ts'
import { guardian, idOf, listProgramme, listsOf, programme } from '../examples/public-lists.ts'
import { type Answer, type Person, testService } from '../support/service.ts'

/**
 * Scans in worlds that differ in one secret: whether a recipient is in the register of the county. People of
 * other units are told the same, byte by byte; people of the county are told the same of a child and of an
 * adult with a secret.
 */
const roles = ['inspector', 'leader', 'auditor', 'fund-officer', 'caseworker'] as const
const at = (unit: string): Person => ({ unit, roles: [...roles], sub: `somebody of ${unit}` })
const others = ['22', '2201', '220102001', '220103']

interface World {
  /** What people of other units read. */
  outside: string[]
  /** What people of the county read. */
  inside: string[]
}

async function world(idNumber: string, register: readonly string[]): Promise<World> {
  const service = await testService(t)
  const { call, clock, database } = service
  const { rostered, protect, scan } = listsOf(service)
  await listProgramme(service)
  clock.now = new Date('2026-05-20T01:00:00Z')
  await rostered(['D001', 'D002', 'D003'].map((no) => ({ no, amount: '500.00' })))
  // As many lines in each world, above the number from which on it is told.
  const fill = Array.from({ length: 9 - register.length }, (_, n) => `X00${n},`)
  await protect(
    [
      'programme,recipientNo,idNumber',
      ...[...register, ...fill].map((one) => `${programme},${one}`),
      ''
    ].join('\n')
  )
  const told: World = { outside: [], inside: [] }
  const tell = async (to: keyof World, asked: Promise<Answer>) => {
    const { status, headers, text } = await asked
    const { date: _, 'x-request-id': __, etag: ___, location: ____, ...rest } = headers
    told[to].push(JSON.stringify([status, rest, withoutIds(text)]))
    // Lists go by the time: no two scans are of one instant.
    clock.now = new Date(clock.now.getTime() + 1000)
  }
  const lines = [`1,D001,张三,500.00`, `2,D002,李四 ${idNumber},500.00`, '3,D003,王五,501.00']
  const file = ['序号,救助对象编号,姓名,月补助金额（元）', ...lines, ''].join('\n')
  const month = `programme=${programme}&period=2026-05`
  for (const unit of others) {
    for (const target of [county, '220102001', village])
      await tell('outside', scan(file, `targetCode=${target}&${month}`, { as: at(unit) }))
  }
  const outside = (await service.metrics())
    .split('\n')
    .filter((row) => /problem|refus|uploads|lines/i.test(row))
  told.outside.push(outside.filter((row) => !/seconds|bytes/.test(row)).join('\n'))
  await tell('inside', scan(file, `targetCode=${county}&${month}`, { as: at(county) }))
  for (const unit of [...others, county]) {
    // The scan of the county itself counts who must not be shown: minors and others in one.
    const to = unit === county || ['22', '2201'].includes(unit) ? 'inside' : 'outside'
    for (const url of [
      '/v1/disclosure-scans?count=true',
      `/v1/units/${county}/timeline`,
      '/v1/audit',
      '/v1/operations'
    ])
      await tell(to, call('GET', url, { as: at(unit) }))
  }
  await tell('inside', call('GET', `/v1/units/${county}/protected-recipients`, { as: guardian }))
  const { rows } = await database.owner.pool.query(
    `select type, unit_code, data from outbox_event where type ~ 'disclosure|protection' order by id`
  )
  const isOwn = ({ unit_code }: { unit_code: string }) => unit_code === county
  told.inside.push(withoutIds(JSON.stringify(rows)))
  told.outside.push(withoutIds(JSON.stringify(rows.filter((row) => !isOwn(row)))))
  return told
}

/** What differs between any two worlds: identifiers, times, numbers of seconds and digests. */
function withoutIds(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/"?[0-9a-f]{64}"?/g, 'digest')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+\d\d:\d\d)/g, 'time')
}

t.test('with a protected person and without one', async (t) => {
  const [adult, child] = [idOf('1970-01-01'), idOf('2015-01-01')]
  const [secret, open, minor, byIdentity] = [
    await world(adult, ['D002,']),
    await world(adult, []),
    await world(child, []),
    await world(adult, [`Y001,${adult}`])
  ]
  t.ok(secret.outside.length > 15)
  for (const [n, text] of secret.outside.entries()) {
    t.equal(text, open.outside[n], `outside the county, ${n}`)
    t.equal(text, byIdentity.outside[n], `outside the county, ${n}, by the identity number`)
  }
  for (const [n, text] of secret.inside.entries()) {
    t.equal(text, minor.inside[n], `in the county, ${n}: a child and an adult with a secret`)
    t.equal(text, byIdentity.inside[n], `in the county, ${n}: found by either number`)
  }
  t.match(secret.inside[0], 'not-to-be-shown')
  t.notMatch(open.inside[0], 'not-to-be-shown')
  t.notMatch(secret.outside.join(), /not-to-be-shown|李四|1970/)
})
