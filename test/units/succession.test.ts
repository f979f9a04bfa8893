import { sql } from 'kysely'
import t from 'tap'
import { noted } from '../support/assertions.ts'
import { operator } from '../support/people.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, database } = service
const at = (day: string) => {
  clock.now = new Date(`${day}T00:00:00+08:00`)
}
const add = async (code: string, level: string, parentCode: string, more = {}) =>
  ok(await call('POST', '/v1/units', { body: { code, name: code, level, parentCode, ...more } }))
const retire = (code: string, on: string, successorCode?: string, as?: Person) =>
  call('POST', `/v1/units/${code}/retire`, { as, body: { on, successorCode } })
const patch = async (code: string, body: object, as?: Person) => {
  const { headers } = await call('GET', `/v1/units/${code}`)
  return call('PATCH', `/v1/units/${code}`, { as, body, headers: { 'if-match': headers.etag as string } })
}
const reinstate = (code: string, as?: Person, body?: object) =>
  call('POST', `/v1/units/${code}/reinstate`, { as, body })

/** Where a unit stands, and who acts for it. */
async function placeOf(code: string): Promise<string> {
  // A request brings the tree to the day.
  await call('GET', '/v1/units/22')
  const { rows } = await sql<{ path: string; acting: string | null }>`
    select path, acting_code as acting from unit where code = ${code}`.execute(database.owner.db)
  return [rows[0]?.path, rows[0]?.acting].filter(Boolean).join(' by ')
}

/** A city with counties a, b and c, the first two with a township each. */
async function city(code: string): Promise<void> {
  await add(code, 'city', '22')
  for (const county of ['a', 'b', 'c']) await add(`${code}${county}`, 'county', code)
  for (const county of ['a', 'b']) await add(`${code}${county}1`, 'township', `${code}${county}`)
}

t.test('a planned end takes effect on its day and not before', async (t) => {
  at('2026-03-02')
  await city('X1')
  ok(await patch('X1a1', { parentCode: 'X1b' }))
  ok(await retire('X1a', '2026-03-05', 'X1b'))
  t.equal(await placeOf('X1a'), '22.X1.X1a')
  clock.now = new Date('2026-03-04T15:59:59Z')
  t.equal(await placeOf('X1a'), '22.X1.X1a', 'a second before midnight')
  clock.now = new Date('2026-03-04T16:00:00Z')
  t.equal(await placeOf('X1a'), '22.X1.X1b.X1a by X1b', 'at midnight')
  const lines = await noted(service, 'X1a')
  t.strictSame(
    lines.map(({ action }) => action),
    ['unit.added', 'unit.retired', 'unit.ended']
  )
  t.strictSame(
    (await call('GET', '/v1/units/X1a/ancestors')).body.items.map(({ code }: { code: string }) => code),
    ['22', 'X1'],
    'the units above are those it had'
  )
  at('2026-03-04')
  t.equal(await placeOf('X1a'), '22.X1.X1a', 'a clock that is set back leads back')
})

t.test('chains, several predecessors, and the unit above where there is no successor', async (t) => {
  at('2026-03-02')
  await city('X2')
  await add('X2d', 'county', 'X2')
  ok(await retire('X2a1', '2026-03-02'))
  t.equal(await placeOf('X2a1'), '22.X2.X2a.X2a1 by X2a')
  ok(await retire('X2a', '2026-03-03', 'X2c'))
  ok(await retire('X2d', '2026-03-03', 'X2c'))
  ok(await retire('X2c', '2026-03-04', 'X2b'))
  at('2026-03-03')
  t.equal(await placeOf('X2a1'), '22.X2.X2c.X2a.X2a1 by X2c')
  t.equal(await placeOf('X2d'), '22.X2.X2c.X2d by X2c')
  at('2026-03-04')
  t.equal(await placeOf('X2a1'), '22.X2.X2b.X2c.X2a.X2a1 by X2b')
  t.equal(await placeOf('X2d'), '22.X2.X2b.X2c.X2d by X2b')
  await city('X3')
  ok(await patch('X2b', { parentCode: 'X3' }))
  t.equal(await placeOf('X2d'), '22.X3.X2b.X2c.X2d by X2b', 'they go where it goes')
})

t.test('before its day an end is corrected by whoever may retire, afterwards by the operator', async (t) => {
  at('2026-03-02')
  await city('X4')
  ok(await retire('X4c', '2026-03-10', 'X4a'))
  const own: Person = { unit: 'X4', roles: ['admin'] }
  t.match((await patch('X4c', { successorCode: 'X4b' }, own)).body, {
    validTo: '2026-03-10',
    successorCode: 'X4b'
  })
  t.match((await patch('X4c', { validTo: '2026-03-12' }, own)).body, { validTo: '2026-03-12' })
  at('2026-03-10')
  t.equal(await placeOf('X4c'), '22.X4.X4c')
  at('2026-03-12')
  t.equal(await placeOf('X4c'), '22.X4.X4b.X4c by X4b')
  for (const answer of [await reinstate('X4c', own), await patch('X4c', { successorCode: 'X4a' }, own)]) {
    t.strictSame([answer.status, answer.body.code], [403, 'end-by-operator'])
  }
  t.match((await patch('X4c', { successorCode: 'X4a' }, operator)).body, { successorCode: 'X4a' })
  t.equal(await placeOf('X4c'), '22.X4.X4a.X4c by X4a')
  const { status, body } = await reinstate('X4c', operator, { reason: '撤并方案未获批准' })
  t.strictSame([status, body.validTo, body.successorCode], [200, null, null])
  t.equal(await placeOf('X4c'), '22.X4.X4c', 'it is in office again')
  const line = (await noted(service, 'X4c')).find(({ action }) => action === 'unit.reinstated')
  t.match(line?.details, { before: { validTo: '2026-03-12', successorCode: 'X4a' }, reason: /撤并/ })
  ok(await retire('X4c', '2026-04-01'))
  t.equal((await reinstate('X4c', own)).status, 200, 'a plan that was called off')
  const again = await reinstate('X4c', own)
  t.strictSame([again.status, again.body.code], [409, 'unit-not-ending'])
})

