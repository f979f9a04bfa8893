import t from 'tap'
import { at, bodies, casesOf, clerk, county, inShort } from '../examples/case.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'
import { refusedScenes } from './scenes.ts'

const service = await testService(t)
const { call } = service
const { made, read, step, taken, standing, on } = casesOf(service)

t.test('refused, and nothing written', async (t) => {
  await refusedScenes(t, service, { step: 'accept', from: ['received'] })
  await refusedScenes(t, service, {
    step: 'decline',
    from: ['received'],
    malformed: {
      'no reason': [{}, '/reason'],
      'a blank reason': [{ reason: '\n' }, '/reason'],
      'no case': [{ reason: 'x', sameFactsAs: '1' }, '/sameFactsAs']
    }
  })
  bodies.link = { caseId: await standing('received') }
  await refusedScenes(t, service, {
    step: 'link',
    from: ['received', 'accepted'],
    malformed: { 'no case': [{}, '/caseId'], 'no identifier': [{ caseId: 'x' }, '/caseId'] }
  })
})

t.test('accepted: the notice is kept, and of an appeal the term for concluding begins', async (t) => {
  const kinds: [kind: string, terms: string[], due: string | null][] = [
    // Sixty days from 4 March end on 3 May, in the holidays of the first of May.
    [
      'appeal',
      ['case.notify 2026-03-02 2026-03-17 2026-03-04 met', 'case.conclude 2026-03-04 2026-05-06 - running'],
      '2026-05-06'
    ],
    ['report', ['case.notify 2026-03-02 2026-03-17 2026-03-04 met'], null],
    ['suggestion', ['case.notify 2026-03-02 2026-03-17 2026-03-04 met'], null],
    ['enquiry', ['case.enquiry 2026-03-02 2026-03-09 - running'], '2026-03-09']
  ]
  for (const [kind, terms, nextDueOn] of kinds) {
    on('2026-03-02')
    const { id } = await made({ kind })
    on('2026-03-04')
    const { status, body, headers } = await step(id, 'accept', { headers: { 'if-match': '"1"' } })
    t.match([status, versionOf(headers.etag)], [200, 2])
    t.match(body, {
      state: 'accepted',
      acceptedOn: '2026-03-04',
      handlerName: '220102 caseworker',
      nextDueOn
    })
    t.strictSame(inShort(body), terms, kind)
    t.strictSame(await read(id), body)
    const isNotified = kind !== 'enquiry'
    const ended = { rule: 'case.notify', dueOn: '2026-03-17', metOn: '2026-03-04', isMet: true }
    const details = { from: 'received', to: 'accepted', terms: isNotified ? [ended] : [] }
    const [, line] = await noted(service, id)
    t.match(line, { action: 'case.accepted', event: 'case.accepted', actor: '220102 caseworker' })
    t.strictSame([line?.details, line?.data], [details, details])
    const { items } = (await call('GET', `/v1/cases/${id}/timeline`, { as: clerk() })).body
    const { terms: told, ...rest } = details
    t.match(items[1], { action: 'case.accepted', terms: told, details: rest })
  }
})

t.test('accepted too late: done all the same, and told', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  on('2026-03-18')
  t.equal((await read(id)).overdue, true)
  const { body } = await step(id, 'accept')
  t.equal(inShort(body)[0], 'case.notify 2026-03-02 2026-03-17 2026-03-18 missed')
  t.match((await noted(service, id))[1]?.details, { terms: [{ metOn: '2026-03-18', isMet: false }] })
})

t.test('declined with the reason; the notice is kept', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  const body = await taken(id, 'decline')
  t.match(body, { state: 'declined', declineReason: '不属于受理范围', nextDueOn: null })
  t.match(inShort(body), ['case.notify 2026-03-02 2026-03-17 2026-03-02 met'])
  t.match((await noted(service, id))[1], {
    action: 'case.declined',
    details: { reason: '不属于受理范围', from: 'received', to: 'declined', terms: [{ isMet: true }] }
  })
})

