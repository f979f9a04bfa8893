import t from 'tap'
import { makeProgramme, programme } from '../examples/batch.ts'
import {
  county,
  idNumber,
  of,
  otherVillage,
  relative,
  relativesOf,
  township,
  village
} from '../examples/relatives.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer, filing, number, step } = relativesOf(service)
await makeProgramme(service)
await makeProgramme(service, 'rural-low-income')
const url = '/v1/relative-filings'
const officer = of(county)

t.test('refused, and nothing written', async (t) => {
  const own = idNumber(700)
  const { id: filerId } = await filer({ idNumber: own })
  const { id: gone } = await filer()
  ok(
    await call('POST', `/v1/filers/${gone}/leave`, {
      as: officer,
      body: { on: '2026-03-01', reason: '换届' }
    })
  )
  const filed = idNumber(701)
  await filing(filerId, { idNumber: filed })
  const body = { ...relative, filerId, idNumber: idNumber(702) }
  await refused(
    t,
    service,
    { method: 'POST', url, as: officer, body },
    {
      'without the role': { as: of(county, ['viewer']), is: [403, 'role-missing'] },
      'by another county': { as: of('220103'), is: [404, 'filer-not-found', '/filerId'] },
      'by the operator': { as: of('*'), is: [404, 'filer-not-found', '/filerId'] },
      'of a filer that is not there': {
        body: { ...body, filerId: nowhere },
        is: [404, 'filer-not-found', '/filerId']
      },
      'of a filer who has left': {
        body: { ...body, filerId: gone },
        is: [409, 'filer-has-left', '/filerId']
      },
      'with a day of its own': {
        body: { ...body, filedOn: '2025-01-01' },
        is: [400, 'validation-failed', '/filedOn']
      },
      'with a wrong check digit': {
        body: { ...body, idNumber: '229999196001007020' },
        is: [422, 'filing-person-bad', '/idNumber']
      },
      'with an identity number as the number of the household': {
        body: { ...body, recipientNo: idNumber(703) },
        is: [422, 'recipient-no-identity', '/recipientNo']
      },
      'with an identity number as the number of the file': {
        body: { ...body, fileNo: `档${idNumber(703)}` },
        is: [422, 'recipient-no-identity', '/fileNo']
      },
      'of an unknown relation': {
        body: { ...body, relation: 'neighbour' },
        is: [422, 'relation-unknown', '/relation']
      },
      'of a relation that is not listed': {
        body: { ...body, relation: 'parent-in-law' },
        is: [422, 'relation-not-listed', '/relation']
      },
      'of the filer personally': { body: { ...body, idNumber: own }, is: [422, 'filing-self', '/idNumber'] },
      'by that relation': { body: { ...body, relation: 'self' }, is: [422, 'filing-self', '/relation'] },
      'for an unknown programme': {
        body: { ...body, programme: 'none' },
        is: [422, 'programme-unknown', '/programme']
      },
      'in a township': {
        body: { ...body, villageCode: township },
        is: [422, 'filing-village', '/villageCode']
      },
      'in a village that is not there': {
        body: { ...body, villageCode: '220102001999' },
        is: [422, 'filing-village', '/villageCode']
      },
      'the same person twice': { body: { ...body, idNumber: filed }, is: [409, 'filing-twice'] }
    }
  )
  const { body: refusal } = await call('POST', url, { as: officer, body: { ...body, relation: 'cousin' } })
  t.match(refusal.clause, { id: 'civil-code:1045', text: /近亲属/ }, 'the clause of the list is named')
})

t.test('filed, and recorded without the person', async (t) => {
  const { id: filerId } = await filer()
  const person = number()
  const made = await filing(filerId, { idNumber: person, fileNo: '档2026-1' })
  t.match(made, {
    filerId,
    filerName: '李秀英',
    filerUnitCode: village,
    programme,
    recipientNo: 'R1',
    villageCode: village,
    idNumberEnd: person.slice(-4),
    relation: 'parent',
    filedOn: '2026-03-02',
    state: 'filed',
    registrations: [],
    visit: null,
    terms: [],
    fileNo: '档2026-1',
    actions: ['register', 'visit', 'correct', 'end']
  })
  t.notMatch(JSON.stringify(made), person)
  const [line] = await noted(service, made.id)
  t.match(line, { action: 'relative-filing.filed', details: { trigger: 'annual', isLate: false } })
  t.notMatch(JSON.stringify(line), /R1|parent/)
})

t.test('two filers may file the same recipient: two brothers have one mother', async (t) => {
  const mother = number()
  const [one, other] = [await filer(), await filer()]
  t.equal((await filing(one.id, { idNumber: mother })).state, 'filed')
  t.equal((await filing(other.id, { idNumber: mother })).state, 'filed')
})