t.test('the tree stays whole until the end of a unit', async (t) => {
  at('2026-03-02')
  await city('X5')
  ok(await retire('X5c', '2026-03-10', 'X5a'))
  const refusals = async (what: string, code: string, answer: Awaited<ReturnType<typeof call>>) =>
    t.strictSame([answer.status, answer.body.code ?? ''], [422, code], what)
  const body = { code: 'X5n', name: 'n', level: 'township', parentCode: 'X5c' }
  await refusals('a new child', 'parent-ends', await call('POST', '/v1/units', { body }))
  const later = { ...body, validFrom: '2026-03-20' }
  await refusals('one that begins later', 'parent-ends', await call('POST', '/v1/units', { body: later }))
  await refusals('a move', 'parent-ends', await patch('X5a1', { parentCode: 'X5c' }))
  const imported = await call('POST', '/v1/units/import', {
    raw: 'code,name,level,parentCode\nX5i,i,township,X5c\n',
    type: 'text/csv'
  })
  t.strictSame([imported.status, imported.body.errors[0].code], [422, 'parent-ends'])
  ok(await retire('X5a1', '2026-03-10'))
  ok(await patch('X5a1', { parentCode: 'X5c' }))
  await refusals('its end outlives the parent', 'parent-ends', await patch('X5a1', { validTo: '2026-03-11' }))
  t.equal((await patch('X5c', { validTo: '2026-03-09' })).body.code, 'unit-has-subordinates')
  await refusals('a circle', 'successor-circle', await retire('X5a', '2026-03-05', 'X5c'))
  await add('X5f', 'county', 'X5', { validFrom: '2026-05-01' })
  await refusals('a successor to come', 'successor-not-begun', await retire('X5b1', '2026-04-01', 'X5f'))
  const early = { ...body, parentCode: 'X5f' }
  await refusals('a child before it', 'parent-not-begun', await call('POST', '/v1/units', { body: early }))
  await refusals('not alone', 'end-alone', await patch('X5c', { validTo: '2026-03-11', name: 'x' }))
})

t.test('nothing leads into another province', async (t) => {
  const body = { code: '44', name: '另一省', level: 'province' }
  ok(await call('POST', '/v1/units', { body, as: operator }))
  ok(
    await call('POST', '/v1/units', {
      body: { code: '4401', name: 'c', level: 'city', parentCode: '44' },
      as: operator
    })
  )
  await city('X6')
  const refused = async (answer: Awaited<ReturnType<typeof call>>) =>
    t.strictSame([answer.status, answer.body.code], [422, 'other-province'])
  await refused(await patch('X6c', { parentCode: '44' }, operator))
  await refused(await retire('X6c', '2026-04-01', '4401', operator))
  const imported = await call('POST', '/v1/units/import', {
    as: operator,
    raw: 'code,name,level,parentCode\nX6c,c,county,4401\n',
    type: 'text/csv'
  })
  t.strictSame([imported.status, imported.body.errors[0].code], [422, 'other-province'])
  t.equal((await retire('44', '2026-04-01', undefined, operator)).body.code, 'unit-has-subordinates')
  ok(await retire('4401', '2026-04-01', undefined, operator))
  const end = await retire('44', '2026-04-01', undefined, operator)
  t.strictSame([end.status, end.body.code], [422, 'no-unit-to-act'])
})

t.test('villages that succeeded to others list what these had', async (t) => {
  at('2026-03-02')
  await add('X7', 'county', '2201')
  await add('X7t', 'township', 'X7')
  for (const code of ['X7v', 'X7w']) await add(code, 'village', 'X7t')
  const person: Person = { unit: 'X7w', roles: ['viewer'] }
  ok(await retire('X7v', '2026-03-02', 'X7w'))
  const { body } = await call('GET', '/v1/units?count=true', { as: person })
  t.strictSame([body.items.map(({ code }: { code: string }) => code), body.total], [['X7v', 'X7w'], 2])
  t.equal((await call('GET', '/v1/units/X7v', { as: person })).status, 200)
})

t.test('the tree goes by a clock that is wrong as well, and goes back when it is set back', async (t) => {
  at('2026-03-02')
  await city('X99')
  ok(await patch('X99a1', { parentCode: 'X99b' }))
  ok(await retire('X99a', '2026-03-05', 'X99b'))
  service.context.hasRightClock = async () => false
  t.teardown(() => {
    delete service.context.hasRightClock
  })
  at('2026-03-05')
  t.equal(await placeOf('X99a'), '22.X99.X99b.X99a by X99b')
  at('2026-03-02')
  t.equal(await placeOf('X99a'), '22.X99.X99a')
})
