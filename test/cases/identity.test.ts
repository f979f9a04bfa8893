import t from 'tap'
import { type Person, testService } from '../support/service.ts'
import { noted, nothingWritten, refused } from '../units/record.ts'
import { appeal, auditor, casesOf, clerk, reader, report } from './petition.ts'

const service = await testService(t)
const { call } = service
const { receive, open } = casesOf(service)
const person = { name: '李明', phone: '13944054321' }

t.test('what an intake must bring along, and must not', async (t) => {
  const intake = { method: 'POST', url: '/v1/cases', as: clerk('22') } as const
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
  const { body } = await call('POST', '/v1/cases', { as: clerk('22'), ...six })
  t.match(body.clause, { id: 'xinfang-2022:20' })
})

t.test('what it may leave out', async (t) => {
  const nobody = { reporter: undefined }
  t.equal((await receive({ ...nobody, anonymous: true })).status, 201)
  t.equal((await receive({ ...nobody, channel: 'discovered' })).status, 201, 'found by an inspection')
  const joint = await receive({ representatives: Array(5).fill(person) })
  t.match(joint, { status: 201, body: { representatives: 5, anonymous: false } })
  const lower = await receive({ reporter: { ...person, idNumber: '11010519491231002X' } })
  t.equal(lower.status, 201, 'a check digit X')
})

t.test('the identity is opened with the role and a reason, and that is on record', async (t) => {
  const { body: one } = await receive({ representatives: [person] })
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
  const timeline = await call('GET', `/v1/cases/${one.id}/timeline`, { as: clerk('220102') })
  t.notMatch(timeline.text, /identity-opened|电话核实情况/, 'that is for auditors alone')
  const { body: only } = await receive({ reporter: person })
  t.strictSame((await open(only.id, reader('22'))).body, {
    ...person,
    idNumber: null,
    address: null,
    representatives: []
  })
})

t.test('it is not opened otherwise', async (t) => {
  const { body: one } = await receive()
  const { body: nameless } = await receive({ reporter: undefined, anonymous: true })
  const { body: hidden } = await receive({ ...report, anonymous: false, reporter: person, unitCode: '2201' })
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
  const { body: one } = await receive()
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

t.test('what was tampered with, or sealed under a key that is gone, is not given out', async (t) => {
  const { db } = service.database.owner
  const [{ body: one }, { body: other }] = [await receive(), await receive({ reporter: person })]
  const rows = db.selectFrom('case_reporter').selectAll()
  const sealed = await rows.where('case_id', '=', other.id).executeTakeFirstOrThrow()
  const put = (fields: object) =>
    db.updateTable('case_reporter').set(fields).where('case_id', '=', one.id).execute()
  await put({ sealed: sealed.sealed })
  await nothingWritten(t, service, async () => {
    t.match(await open(one.id, reader('22')), { status: 500, body: { code: 'internal-error' } })
  })
  await put({ key_id: 'lost' })
  await nothingWritten(t, service, async () => {
    t.match(await open(one.id, reader('22')), { status: 503, body: { code: 'identity-key-unknown' } })
  })
})
