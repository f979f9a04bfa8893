import t from 'tap'
import { operator } from '../support/people.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const other = { unit: '23', roles: ['admin' as const], sub: 'p23' }

/** Does something while the shape of a province is held, as by an instance beside this one. */
async function whileHeld(root: string, meanwhile: () => Promise<void>): Promise<void> {
  const client = await database.owner.pool.connect()
  const lock = 'lock(hashtextextended($1, 0))'
  await client.query(`select pg_advisory_${lock}`, [`shape of the tree of ${root}`])
  try {
    await meanwhile()
  } finally {
    await client.query(`select pg_advisory_un${lock}`, [`shape of the tree of ${root}`])
    client.release()
  }
}

const load = (code: string, options: object = {}) =>
  call('POST', '/v1/units/import', {
    raw: `code,name,level,parentCode\n${code},${code},county,2201\n`,
    type: 'text/csv',
    ...options
  })
const move = (countsInQuota = true) =>
  call('PATCH', '/v1/units/220103', { body: { countsInQuota }, headers: { 'if-match': '*' } })

t.before(async () => {
  const province = { code: '23', name: '邻省', level: 'province' }
  const added = await call('POST', '/v1/units', { as: operator, body: province })
  if (added.status !== 201) throw new Error(added.text)
})

t.test('who finds the tree held is told to come again, and holds no connection meanwhile', async (t) => {
  await whileHeld('22', async () => {
    const asked = Promise.all([
      move(),
      load('b1'),
      call('POST', '/v1/units/220103/retire', { body: { on: '2026-12-31' } }),
      call('PATCH', '/v1/units/220103', { body: { name: '别名' }, headers: { 'if-match': '*' } })
    ])
    // Far more than the pool has connections: they are served while those above wait.
    const others = await Promise.all(Array.from({ length: 20 }, () => call('GET', '/v1/units?limit=1')))
    t.ok(others.every(({ status }) => status === 200))
    for (const { status, body, headers } of await asked)
      t.same([status, body.code, headers['retry-after']], [409, 'tree-busy', '1'])
  })
  t.equal((await load('b1')).body.created, 1, 'nothing stayed held')
})

t.test('another province is not held', async (t) => {
  await whileHeld('22', async () => {
    const body = { code: '2301', name: '市', level: 'city', parentCode: '23' }
    t.equal((await call('POST', '/v1/units', { as: other, body })).status, 201)
    const raw = 'code,name,level,parentCode\n230101,区,county,2301\n'
    const loaded = await call('POST', '/v1/units/import', { as: other, raw, type: 'text/csv' })
    t.match(loaded, { status: 200, body: { created: 1 } })
    const far = { ...body, code: '2309', parentCode: '22' }
    t.equal((await call('POST', '/v1/units', { as: other, body: far })).body.code, 'unknown-parent')
    const byOperator = await call('POST', '/v1/units', { as: operator, body: { ...body, code: '2302' } })
    t.equal(byOperator.status, 201)
    t.equal((await load('b2', { as: operator })).body.code, 'tree-busy', 'the operator by what they name')
  })
})

t.test('plans keep the tree still, and are kept waiting by a change', async (t) => {
  await whileHeld('22', async () => {
    const plan = await call('POST', '/v1/inspection-plans', { body: { unitCode: '2202', year: 2026 } })
    t.same([plan.status, plan.body.code], [409, 'tree-busy'])
  })
  t.equal(
    (await call('POST', '/v1/inspection-plans', { body: { unitCode: '2202', year: 2026 } })).status,
    201
  )
})
