import t from 'tap'
import { watchRetention } from '../../src/retention/index.ts'
import { retainedKinds } from '../../src/rooms.ts'
import { batchesOf, county, makeProgramme, rosterOf, village } from '../examples/batch.ts'
import { appeal, auditor, casesOf, officer, reader, report } from '../examples/case.ts'
import { noted } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, database, context } = service
const { submit, take, open } = casesOf(service)
const boss = (unit: string, sub = `boss ${unit}`): Person => ({ unit, roles: ['leader', 'auditor'], sub })
const list = async (as: Person, query = '') =>
  ok(await call('GET', `/v1/retention?count=true${query}`, { as }))
const watch = (...erases: string[]) => watchRetention(context, { kinds: retainedKinds, erases })
const at = (day: string) => {
  clock.now = new Date(`${day}T09:00:00+08:00`)
}

/** A case that was withdrawn, and so closed, on 2 March 2026. */
async function closed(fields: object, as = officer('22')): Promise<string> {
  const { id } = ok(await submit({ ...appeal, ...fields }))
  ok(await take(id, 'withdraw', {}, as))
  return id
}

const appealed = await closed({})
const reported = await closed({ ...report, anonymous: false, reporter: appeal.reporter })
const { id: running } = ok(await submit())
await makeProgramme(service)
const batches = batchesOf(service)
const paid = await batches.batch()
ok(await batches.roster(paid, rosterOf(`R1,${village},10,6228480012345678901,`)))

t.test('nothing is due on the last day of a period', async (t) => {
  at('2036-03-02')
  t.match(await watch(), { due: { 'case-identity': undefined } })
  t.same((await list(boss('22'), '&kind=case-identity')).items, [])
})

t.test('what is due is listed the day after, once, with its clause', async (t) => {
  at('2036-03-03')
  t.equal((await watch()).listed, 2)
  t.equal((await watch()).listed, 0, 'once')
  const { items, total } = await list(boss('22'), '&kind=case-identity&within=220102')
  t.equal(total, 1)
  t.match(items, [
    {
      ...{ kind: 'case-identity', subjectId: appealed, unitCode: '220102', dueOn: '2036-03-02', years: 10 },
      ...{ clause: { id: 'pipl-2021:19' }, localDefault: true, listedOn: '2036-03-03' },
      ...{ state: 'due', erasedOn: null }
    }
  ])
  t.equal((await open(appealed, reader('22'))).status, 200, 'listed, not erased')
  const all = await list(boss('22'))
  const about = all.items.map(({ kind, subjectId }: { kind: string; subjectId: string }) => [kind, subjectId])
  t.same(
    about.sort(),
    [
      ['case-identity', appealed],
      ['case-identity', reported],
      ['fund-lines', paid]
    ].sort(),
    'the batch too, the running case not'
  )
  const csv = await call('GET', '/v1/retention', { as: boss('22'), headers: { accept: 'text/csv' } })
  t.equal(csv.text.trim().split('\n').length, 4)
})

t.test('a report is neither listed nor counted for a unit that it is hidden from', async (t) => {
  // Moved to the accused unit's own place, where its list would cover it.
  const owner = database.owner.pool
  const move = (unit: string, path: string) =>
    owner.query('update petition_case set unit_code = $2, path = $3 where id = $1', [reported, unit, path])
  const answers = async () => {
    const all: string[] = []
    for (const query of ['', '&kind=case-identity', '&state=due', '&within=2201', '&limit=1']) {
      all.push(JSON.stringify(await list(boss('2201'), query)))
    }
    return all
  }
  await move('2201', '22.2201')
  await owner.query(`update retention_item set unit_code = '2201', path = '22.2201' where subject_id = $1`, [
    reported
  ])
  const hidden = await answers()
  t.notMatch(hidden.join(), reported)
  t.match(await list(boss('22'), '&within=2201&kind=case-identity'), { total: 2 })
  await owner.query('delete from retention_item where subject_id = $1', [reported])
  t.same(await answers(), hidden, 'byte for byte as without it')
  await watch()
  await owner.query('insert into recusal (subject_id, sub, at, reason) values ($1, $2, now(), $3)', [
    appealed,
    'boss 22',
    'x'
  ])
  t.notMatch(JSON.stringify(await list(boss('22'))), appealed, 'nor to somebody who stepped aside')
  t.match(JSON.stringify(await list(boss('22', 'another'))), appealed)
  await owner.query('delete from recusal')
})

t.test('by permission and scope', async (t) => {
  const query = '/v1/retention?kind=case-identity'
  const statusOf = async (as: Person, url = query) => (await call('GET', url, { as })).status
  t.equal(await statusOf({ unit: '22', roles: ['viewer'] }), 403)
  t.equal(await statusOf({ unit: '22', roles: ['admin'] }), 403)
  t.equal(await statusOf(auditor('220102'), `${query}&within=2201`), 404)
  t.equal(await statusOf(auditor('220102'), `${query}&unknown=1`), 400)
  t.match(await list(auditor('2202')), { total: 0 })
  t.equal(await statusOf(auditor('*')), 404, 'the operator sees no case and no money')
  t.match(await list(auditor(county), '&kind=fund-lines'), { total: 1 })
})

t.test('erased where the setting says so, with an audit line', async (t) => {
  t.match(await watch('case-identity'), { erased: 2 })
  t.match(await watch('case-identity'), { erased: 0 }, 'once')
  t.match(await open(appealed, reader('22')), { status: 409, body: { code: 'identity-erased' } })
  t.equal((await open(running, reader('22'))).status, 200)
  const { rows } = await database.owner.pool.query('select case_id from case_reporter')
  t.same(rows, [{ case_id: running }], 'keys and content are gone')
  t.match(
    (await noted(service, appealed)).find(({ action }) => action === 'case.identity-erased'),
    { actor: 'service', details: { dueOn: '2036-03-02', clauseId: 'pipl-2021:19' } }
  )
  const erased = await list(boss('22'), '&state=erased')
  t.match(erased, { total: 2, items: [{ state: 'erased', erasedOn: '2036-03-03' }, {}] })
  t.match(await list(boss('2201'), '&state=erased'), { total: 1 }, 'the report stays hidden')
  t.match(await list(boss('22'), '&state=due,erased'), { total: 3 })
  t.match(await list(boss('22'), '&kind=fund-lines,case-identity&state=erased'), { total: 2 })
  t.match(await list(boss('22'), '&kind=fund-lines,case'), { total: 1 })
  t.match(await list(boss('22'), '&state=due'), { total: 1 }, 'lines of the batch are never erased by it')
})

t.test('what is not due any more leaves the list', async (t) => {
  const owner = database.owner.pool
  // As the operator takes an old year out of the database (runbook).
  for (const part of ['roster_line', 'payment_line']) {
    await owner.query(`alter table ${part} detach partition ${part}_2010_02`)
  }
  await watch()
  t.match(await list(boss('22'), '&state=due'), { total: 0 })
  t.match(await list(boss('22'), '&state=erased'), { total: 2 }, 'the proof stays')
})

t.test('the case itself is due later, and only listed', async (t) => {
  at('2056-03-03')
  await watch('case-identity')
  const { items } = await list(boss('22'), '&kind=case')
  t.match(items, [{ years: 30, clause: { id: 'archives-order-8:6' }, state: 'due' }, {}])
})
