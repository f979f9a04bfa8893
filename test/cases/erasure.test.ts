import t from 'tap'
import { appeal, casesOf, officer, reader, report } from '../examples/case.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import type { Person } from '../support/service.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { submit, open } = casesOf(service)
const leader = (unit: string, sub = `leader ${unit}`): Person => ({ unit, roles: ['leader'], sub })
const reason = { reason: '信访人申请删除' }
const corrected = { name: '王秀兰', phone: '13844099999' }
const correction = { reporter: corrected, reason: '登记时电话有误' }
const ask = (id: string, as: Person = reader('220102')) =>
  call('POST', `/v1/cases/${id}/erase-identity`, { as, body: reason })
const confirm = (id: string, as: Person = leader('2201')) =>
  call('POST', `/v1/cases/${id}/confirm-erasure`, { as })
const correct = (id: string, body: object = correction, as: Person = officer('220102')) =>
  call('PUT', `/v1/cases/${id}/reporter`, { as, body, headers: { 'if-match': '*' } })

t.test('an identity is put right, with its reason on record and nothing else', async (t) => {
  const { body: one } = await submit({ representatives: [{ name: '李明' }] })
  const before = await rowOf(one.id)
  const answer = await correct(one.id)
  t.match(answer, { status: 200, body: { id: one.id, representatives: 0 } })
  t.notMatch(answer.text, /13844099999/)
  t.strictSame((await open(one.id, reader('22'))).body, {
    ...{ name: '王秀兰', phone: '13844099999', idNumber: null, address: null },
    representatives: []
  })
  const after = await rowOf(one.id)
  t.notSame([after?.wrapped, after?.sealed], [before?.wrapped, before?.sealed], 'a key of its own again')
  const lines = await noted(service, one.id)
  t.match(
    lines.find(({ action }) => action === 'case.reporter-corrected'),
    { actor: 'clerk 220102', details: { reason: '登记时电话有误' } }
  )
  t.notMatch(JSON.stringify(lines), /王秀兰|138440/)
  const joint = await correct(one.id, { ...correction, representatives: [{ name: '李明' }, corrected] })
  t.match(joint.body, { representatives: 2 })
  const { body: found } = await submit({ reporter: undefined, channel: 'discovered' })
  t.equal((await correct(found.id)).status, 200, 'also where nobody was known before')
  t.equal((await open(found.id, reader('22'))).body.name, '王秀兰')
})

t.test('it is not put right otherwise', async (t) => {
  const { body: one } = await submit()
  const { body: nameless } = await submit({ reporter: undefined, anonymous: true })
  const { body: hidden } = await submit({
    ...report,
    anonymous: false,
    reporter: corrected,
    unitCode: '2201'
  })
  const url = `/v1/cases/${one.id}/reporter`
  const usual = { method: 'PUT', url, as: officer('220102'), body: correction } as const
  const headers = { 'if-match': '"1"' }
  await refused(
    t,
    service,
    { ...usual, headers },
    {
      'without a version': { headers: {}, is: [428, 'precondition-required'] },
      'another version': { headers: { 'if-match': '"2"' }, is: [412, 'version-stale'] },
      'without a reason': { body: { reporter: corrected }, is: [400, 'validation-failed', '/reason'] },
      'without a reporter': { body: { reason: '误' }, is: [400, 'validation-failed', '/reporter'] },
      'a bad check digit': {
        body: { ...correction, reporter: { ...corrected, idNumber: '220102196203150020' } },
        is: [422, 'id-number-invalid', '/reporter/idNumber']
      },
      'six representatives': {
        body: { ...correction, representatives: Array(6).fill(corrected) },
        is: [422, 'too-many-representatives', '/representatives']
      },
      'somebody who may only read identities': { as: reader('220102'), is: [403, 'role-missing'] },
      'the unit beside': { as: officer('220103'), is: [404, 'case-not-found'] },
      'an anonymous case': {
        url: `/v1/cases/${nameless.id}/reporter`,
        is: [422, 'anonymous-with-reporter', '/reporter']
      },
      'a report, by the accused': {
        url: `/v1/cases/${hidden.id}/reporter`,
        as: officer('2201'),
        is: [404, 'case-not-found']
      }
    }
  )
})

