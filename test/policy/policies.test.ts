import t from 'tap'
import { refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/policies/jilin-2019-12'

interface Clause {
  id: string
  citation: string
  text: string
}

t.test('all policies, the latest first', async (t) => {
  const { status, body } = await call('GET', '/v1/policies')
  t.equal(status, 200)
  const days = body.items.map(({ effectiveFrom }: { effectiveFrom: string }) => effectiveFrom)
  t.strictSame(days, days.toSorted().reverse())
  t.equal(body.nextCursor, null)
  t.match(body.items.at(-1), { id: 'jilin-2019-12', documentNo: '吉民发〔2019〕12号' })
})

t.test('one policy: every number has its clause, and every clause its words and its place', async (t) => {
  const { body, headers } = await call('GET', url)
  const clauses = new Map<string, Clause>(body.clauses.map((clause: Clause) => [clause.id, clause]))
  t.equal(clauses.size, body.clauses.length, 'no clause twice')
  for (const { text, citation } of clauses.values()) t.ok(text.length > 10 && citation.length > 3)
  const rules = [...body.quotas, ...body.terms]
  t.strictSame(
    rules.filter(({ clauseId }: { clauseId: string }) => !clauses.has(clauseId)),
    []
  )
  t.match(clauses.get('jilin-2019-12:1.3')?.text, /所辖村（社区）不足20个的地方，100%进行检查/)
  const slip = body.quotas.find(({ id }: { id: string }) => id === 'county-villages-100-150')
  t.match(slip, { ratioPercent: 10, remark: { zh: /笔误/, en: /slip of the pen/ } })
  t.match(headers.etag, '"2.')
  t.equal((await call('GET', url, { headers: { 'if-none-match': String(headers.etag) } })).status, 304)
})

t.test('the terms are those of the contract', async (t) => {
  const { terms } = (await call('GET', url)).body
  const list: [rule: string, days: number, unit: string][] = [
    ['allocation.hand-down', 30, 'calendar'],
    ['case.conclude', 60, 'calendar'],
    ['case.enquiry', 5, 'working'],
    ['case.extend', 30, 'calendar'],
    ['case.notify', 15, 'calendar'],
    ['case.object', 5, 'working'],
    ['case.recheck', 30, 'calendar'],
    ['case.recheck-request', 30, 'calendar'],
    ['case.review', 30, 'calendar'],
    ['case.review-request', 30, 'calendar'],
    ['channels.confirm', 366, 'calendar'],
    ['deployment.study', 15, 'calendar'],
    ['disbursement.pay', 10, 'calendar'],
    ['disclosure.review', 7, 'calendar'],
    ['disclosure.review-temporary', 5, 'calendar'],
    ['disclosure.website', 10, 'working'],
    ['disclosure.website-limit', 20, 'working'],
    ['letter.answer', 30, 'calendar'],
    ['rectification', 30, 'calendar'],
    ['referral.hand-over', 30, 'calendar'],
    ['relative.end', 30, 'calendar'],
    ['relative.file', 30, 'calendar']
  ]
  t.strictSame(
    terms
      .map(({ rule, days, unit }: { rule: string; days: number; unit: string }) => [rule, days, unit])
      .sort(),
    list
  )
  const own = terms.filter(({ localDefault }: { localDefault: boolean }) => localDefault)
  t.strictSame(
    own.map(({ rule }: { rule: string }) => rule).sort(),
    [
      ...[
        'case.enquiry',
        'channels.confirm',
        'deployment.study',
        'disbursement.pay',
        'disclosure.review',
        'disclosure.review-temporary'
      ],
      ...['disclosure.website', 'letter.answer', 'rectification', 'referral.hand-over'],
      ...['relative.end', 'relative.file']
    ],
    'those that no statute sets are marked'
  )
})

t.test('the readings of unclear words are told', async (t) => {
  const { readings } = (await call('GET', url)).body
  const told = readings.map(({ zh, en }: { zh: string; en: string }) => `${zh} ${en}`).join('\n')
  for (const words of [/第一千二百五十九条/, /不包括20个/, /rounded up/, /direct subordinates/])
    t.match(told, words)
})

t.test('refused', async (t) => {
  await refused(
    t,
    service,
    { method: 'GET', url },
    {
      'nobody asks': { as: null, is: [401, 'token-missing'] },
      'nobody asks for the list': { as: null, url: '/v1/policies', is: [401, 'token-missing'] },
      'without any role': { as: { unit: '22', roles: [] }, is: [403, 'role-missing'] },
      'one that is not there': { url: '/v1/policies/beijing-2020', is: [404, 'policy-not-found'] },
      'no identifier': { url: '/v1/policies/ABC', is: [400, 'validation-failed', '{id}'] },
      'an unknown parameter': { url: '/v1/policies?year=2026', is: [400, 'validation-failed', '?year'] }
    }
  )
})
