import t from 'tap'
import { officer, rosterOf } from '../examples/batch.ts'
import { keeper as keeperOf, township, village } from '../examples/disclosure.ts'
import { idOf, keeper, listProgramme, listsOf, programme, renderHead } from '../examples/public-lists.ts'
import { ok, testService } from '../support/service.ts'

/** Townships that pay themselves, people who are said to be of age, and identity numbers of earlier rosters. */
const service = await testService(t)
const { call, clock } = service
const { protect, body, made, render, read } = listsOf(service)
await listProgramme(service)
clock.now = new Date('2026-05-20T01:00:00Z')
const [adult, other] = [idOf('1970-01-01'), idOf('1975-05-05')]

async function roster(unitCode: string, period: string, ...lines: string[]): Promise<void> {
  const as = { ...officer, unit: unitCode }
  const { id } = ok(await call('POST', '/v1/disbursements', { as, body: { programme, unitCode, period } }))
  const raw = rosterOf(...lines.map((line) => line.replace('@', village)))
  ok(await call('PUT', `/v1/disbursements/${id}/roster`, { as, raw, type: 'text/csv' }))
}
const fileOf = (...lines: string[]) => [`${renderHead},adult`, ...lines, ''].join('\n')
const codes = async (id: string, ...lines: string[]) =>
  ((await render(id, fileOf(...lines))).body?.errors ?? [])
    .map(({ code }: { code: string }) => code)
    .filter((code: string) => code !== 'left-out')

t.test('a township pays: its county makes the list, with the register of the county', async (t) => {
  await roster(township, '2026-05', 'T1,@,100.00,,', 'T2,@,200.00,,')
  t.equal((await protect(`programme,recipientNo\n${programme},T2\n`)).status, 200)
  const post = (more: object) => call('POST', '/v1/disclosure-lists', { as: keeper, body: body(more) })
  t.match((await post({})).body, { status: 409, code: 'roster-missing' })
  for (const rosterUnitCode of ['220103001', village, '999999999']) {
    const refused = { status: 422, code: 'disclosure-list-payer', errors: [{ pointer: '/rosterUnitCode' }] }
    t.match((await post({ rosterUnitCode })).body, refused, rosterUnitCode)
  }
  t.match((await post({ rosterUnitCode: '220102002' })).body, { code: 'roster-missing' })
  const { id } = await made({ rosterUnitCode: township })
  t.match((await read(id)).body, { rosterUnitCode: township, unitCode: '220102' })
  t.same(await codes(id, `T2,李四,${adult},1,`), ['not-to-be-shown'])
  const answer = await render(id, fileOf(`T1,张三,${adult},1,`), { headers: { accept: 'text/csv' } })
  t.equal(answer.headers['left-out'], '0')
  t.match(answer.text, /,张三,1,100\.00\n合计1户100\.00元/)
  const shown = { content: 'recipients', programme, period: '2026-05', postedOn: '2026-05-20', listId: id }
  const boards = { place: '门口', since: '2020-05-01' }
  for (const [unitCode, status] of [
    [village, 201],
    [township, 201],
    ['220102', 201],
    ['220102002', 422]
  ] as const) {
    const as = keeperOf(unitCode)
    const boardId = ok(await call('POST', '/v1/notice-boards', { as, body: { unitCode, ...boards } })).id
    const posted = { ...shown, unitCode, channel: 'board', boardId }
    t.equal((await call('POST', '/v1/disclosures', { as, body: posted })).status, status, unitCode)
  }
})

t.test('somebody who is said to be of age needs no identity number', async (t) => {
  await roster('220102', '2026-05', 'A1,@,100.00,,', `A2,@,100.00,,${other}`, 'A3,@,100.00,,')
  const { id } = await made()
  for (const word of ['是', 'yes', 'TRUE', 'y']) t.same(await codes(id, `A1,张三,,1,${word}`), [], word)
  for (const word of ['', '否', 'no', 'FALSE']) t.same(await codes(id, `A1,张三,,1,${word}`), ['age-unknown'])
  t.same(await codes(id, 'A1,张三,,1,大概'), ['adult-unclear', 'age-unknown'])
  t.same(await codes(id, 'A1,张三,220102197001010000,1,是'), ['age-unknown'], 'a wrong number')
  t.same(await codes(id, `A1,张三,${idOf('2010-01-01')},1,是`), ['not-to-be-shown'], 'the number decides')
  t.same(await codes(id, `A2,张三,${adult},1,是`), ['age-unknown'], 'not the number of the roster')
  await protect(`programme,recipientNo,idNumber\n${programme},A3\n${programme},X9,${other}\n`)
  t.same(await codes(id, 'A3,张三,,1,是'), ['not-to-be-shown'], 'the register knows the number')
  t.same(await codes(id, 'A2,张三,,1,是'), ['not-to-be-shown'], 'or the identity number of the roster')
  const open = await made({ content: 'approval' })
  const early = `recipientNo,name,adult,village\nA1,张三,是,永安社区\n`
  t.match((await render(open.id, early)).body.errors, [{ code: 'age-unknown' }], 'nothing else is known')
})

t.test('an end of assistance is compared with the earlier rosters', async (t) => {
  await roster('220102', '2026-03', `E1,@,100.00,,${adult}`, 'E2,@,100.00,,', `E3,@,100.00,,${other}`)
  await roster('220102', '2026-04', `E1,@,100.00,,`)
  const { id } = await made({ content: 'ended' })
  const both = ['not-to-be-shown', 'age-unknown']
  t.same(await codes(id, `E1,张三,${other},,`), both, 'protected by the number in the file')
  t.same(await codes(id, `E1,张三,${idOf('1980-01-01')},,`), ['age-unknown'], 'not the number of the roster')
  t.same(await codes(id, `E1,张三,${adult},,`), [])
  t.same(await codes(id, `E2,张三,${idOf('1980-01-01')},,`), [], 'no roster has a number')
  t.same(await codes(id, 'E3,张三,,,是'), ['not-to-be-shown'], 'the earlier roster knows who it is')
})