t.test('accepted and declined at once, by several: one of them', async (t) => {
  for (const second of ['accept', 'decline']) {
    const { id } = await made()
    const steps = ['accept', second, 'accept'].map((name, n) =>
      step(id, name, { as: clerk(county, 'caseworker', `c${n}`) })
    )
    t.strictSame(statuses(await Promise.all(steps)), [200, 409, 409])
    t.equal((await noted(service, id)).length, 2)
    t.equal((await read(id)).terms.filter(({ rule }) => rule === 'case.conclude').length <= 1, true)
  }
})

t.test('linked, and refused where that makes no sense', async (t) => {
  const { id } = await made()
  const { id: other } = await made()
  const { id: hidden } = await made({ unitCode: '220103' })
  const is = (status: number, code: string): [number, string, string] => [status, code, '/caseId']
  await refused(
    t,
    service,
    { method: 'POST', url: at(id, 'link'), as: clerk() },
    {
      'to itself': { body: { caseId: id }, is: is(422, 'link-to-itself') },
      'to none': { body: { caseId: nowhere }, is: is(404, 'case-not-found') },
      'to one beside': { body: { caseId: hidden }, is: is(404, 'case-not-found') },
      'declined as the same as itself': {
        url: at(id, 'decline'),
        body: { reason: 'x', sameFactsAs: id },
        is: [422, 'link-to-itself', '/sameFactsAs']
      }
    }
  )
  const body = await taken(id, 'link', { body: { caseId: other } })
  t.match(body, { state: 'received', sameFactsAs: other })
  t.match((await noted(service, id))[1], { action: 'case.linked', details: { sameFactsAs: other } })
})

/** Whether a case may be accepted that is linked to one that has come so far. */
async function acceptedBeside(state: string, way: string[] = []): Promise<string> {
  on('2026-03-02')
  const other = await standing(state)
  for (const name of way) await taken(other, name, { as: clerk('22') })
  const { id } = await made({ sameFactsAs: other })
  const { status, body } = await step(id, 'accept')
  return status === 200 ? 'accepted' : `${body.code} ${body.clause.id}`
}

t.test(
  'the same facts are not accepted again while the other case is open, nor after it is final',
  async (t) => {
    const cases: [state: string, found: string, way?: string[]][] = [
      ['received', 'same-facts xinfang-2022:19'],
      ['accepted', 'same-facts xinfang-2022:19'],
      ['under-review', 'same-facts xinfang-2022:19'],
      ['final', 'same-facts xinfang-2022:36'],
      ['final', 'same-facts xinfang-2022:36', ['close']],
      ['declined', 'accepted'],
      ['declined', 'accepted', ['close']],
      ['withdrawn', 'accepted']
    ]
    for (const [state, found, way] of cases)
      t.equal(await acceptedBeside(state, way), found, `${state} ${way}`)
  }
)

t.test('nor over a link further on, and not the earlier one when the later is under way', async (t) => {
  const first = await standing('accepted')
  const { id: second } = await made()
  await taken(second, 'decline', { body: { reason: '重复', sameFactsAs: first } })
  const { id: third } = await made({ sameFactsAs: second })
  const { status, body } = await step(third, 'accept')
  t.match([status, body.code, body.clause.id], [409, 'same-facts', 'xinfang-2022:19'])
  t.match(body.detail, (await read(first)).number)

  const { id: early } = await made()
  const late = await standing('accepted')
  await taken(late, 'link', { body: { caseId: early } })
  t.match(await step(early, 'accept'), { status: 409, body: { code: 'same-facts' } })
  await taken(late, 'withdraw')
  t.equal((await step(early, 'accept')).status, 200)

  const { id: a } = await made()
  const { id: b } = await made({ sameFactsAs: a })
  t.equal((await step(a, 'accept')).status, 200, 'a later one that waits stands in nobody’s way')
  t.equal((await step(b, 'accept')).status, 409)
})
