import { sql } from 'kysely'
import t from 'tap'
import { within } from '../examples/jilin.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'
import { whenTreeIsFree } from '../support/until.ts'

const service = await testService(t, { jobs: true })
const { call, database, ended } = service
const headers = { 'if-match': '"1"' }
const move = (code: string, parentCode: string, version = 1, as?: Person) =>
  call('PATCH', `/v1/units/${code}`, { as, body: { parentCode }, headers: { 'if-match': `"${version}"` } })

/** Rows of every table whose path is no longer that of their unit. */
async function strays(): Promise<string[]> {
  const { db } = database.owner
  const tables = ['local_rule', 'inspection_plan', 'operation']
  const found = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql`
        select from ${sql.table(table)} r join unit on unit.code = r.unit_code
        where r.path <> unit.path`.execute(db)
      return rows.map(() => table)
    })
  )
  const { rows } = await sql<{ code: string }>`
    select unit.code from unit left join unit parent on parent.code = unit.parent_code
    where unit.path <> concat_ws('.', parent.path, unit.code)`.execute(db)
  return [...found.flat(), ...rows.map(({ code }) => code)]
}

async function seenWithin(code: string, path: string): Promise<string[]> {
  const { body } = await call('GET', `${path}${path.includes('?') ? '&' : '?'}within=${code}&limit=200`)
  return body.items.map((one: { code?: string; unitCode?: string }) => one.unitCode ?? one.code)
}

t.test('refused, and nothing written', async (t) => {
  await call('POST', '/v1/units', { body: { code: '22old', name: '旧市', level: 'city', parentCode: '22' } })
  t.equal((await call('POST', '/v1/units/22old/retire', { body: { on: '2026-03-02' } })).status, 200)
  const where = '/parentCode'
  const city: Person = { unit: '2201', roles: ['admin'] }
  const to = (parentCode: string) => ({ body: { parentCode } })
  await refused(
    t,
    service,
    { method: 'PATCH', url: '/v1/units/220102', headers },
    {
      'under itself': { ...to('220102'), is: [422, 'parent-level', where] },
      'under its own subordinate': { ...to('220102001'), is: [422, 'parent-level', where] },
      'under a unit of its level': { ...to('220103'), is: [422, 'parent-level', where] },
      'under a village elsewhere': { ...to('220202001001'), is: [422, 'parent-level', where] },
      'under a unit that has ended': { ...to('22old'), is: [422, 'parent-retired', where] },
      'under nothing known': { ...to('9999'), is: [422, 'unknown-parent', where] },
      'out of the own unit': { ...to('2202'), as: city, is: [422, 'unknown-parent', where] },
      'to the unit above the own': { ...to('22'), as: city, is: [422, 'unknown-parent', where] },
      'oneself to elsewhere': {
        ...to('2202'),
        as: { unit: '220102', roles: ['admin'] },
        is: [422, 'unknown-parent', where]
      },
      'the root': { ...to('2202'), url: '/v1/units/22', is: [422, 'parent-level', where] }
    }
  )
})

t.test('a county moves to another city: all below it and all its records go with it', async (t) => {
  const own: Person = { unit: '220102', roles: ['admin', 'planner'] }
  const quotas = [{ quotaId: 'county-villages-20-100', ratioPercent: 40 }]
  const rule = { unitCode: '220102', effectiveFrom: '2026-01-01', document: '细则', quotas }
  t.equal((await call('POST', '/v1/local-rules', { as: own, body: rule })).status, 201)
  for (const unitCode of ['220102', '220102001']) {
    const body = { unitCode, year: 2026 }
    t.equal((await call('POST', '/v1/inspection-plans', { as: own, body })).status, 201)
  }
  const generation = { withinCode: '220102', year: 2027 }
  const begun = await call('POST', '/v1/inspection-plans/generate', { as: own, body: generation })
  t.equal((await ended(begun.body.id)).body.state, 'succeeded')
  const { status, body } = await move('220102', '2202')
  t.strictSame([status, body.parentCode], [200, '2202'])
  t.strictSame(await strays(), [])
  const all = within('220102').map(({ code }) => code)
  t.strictSame(await seenWithin('220102', '/v1/units'), all)
  t.equal((await call('GET', '/v1/units?within=2202&q=220102&count=true')).body.total, all.length)
  t.equal((await call('GET', '/v1/units?within=2201&q=220102&count=true')).body.total, 0)
  for (const path of ['/v1/inspection-plans?year=2026', '/v1/local-rules']) {
    t.ok((await seenWithin('2202', path)).includes('220102'), `${path} of the new city`)
    t.strictSame(await seenWithin('2201', path), [], `${path} of the old city`)
  }
  const [line] = (await noted(service, '220102')).filter(({ action }) => action.startsWith('unit.'))
  t.match(line, { action: 'unit.moved', path: '22.2202.220102', event: 'unit.moved' })
  t.strictSame(line?.details, { before: { parentCode: '2201' }, after: { parentCode: '2202' } })
})

t.test('people of the old city no longer see it, those of the new one do', async (t) => {
  const see = async (unit: string) =>
    (await call('GET', '/v1/units/220102001', { as: { unit, roles: ['planner'] } })).status
  t.strictSame([await see('2201'), await see('2202'), await see('220102')], [404, 200, 200])
  const { rows } = await sql<{ id: string }>`select id from operation`.execute(database.owner.db)
  const follow = async (unit: string) =>
    (await call('GET', `/v1/operations/${rows[0]?.id}`, { as: { unit, roles: ['planner'] } })).status
  t.strictSame([await follow('2201'), await follow('2202')], [404, 200])
})

t.test('a township moves up to a city, past the counties, and back', async (t) => {
  const villages = within('220103002').map(({ code }) => code)
  t.equal((await move('220103002', '2201')).status, 200)
  t.strictSame(await strays(), [])
  t.strictSame(await seenWithin('220103002', '/v1/units'), villages)
  t.notOk((await seenWithin('220103', '/v1/units')).includes('220103002'))
  t.equal((await move('220103002', '220103', 2)).status, 200)
  t.strictSame(await strays(), [])
  t.strictSame(await seenWithin('220103002', '/v1/units'), villages)
})

t.test('twice at once gives one move', async (t) => {
  const answers = await Promise.all(
    ['2202', '2203', '2204'].map((city) => whenTreeIsFree(() => move('220104', city)))
  )
  t.strictSame(statuses(answers), [200, 412, 412])
  t.strictSame(await strays(), [])
  t.equal((await noted(service, '220104')).length, 1)
})

t.test('moves at once of units that hang together leave a whole tree', async (t) => {
  const moves = [
    ['220105', '2205'],
    ['220105001', '2201'],
    ['220105002', '220106'],
    ['220106', '2206']
  ] as const
  const answers = await Promise.all(moves.map(([code, to]) => whenTreeIsFree(() => move(code, to))))
  t.strictSame(
    answers.map(({ status }) => status),
    [200, 200, 200, 200]
  )
  t.strictSame(await strays(), [])
})
