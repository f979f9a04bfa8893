import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { appeal, auditor, casesOf, officer, reader, report } from '../examples/case.ts'
import { noted, nothingWritten, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { submit, open } = casesOf(service)
const person = { name: '李明', phone: '13944054321' }

t.test('what an intake must bring along, and must not', async (t) => {
  const intake = { method: 'POST', url: '/v1/cases', as: officer('22') } as const
  const six = { body: { ...appeal, representatives: Array(6).fill(person) } }
  const wrong = { ...appeal.reporter, idNumber: '220102196203150020' }
  await refused(t, service, intake, {
    'anonymous, with a reporter': {
      body: { ...appeal, anonymous: true },
      is: [422, 'anonymous-with-reporter', '/reporter']
    },
    'anonymous, with representatives': {
      body: { ...appeal, anonymous: true, reporter: undefined, representatives: [person] },
      is: [422, 'anonymous-with-reporter', '/representatives']
    },
    'not anonymous, without a reporter': {
      body: { ...appeal, reporter: undefined },
      is: [422, 'reporter-missing', '/reporter']
    },
    'a bad check digit': {
      body: { ...appeal, reporter: wrong },
      is: [422, 'id-number-invalid', '/reporter/idNumber']
    },
    'a bad check digit of a representative': {
      body: { ...appeal, representatives: [person, wrong] },
      is: [422, 'id-number-invalid', '/representatives/1/idNumber']
    },
    'an identity number of another form': {
      body: { ...appeal, reporter: { ...person, idNumber: '2201021962' } },
      is: [400, 'validation-failed', '/reporter/idNumber']
    },
    'six representatives': { ...six, is: [422, 'too-many-representatives', '/representatives'] }
  })
  const { body } = await call('POST', '/v1/cases', { as: officer('22'), ...six })
  t.match(body.clause, { id: 'xinfang-2022:20' })
})

t.test('what it may leave out', async (t) => {
  const nobody = { reporter: undefined }
  t.equal((await submit({ ...nobody, anonymous: true })).status, 201)
  t.equal((await submit({ ...nobody, channel: 'discovered' })).status, 201, 'found by an inspection')
  const joint = await submit({ representatives: Array(5).fill(person) })
  t.match(joint, { status: 201, body: { representatives: 5, anonymous: false } })
  const lower = await submit({ reporter: { ...person, idNumber: '11010519491231002X' } })
  t.equal(lower.status, 201, 'a check digit X')
})

t.test('the identity is opened with the role and a reason, and that is on record', async (t) => {
  const { body: one } = await submit({ representatives: [person] })
  const answer = await open(one.id, reader('220102'))
  t.equal(answer.status, 200)
  t.strictSame(answer.body, {
    ...appeal.reporter,
    representatives: [person]
  })
  const lines = (await noted(service, one.id)).filter(({ action }) => action === 'case.identity-opened')
  t.match(lines, [{ actor: 'reader 220102', unitCode: '220102', details: { reason: '电话核实情况' } }])
  t.notMatch(JSON.stringify(await noted(service, one.id)), /王秀兰|13844012345|李明/)
  const trail = await call('GET', `/v1/audit?subject=${one.id}`, { as: auditor('220102') })
  t.match(trail.body.items[0], { action: 'case.identity-opened', details: { reason: '电话核实情况' } })
  const timeline = await call('GET', `/v1/cases/${one.id}/timeline`, { as: officer('220102') })
  const steps: { action: string; actorName: string; details: object }[] = timeline.body.items
  const told = steps.filter(({ action }) => action === 'case.identity-opened')
  t.match(told, [{ actorName: 'reader 220102', actorUnit: '220102' }], 'the handler sees who opened it')
  t.strictSame(told[0]?.details, {})
  t.notMatch(timeline.text, /电话核实情况/, 'the reason is for auditors alone')
  const { body: only } = await submit({ reporter: person })
  t.strictSame((await open(only.id, reader('22'))).body, {
    ...person,
    idNumber: null,
    address: null,
    representatives: []
  })
})

t.test('it is not opened otherwise', async (t) => {
  const { body: one } = await submit()
  const { body: nameless } = await submit({ reporter: undefined, anonymous: true })
  const { body: hidden } = await submit({ ...report, anonymous: false, reporter: person, unitCode: '2201' })
  const url = `/v1/cases/${one.id}/reporter-access`
  const absent = '/v1/cases/019cac0f-2680-7000-8000-00000000dead/reporter-access'
  const body = { reason: '电话核实情况' }
  const roles: Person['roles'] = ['viewer', 'planner', 'caseworker', 'leader', 'auditor', 'admin']
  await refused(
    t,
    service,
    { method: 'POST', url, as: reader('220102'), body },
    {
      'every other role': { as: { unit: '22', roles }, is: [403, 'role-missing'] },
      'without a reason': { body: {}, is: [400, 'validation-failed'] },
      'with an empty one': { body: { reason: '' }, is: [400, 'validation-failed', '/reason'] },
      'another version': { headers: { 'if-match': '"2"' }, is: [412, 'version-stale'] },
      'a bad key': { headers: { 'idempotency-key': 'a b' }, is: [400, 'bad-idempotency-key'] },
      'the unit beside': { as: reader('220103'), is: [404, 'case-not-found'] },
      'the unit below': { as: reader('220102001'), is: [404, 'case-not-found'] },
      'the operator': { as: reader('*'), is: [404, 'case-not-found'] },
      'no such case': { url: absent, is: [404, 'case-not-found'] },
      'an anonymous one': {
        url: `/v1/cases/${nameless.id}/reporter-access`,
        as: reader('22'),
        is: [404, 'identity-absent']
      },
      'a report, for the accused': {
        url: `/v1/cases/${hidden.id}/reporter-access`,
        as: reader('2201'),
        is: [404, 'case-not-found']
      }
    }
  )
  t.equal((await open(hidden.id, reader('22'))).status, 200)
})

t.test('an idempotency key keeps nothing of it, and each opening is on record', async (t) => {
  const { body: one } = await submit()
  const keyed = { headers: { 'idempotency-key': 'again and again' } }
  const key = { headers: { 'idempotency-key': 'again' } }
  t.equal((await open(one.id, reader('22'), keyed)).status, 400)
  for (const n of [1, 2]) {
    const answer = await open(one.id, reader('22'), key)
    t.match([answer.status, answer.body.name], [200, '王秀兰'])
    t.equal(answer.headers['idempotent-replayed'], undefined)
    const opened = (await noted(service, one.id)).filter(({ action }) => action === 'case.identity-opened')
    t.equal(opened.length, n)
  }
  const kept = await service.database.owner.db.selectFrom('idempotency_answer').selectAll().execute()
  t.same(kept, [])
})

t.test('under a key that is gone it is not given out', async (t) => {
  const { body: one } = await submit()
  await change(one.id, { key_id: 'lost' })
  await nothingWritten(t, service, async () => {
    t.match(await open(one.id, reader('22')), { status: 503, body: { code: 'identity-key-unknown' } })
  })
})

t.test('what was changed in the database has a code of its own, and raises the alarm', async (t) => {
  const { body: other } = await submit({ reporter: person })
  const foreign = await stored(other.id)
  const flipped = (column: 'sealed' | 'wrapped') => ({
    [column]: sql<Buffer>`set_byte(${sql.ref(column)}, 20, get_byte(${sql.ref(column)}, 20) # 1)`
  })
  const changes: Record<string, object> = {
    'a bit of the content': flipped('sealed'),
    'a bit of the key': flipped('wrapped'),
    'the content of another case': { sealed: foreign.sealed },
    'the key of another case': { wrapped: foreign.wrapped },
    'all of another case': { sealed: foreign.sealed, wrapped: foreign.wrapped },
    'no key of the case': { wrapped: null },
    'cut short': { sealed: foreign.sealed.subarray(0, 12) },
    empty: { sealed: Buffer.alloc(0), wrapped: Buffer.alloc(0) }
  }
  for (const [name, fields] of Object.entries(changes)) {
    const { body: one } = await submit()
    await change(one.id, fields)
    await alarmed(t, one.id, name)
  }
  const { body: gone } = await submit()
  await service.database.owner.db.deleteFrom('case_reporter').where('case_id', '=', gone.id).execute()
  await alarmed(t, gone.id, 'deleted')
  const { body: well } = await submit()
  t.equal((await open(well.id, reader('22'))).status, 200)
})

t.test('a person opens so many on a day; the last one is an event', async (t) => {
  const { body: one } = await submit()
  const limited = await testService(t, { env: { IDENTITY_OPENINGS_PER_DAY: '3' } })
  const cases = casesOf(limited)
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.push((await cases.submit()).body.id)
  const [id] = ids as [string]
  const absent = (await cases.submit({ reporter: undefined, anonymous: true })).body.id
  t.equal((await cases.open(absent, reader('22'))).status, 404, 'what is not opened does not count')
  const answers = await Promise.all(ids.map((one) => cases.open(one, reader('22'))))
  t.same(statuses(answers), [200, 200, 200, 429, 429], 'also at the same time')
  const refusal = answers.find(({ status }) => status === 429)
  t.match(refusal, { body: { code: 'identity-limit' }, headers: { 'retry-after': 15 * 3600 } })
  t.match((await noted(limited, '22')).slice(1), [
    { action: 'identity.limit-reached', actor: 'reader 22', unitCode: '22', details: { openings: 3 } }
  ])
  await nothingWritten(t, limited, async () => {
    t.equal((await cases.open(id, reader('22'))).status, 429)
  })
  t.match(await limited.metrics(), /identity_openings_total 3\n[\s\S]*identity_limit_reached_total 1\n/)
  t.match(await limited.metrics(), /identity_limit_refused_total 3\n/)
  t.equal((await cases.open(id, reader('22', 'somebody else'))).status, 200, 'each person has their own')
  limited.clock.now = new Date('2026-03-02T16:00:00Z')
  t.equal((await cases.open(id, reader('22'))).status, 200, 'the next day in Shanghai')
  t.equal((await open(one.id, reader('22'))).status, 200, 'twenty unless it is set')
})

function stored(caseId: string) {
  const rows = service.database.owner.db.selectFrom('case_reporter').selectAll()
  return rows.where('case_id', '=', caseId).executeTakeFirstOrThrow()
}

function change(caseId: string, fields: object) {
  return service.database.owner.db
    .updateTable('case_reporter')
    .set(fields)
    .where('case_id', '=', caseId)
    .execute()
}

/** Opening is refused with its code; audit trail and metrics know of it, and the log at the level for alarms. */
async function alarmed(t: Test, caseId: string, name: string): Promise<void> {
  const before = await count()
  const answer = await open(caseId, reader('22'))
  t.match([answer.status, answer.body.code], [409, 'identity-tampered'], name)
  const lines = await noted(service, caseId)
  t.match(lines.at(-1), {
    action: 'case.identity-tampered',
    actor: 'reader 22',
    event: 'case.identity-tampered'
  })
  t.notOk(lines.some(({ action }) => action === 'case.identity-opened'))
  t.equal(await count(), before + 1)
}

async function count(): Promise<number> {
  return Number(/identity_tampered_total (\d+)/.exec(await service.metrics())?.[1])
}