t.test('one person with allowances of two programmes is filed for each', async (t) => {
  const { id } = await filer()
  const person = number()
  await filing(id, { idNumber: person })
  t.match(await filing(id, { idNumber: person, programme: 'rural-low-income', recipientNo: 'R9' }), {
    programme: 'rural-low-income'
  })
})

t.test('somebody with two posts files a relative once', async (t) => {
  const own = number()
  const member = await filer({ idNumber: own })
  const staff = await filer({ idNumber: own, unitCode: township, kind: 'assistance-staff' })
  const body = { ...relative, idNumber: number() }
  ok(await call('POST', url, { as: officer, body: { ...body, filerId: member.id } }))
  t.match(await call('POST', url, { as: officer, body: { ...body, filerId: staff.id } }), {
    status: 409,
    body: { code: 'filing-twice' }
  })
})

t.test('twice at once', async (t) => {
  const { id: filerId } = await filer()
  const body = { ...relative, filerId, idNumber: number() }
  const answers = await Promise.all([1, 2].map(() => call('POST', url, { as: officer, body })))
  t.same(statuses(answers), [201, 409])
})

t.test('a local rule switches single relations on, the filer personally too', async (t) => {
  const rule = {
    unitCode: '2201',
    effectiveFrom: '2026-01-01',
    document: '长春市近亲属备案办法',
    relatives: { relations: ['parent-in-law', 'self'] }
  }
  ok(await call('POST', '/v1/local-rules', { as: of('22', ['admin']), body: rule }))
  const own = number()
  const { id } = await filer({ idNumber: own })
  t.match(await filing(id, { relation: 'parent-in-law' }), { relation: 'parent-in-law' })
  t.match(await filing(id, { relation: 'self', idNumber: own }), { relation: 'self' })
  const body = { ...relative, filerId: id }
  t.match(await call('POST', url, { as: officer, body: { ...body, idNumber: own, recipientNo: 'R7' } }), {
    status: 422,
    body: { code: 'filing-self-mismatch' }
  })
})

t.test('corrected: the day and the registrations stay', async (t) => {
  const { id: filerId } = await filer()
  const { id } = await filing(filerId)
  ok(await step(id, 'register', { level: 'county' }))
  const correction = {
    recipientNo: 'R2',
    villageCode: otherVillage,
    idNumber: number(),
    reason: '编号录入有误'
  }
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/correct`, as: officer, body: correction },
    {
      'without a reason': { body: { recipientNo: 'R3' }, is: [400, 'validation-failed', '/reason'] },
      nothing: { body: { reason: '有误' }, is: [400, 'validation-failed'] },
      'into a relation that is not listed': {
        body: { relation: 'cousin', reason: '有误' },
        is: [422, 'relation-not-listed', '/relation']
      },
      stale: { headers: { 'if-match': '"9"' }, is: [412, 'version-stale'] },
      'by a unit beside': { as: of('220103'), is: [404, 'relative-filing-not-found'] }
    }
  )
  const corrected = ok(await step(id, 'correct', correction))
  t.match(corrected, {
    recipientNo: 'R2',
    villageCode: otherVillage,
    idNumberEnd: correction.idNumber.slice(-4),
    filedOn: '2026-03-02',
    registrations: [{ level: 'county' }]
  })
  const line = (await noted(service, id)).at(-1)
  t.match(line?.details, { changed: ['recipientNo', 'villageCode', 'idNumber'], reason: '编号录入有误' })
  t.notMatch(JSON.stringify(line), correction.idNumber)
})

t.test('ended; then it may be filed again', async (t) => {
  const { id: filerId } = await filer()
  const person = number()
  const { id } = await filing(filerId, { idNumber: person })
  const end = { on: '2026-03-02', reason: 'left-programme' }
  await refused(
    t,
    service,
    { method: 'POST', url: `${url}/${id}/end`, as: officer, body: end },
    {
      'in the future': { body: { ...end, on: '2026-03-03' }, is: [422, 'relatives-date-future', '/on'] },
      'before the filing': { body: { ...end, on: '2026-03-01' }, is: [422, 'filing-end-early', '/on'] },
      'for no reason of the list': {
        body: { ...end, reason: 'moved' },
        is: [400, 'validation-failed', '/reason']
      }
    }
  )
  t.match(ok(await step(id, 'end', end)), {
    state: 'ended',
    endedOn: '2026-03-02',
    endReason: 'left-programme',
    actions: []
  })
  t.match(await step(id, 'end', end), { status: 409, body: { code: 'filing-step' } })
  t.match(await filing(filerId, { idNumber: person }), { state: 'filed' })
  t.match((await noted(service, id)).at(-1), {
    action: 'relative-filing.ended',
    details: { reason: 'left-programme' }
  })
})