t.test('two people erase an identity, and nothing brings it back', async (t) => {
  const { body: one } = await submit({ representatives: [{ name: '李明' }] })
  const asked = await ask(one.id)
  t.match(asked, {
    status: 200,
    body: { identityErasure: { reason: '信访人申请删除', askedOn: '2026-03-02', confirmedOn: null } }
  })
  t.equal((await open(one.id, reader('22'))).status, 200, 'asked for, not yet done')
  const done = await confirm(one.id)
  t.match(done, { status: 200, body: { identityErasure: { confirmedOn: '2026-03-02' }, representatives: 1 } })
  t.equal(await rowOf(one.id), undefined, 'key and content are gone')
  t.match(await open(one.id, reader('22')), { status: 409, body: { code: 'identity-erased' } })
  t.match(await correct(one.id), { status: 409, body: { code: 'identity-erased' } })
  t.match(await ask(one.id), { status: 409, body: { code: 'identity-erased' } })
  t.match(await confirm(one.id), { status: 409, body: { code: 'identity-erased' } })
  const actions = (await noted(service, one.id)).map(({ action, actor }) => `${action} ${actor}`)
  t.ok(actions.includes('case.identity-erasure-asked reader 220102'))
  t.ok(actions.includes('case.identity-erased leader 2201'))
})

t.test('one person alone, or one beside, erases nothing', async (t) => {
  const { body: one } = await submit()
  const { body: nameless } = await submit({ reporter: undefined, anonymous: true })
  const { body: asked } = await submit()
  await ask(asked.id, { unit: '220102', roles: ['identity-reader', 'leader'], sub: 'both' })
  const url = (id: string, step: string) => `/v1/cases/${id}/${step}`
  const boss: Person = { unit: '2201', roles: ['identity-reader', 'leader'], sub: '  BOTH ' }
  const usual = { method: 'POST', url: url(asked.id, 'confirm-erasure'), as: leader('2201') } as const
  await refused(t, service, usual, {
    'nobody asked': { url: url(one.id, 'confirm-erasure'), is: [409, 'erasure-not-asked'] },
    'the same person, elsewhere and spelt otherwise': { as: boss, is: [403, 'erasure-same-person'] },
    'a leader of the handling unit': { as: leader('220102'), is: [403, 'erasure-from-above'] },
    'somebody above who is no leader': { as: reader('2201'), is: [403, 'role-missing'] },
    'the unit beside': { as: leader('220103'), is: [404, 'case-not-found'] },
    'another city': { as: leader('2202'), is: [404, 'case-not-found'] },
    'asking twice': {
      url: url(asked.id, 'erase-identity'),
      as: reader('22'),
      body: reason,
      is: [409, 'erasure-asked']
    },
    'asking for nothing': {
      url: url(nameless.id, 'erase-identity'),
      as: reader('22'),
      body: reason,
      is: [404, 'identity-absent']
    },
    'asking without a reason': {
      url: url(one.id, 'erase-identity'),
      as: reader('22'),
      body: {},
      is: [400, 'validation-failed', '/reason']
    },
    'asking as a leader': {
      url: url(one.id, 'erase-identity'),
      as: leader('22'),
      body: reason,
      is: [403, 'role-missing']
    }
  })
  t.equal((await open(asked.id, reader('22'))).status, 200)
})

t.test('at the top another person of the unit confirms', async (t) => {
  const { body: one } = await submit({ unitCode: '22' })
  await ask(one.id, reader('22'))
  t.match(await confirm(one.id, leader('22', 'reader 22')), { body: { code: 'erasure-same-person' } })
  t.equal((await confirm(one.id, leader('22'))).status, 200)
})

t.test('confirmed twice at the same time it is erased once', async (t) => {
  const { body: one } = await submit({ ...appeal })
  await ask(one.id)
  const answers = await Promise.all([confirm(one.id), confirm(one.id, leader('22'))])
  t.same(statuses(answers), [200, 409])
})

function rowOf(caseId: string) {
  const rows = service.database.owner.db.selectFrom('case_reporter').selectAll()
  return rows.where('case_id', '=', caseId).executeTakeFirst()
}
