import { sql } from 'kysely'
import t from 'tap'
import { county, findingsOf, person, township } from '../examples/finding.ts'
import { noted, nothingWritten, nowhere } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { database, react } = service
const { made, taken, standing, read, on, happened } = findingsOf(service)

let notices = 0
/** A notice that rests on findings. */
async function noticeOn(...ids: string[]): Promise<string> {
  notices += 1
  const id = `019cac0f-2680-7000-8000-${String(notices).padStart(12, '0')}`
  await Promise.all(
    ids.map((cause, n) =>
      sql`
        insert into cause_link (consequence_kind, consequence_id, position, cause_kind, cause_id)
        values ('notice', ${id}, ${n + 1}, 'finding', ${cause})`.execute(database.owner.db)
    )
  )
  return id
}
const news = async (step: string, noticeId: string, addressee = township) => {
  await happened(`notice-answer.${step}`, { noticeId, addressee, ...(step === 'given' && { terms: [] }) })
  return react()
}

t.test('given, sent back, given, accepted: the finding goes along', async (t) => {
  const id = await standing('open')
  const noticeId = await noticeOn(id)
  on('2026-03-10')
  t.equal(await news('given', noticeId), 1)
  t.match(await read(id), {
    state: 'rectified',
    dueOn: null,
    rectifications: [{ noticeId, rectifiedOn: '2026-03-10', reportedOn: '2026-03-10', outcome: null }],
    terms: [{ state: 'met', metOn: '2026-03-10' }]
  })
  on('2026-03-12')
  await news('sent-back', noticeId)
  t.match(await read(id), {
    state: 'sent-back',
    dueOn: '2026-04-13',
    rectifications: [{ outcome: 'sent-back', decidedOn: '2026-03-12' }],
    terms: [{}, { state: 'running', startedOn: '2026-03-12' }]
  })
  await news('given', noticeId)
  await news('accepted', noticeId)
  t.match(await read(id), { state: 'accepted', rectifications: [{}, { noticeId, outcome: 'accepted' }] })
  t.match(await noted(service, id), [
    { action: 'finding.made' },
    {
      action: 'finding.rectified',
      actor: 'service',
      unitCode: '2201',
      path: '22.2201',
      details: { noticeId }
    },
    { action: 'finding.sent-back', details: { noticeId, dueOn: '2026-04-13' } },
    { action: 'finding.rectified' },
    { action: 'finding.accepted', details: { noticeId } }
  ])
  on('2026-03-02')
})

t.test('the term is kept by the day of the answer, however late it is noted', async (t) => {
  const id = await standing('open')
  const noticeId = await noticeOn(id)
  on('2026-04-01')
  await happened('notice-answer.given', { noticeId, addressee: township, terms: [] })
  on('2026-04-03')
  await react()
  t.match(await read(id), { state: 'rectified', terms: [{ state: 'met', metOn: '2026-04-01' }] })
  on('2026-03-02')
})

t.test('told twice, or when it has become needless: left alone', async (t) => {
  const [rectified, accepted, waived] = [
    await standing('rectified'),
    await standing('accepted'),
    await standing('waived')
  ]
  const noticeId = await noticeOn(rectified, accepted, waived)
  await happened('notice-answer.given', { noticeId, addressee: township, terms: [] })
  const before = [await read(rectified), await read(accepted), await read(waived)]
  t.equal(await react(), 1)
  t.strictSame([await read(rectified), await read(accepted), await read(waived)], before)
  await news('accepted', noticeId)
  t.equal((await read(rectified)).state, 'accepted')
  const version = (await noted(service, rectified)).length
  await news('accepted', noticeId)
  await news('sent-back', noticeId)
  t.equal((await noted(service, rectified)).length, version)
})

t.test('only findings behind that notice, at the addressed unit or below it', async (t) => {
  const [own, beside, other] = [
    await standing('open'),
    (await made({ targetCode: '220103002' })).id,
    await standing('open')
  ]
  const above = (await made({ targetCode: county })).id
  const noticeId = await noticeOn(own, beside, above)
  await news('given', noticeId, township)
  const states = async () =>
    Promise.all([own, beside, other, above].map(async (id) => (await read(id)).state))
  t.same(await states(), ['rectified', 'open', 'open', 'open'])
  await news('given', noticeId, county)
  t.same(await states(), ['rectified', 'open', 'open', 'rectified'])
})

t.test('a notice that rests on nothing, or that is not there', async (t) => {
  await happened('notice-answer.given', { noticeId: nowhere, addressee: township, terms: [] })
  await nothingWritten(t, service, async () => {})
  t.equal(await react(), 1)
})

t.test('an answer and a report at once: one of them is taken', async (t) => {
  const id = await standing('open')
  const noticeId = await noticeOn(id)
  await happened('notice-answer.given', { noticeId, addressee: township, terms: [] })
  await Promise.all([react(), taken(id, 'rectify', { as: person(township) }).catch(() => {})])
  t.match(await read(id), { state: 'rectified' })
  t.equal((await read(id)).rectifications.length, 1)
})
