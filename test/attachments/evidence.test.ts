import t, { type Test } from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { checker, city, county, disclosuresOf, keeper } from '../examples/disclosure.ts'
import { files, upload } from '../examples/files.ts'
import * as findings from '../examples/finding.ts'
import * as relatives from '../examples/relatives.ts'
import { type Answer, ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
await makeProgramme(service)

const add = (kind: string, id: string, as: Person, name = '照片.jpg'): Promise<Answer> =>
  upload(service, `?subjectKind=${kind}&subjectId=${id}`, name, files.jpg, { as })
const remove = (id: string, as: Person) => call('DELETE', `/v1/attachments/${id}`, { as })
const read = (id: string, as: Person) => call('GET', `/v1/attachments/${id}`, { as })
const is = (t: Test, answer: Answer, status: number, code?: string) =>
  t.same([answer.status, answer.body?.code], [status, code])

t.test('a picture of a notice board', async (t) => {
  const board = await disclosuresOf(service).board()
  const as = keeper('220102001001')
  const { id } = ok(await add('notice-board', board, as))
  is(t, await add('notice-board', board, { ...as, roles: ['inspector'] }), 403, 'attachment-not-yours')
  is(t, await add('notice-board', board, keeper('220102001002')), 403, 'attachment-not-yours')
  t.equal((await read(id, keeper('2203'))).status, 200, 'seen in the province, like the board')
  is(t, await remove(id, keeper(county)), 403, 'attachment-of-others')
  t.equal((await remove(id, as)).status, 204)
})

t.test('a picture of what was shown', async (t) => {
  const { post, step } = disclosuresOf(service)
  const disclosure = await post()
  const as = keeper(county)
  const [first, second] = [
    ok(await add('disclosure', disclosure, as)),
    ok(await add('disclosure', disclosure, as))
  ]
  is(t, await add('disclosure', disclosure, keeper('220103')), 403, 'attachment-not-yours')
  t.equal((await remove(first.id, as)).status, 204)
  ok(await step(disclosure, 'remove', { on: '2026-03-02' }))
  is(t, await remove(second.id, as), 409, 'attachment-kept')
  ok(await add('disclosure', disclosure, as, '撤除.jpg'))
  ok(await step(disclosure, 'withdraw', { on: '2026-03-02', reason: '登记有误' }))
  is(t, await add('disclosure', disclosure, as), 409, 'attachment-subject-closed')
})

t.test('a check of disclosures is hidden from the unit that was checked, and so are its files', async (t) => {
  const { checked } = disclosuresOf(service)
  const check = await checked()
  const target = checker(county)
  const { id } = ok(await add('disclosure-check', check, checker(city)))
  is(t, await read(id, target), 404, 'attachment-not-found')
  is(t, await add('disclosure-check', check, target), 404, 'attachment-subject-unknown')
  const body = { severity: 'minor', text: '请整改。' }
  ok(await call('POST', `/v1/disclosure-checks/${check}/findings`, { as: checker(city), body }))
  t.equal((await read(id, target)).status, 200, 'seen from when they see the check')
  is(t, await remove(id, checker(city)), 409, 'attachment-kept')
  is(t, await add('disclosure-check', check, target), 403, 'attachment-not-yours')
})

t.test('the form of a filing of a near relative', async (t) => {
  const { of, township, village } = relatives
  const { filer, filing } = relatives.relativesOf(service)
  const { id: filingId } = await filing((await filer()).id)
  const as = of(relatives.county)
  const { id } = ok(await add('relative-filing', filingId, as, '备案表.jpg'))
  for (const unit of [township, relatives.county]) t.equal((await read(id, of(unit))).status, 200, unit)
  is(t, await read(id, of('220103')), 404, 'attachment-not-found')
  is(t, await add('relative-filing', filingId, of(village, ['inspector'])), 403, 'attachment-not-yours')
  t.equal((await remove(id, as)).status, 204)
})

t.test('a finding that was sent back takes evidence again, and each side removes its own', async (t) => {
  const { made, step } = findings.findingsOf(service)
  const above = findings.person(findings.city)
  const target = findings.person(findings.township)
  const { id: findingId } = await made()
  const problem = ok(await add('finding', findingId, above, '问题.jpg'))
  is(t, await remove(problem.id, target), 403, 'attachment-of-others')
  t.same(ok(await read(problem.id, target)).actions, [])
  const first = ok(await add('finding', findingId, target, '整改.jpg'))
  ok(await step(findingId, 'rectify'))
  is(t, await remove(first.id, target), 409, 'attachment-kept')
  ok(await step(findingId, 'send-back'))
  t.same(ok(await read(first.id, target)).actions, ['remove'], 'a draft again')
  const second = ok(await add('finding', findingId, target, '补发凭证.jpg'))
  is(t, await add('finding', findingId, findings.person('220103')), 404, 'attachment-subject-unknown')
  is(t, await remove(problem.id, target), 403, 'attachment-of-others')
  is(t, await remove(second.id, above), 403, 'attachment-of-others')
  t.equal((await remove(first.id, target)).status, 204)
  ok(await step(findingId, 'rectify'))
  ok(await step(findingId, 'accept'))
  for (const [one, as] of [
    [second, target],
    [problem, above]
  ] as const)
    is(t, await remove(one.id, as), 409, 'attachment-kept')
  is(t, await add('finding', findingId, target), 409, 'attachment-subject-closed')
})
