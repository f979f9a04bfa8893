import t from 'tap'
import { watchRetention } from '../../src/retention/index.ts'
import { retainedKinds } from '../../src/rooms.ts'
import { batchesOf, makeProgramme, rosterOf } from '../examples/batch.ts'
import { county, idNumber, of, relativesOf, township, village } from '../examples/relatives.ts'
import { noted } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

// Personal data of near relatives end with their period: listed first, erased where a setting says so.

const service = await testService(t)
const { call, clock, context, database } = service
await makeProgramme(service)
const { filer, filing, step } = relativesOf(service)
const at = (day: string) => {
  clock.now = new Date(`${day}T01:00:00Z`)
}
const watch = (...erases: string[]) => watchRetention(context, { kinds: retainedKinds, erases })
const boss = (unit: string): Person => ({ unit, roles: ['leader', 'auditor'], sub: `boss ${unit}` })
const list = async (as: Person, kind: string) =>
  ok(await call('GET', `/v1/retention?kind=${kind}`, { as })).items.map(
    ({ subjectId, state, dueOn }: Record<string, string>) => [subjectId, state, dueOn]
  )
const count = async (table: string) =>
  Number((await database.owner.pool.query(`select count(*) as n from ${table}`)).rows[0].n)

at('2026-03-02')
const [gone, back] = [idNumber(701), idNumber(702)]
const { id: left } = await filer({ idNumber: gone })
const { id: first } = await filer({ idNumber: back })
const ties = `/v1/units/${county}/relative-ties`
const put = { as: of(county, ['inspector']), type: 'text/csv' }
const tie = (number: string, n: number) => `${number},${idNumber(n)},parent,registry`
const head = 'filerIdNumber,relativeIdNumber,relation,source'
ok(
  await call('PUT', ties, {
    ...put,
    raw: `${[head, tie(gone, 711), tie(gone, 712), tie(back, 713)].join('\n')}\n`
  })
)
const { id: filed } = await filing(left)
const leave = (id: string, on: string) =>
  call('POST', `/v1/filers/${id}/leave`, { as: of(county), body: { on, reason: '届满离任' } })
ok(await leave(left, '2026-03-01'))
ok(await leave(first, '2026-03-01'))
await filer({ idNumber: back, since: '2026-03-01' })
ok(await step(filed, 'end', { on: '2026-03-02', reason: 'left-post' }))

const { batch, roster } = batchesOf(service)
const paid = await batch({ period: '2026-02' })
ok(await roster(paid, rosterOf(`R1,${village},10,,`)))
const members = `recipientNo,idNumber\nR1,${idNumber(721)}\nR1,${idNumber(722)}\n`
const officer = of(county, ['fund-officer', 'viewer'])
const membersUrl = `/v1/disbursements/${paid}/members`
ok(await call('PUT', membersUrl, { as: officer, raw: members, type: 'text/csv' }))

t.test('nothing is due on the last day; listed on the day after', async (t) => {
  at('2029-02-28')
  await watch()
  t.same(await list(boss(county), 'household-members'), [])
  at('2029-03-01')
  await watch()
  t.same(await list(boss(county), 'household-members'), [[paid, 'due', '2029-02-28']])
  t.same(await list(boss(county), 'relative-ties'), [], 'ties of people who left on the first of March')
  at('2029-03-02')
  await watch()
  t.same(
    await list(boss(county), 'relative-ties'),
    [[left, 'due', '2029-03-01']],
    'one who came back to a post is not listed'
  )
  t.same(await list(boss(village), 'relative-ties'), [], 'the unit of the filer does not learn of ties')
  t.same(await list(boss(township), 'relative-ties'), [])
  t.equal(await count('relative_tie'), 3, 'listed, not erased')
})

t.test('erased where the setting says so, with a line in the audit trail', async (t) => {
  await watch('household-members', 'relative-ties')
  t.equal(await count('relative_tie'), 1)
  t.equal(await count('household_member'), 0)
  t.match(ok(await call('GET', ties, { as: of(county, ['inspector']) })), { ties: 1, filers: 1 })
  t.match(ok(await call('GET', membersUrl, { as: officer })), { members: 0, households: 0, fileHash: null })
  t.match((await noted(service, county)).at(-1), {
    action: 'relative-tie.erased',
    details: { ties: 2, clauseId: 'pipl-2021:19' }
  })
  t.match((await noted(service, paid)).at(-1), {
    action: 'disbursement.members-erased',
    details: { members: 2, clauseId: 'pipl-2021:19' }
  })
  t.same(await list(boss(county), 'household-members'), [[paid, 'erased', '2029-02-28']])
  t.match(await watch('household-members', 'relative-ties'), { erased: 0 }, 'once')
})

t.test('a filing that has ended is listed after ten years, and people decide', async (t) => {
  at('2036-03-02')
  await watch()
  t.same(await list(boss(county), 'relative-filing'), [])
  at('2036-03-03')
  await watch('relative-filing')
  t.same(await list(boss(village), 'relative-filing'), [[filed, 'due', '2036-03-02']])
  t.equal(await count('relative_filing'), 1)
})
