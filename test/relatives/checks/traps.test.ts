import t from 'tap'
import { makeProgramme, rosterOf } from '../../examples/batch.ts'
import { county, idNumber, of, relativesOf, township, village } from '../../examples/relatives.ts'
import { ok, testService } from '../../support/service.ts'

// What a comparison of people gets wrong easily: one person in two programmes, two posts, both sides of a tie.

const service = await testService(t)
const { call, clock } = service
const city = of('2201', ['leader', 'viewer', 'fund-officer'])
const { filer, filing } = relativesOf(service, city)
await makeProgramme(service, 'low-income-rural')
const first = 'low-income-rural'
const second = 'rural-low-income'
await makeProgramme(service, second)
clock.now = new Date('2026-03-02T01:00:00Z')

async function onRoster(programme: string, ...lines: [no: string, n: number][]): Promise<void> {
  const body = { programme, unitCode: county, period: '2026-01' }
  const { id } = ok(await call('POST', '/v1/disbursements', { as: city, body }))
  const raw = rosterOf(...lines.map(([no, n]) => `${no},${village},500,1,${idNumber(n)}`))
  ok(await call('PUT', `/v1/disbursements/${id}/roster`, { as: city, raw, type: 'text/csv' }))
  const members = ['recipientNo,idNumber', ...lines.map(([no, n]) => `${no},${idNumber(n)}`), ''].join('\n')
  ok(await call('PUT', `/v1/disbursements/${id}/members`, { as: city, raw: members, type: 'text/csv' }))
}

async function putTies(...ties: [filer: number, relative: number, relation: string][]): Promise<void> {
  const lines = ties.map(([one, other, relation]) =>
    [idNumber(one), idNumber(other), relation, 'registry'].join()
  )
  const raw = ['filerIdNumber,relativeIdNumber,relation,source', ...lines, ''].join('\n')
  ok(await call('PUT', '/v1/units/2201/relative-ties', { as: city, raw, type: 'text/csv' }))
}

async function check(programme = first) {
  const body = { unitCode: county, programme, period: '2026-01', asOf: '2026-03-02' }
  return ok(await call('POST', '/v1/relative-checks', { as: city, body }))
}

const [brother, sister, mother, clerk] = [50, 51, 52, 53]
const brotherId = (await filer({ idNumber: idNumber(brother) })).id
const sisterId = (await filer({ idNumber: idNumber(sister) })).id
await onRoster(first, ['R1', mother], ['R2', sister])
await onRoster(second, ['H1', mother])

t.test('one mother of two filers, in two programmes: a pair for each filer and programme', async (t) => {
  await putTies([brother, mother, 'parent'], [sister, mother, 'parent'])
  t.match((await check()).totals, { owedPairs: 2, owedRecipients: 1, matched: 0 })
  t.match((await check(second)).totals, { owedPairs: 2, owedRecipients: 1 })
  await filing(brotherId, { programme: first, idNumber: idNumber(mother) })
  await filing(sisterId, { programme: first, idNumber: idNumber(mother) })
  t.match(await check(), { totals: { owedPairs: 2, matched: 2 }, filingRate: '1.0000' })
  t.match(await check(second), {
    totals: { owedPairs: 2, matched: 0 },
    exceptions: { unfiled: 2, false: 0 }
  })
  await filing(brotherId, { programme: second, recipientNo: 'H1', idNumber: idNumber(mother) })
  t.match((await check(second)).totals, { matched: 1 })
})

t.test('a relative who is a filer as well: each tie counts on its own', async (t) => {
  await putTies(
    [brother, mother, 'parent'],
    [sister, mother, 'parent'],
    [brother, sister, 'sibling'],
    [sister, brother, 'sibling']
  )
  t.match((await check()).totals, { owedPairs: 3, matched: 2 }, 'the sister receives, the brother does not')
})

t.test('two posts of one person: one filer, one declaration, no pair twice', async (t) => {
  const number = idNumber(clerk)
  const { filers } = (await check()).totals
  const member = await filer({ idNumber: number })
  await filer({ idNumber: number, unitCode: township, kind: 'assistance-staff', since: '2025-01-01' })
  const url = `/v1/filers/${member.id}`
  const headers = { 'if-match': String((await call('GET', url, { as: city })).headers.etag) }
  const body = { declaredOn: '2026-02-01', relatives: 1 }
  ok(await call('PUT', `${url}/declarations/2026`, { as: city, body, headers }))
  await putTies([brother, mother, 'parent'], [sister, mother, 'parent'], [clerk, mother, 'child'])
  t.match(await check(), {
    totals: { filers: filers + 1, owedPairs: 3 },
    compared: { declarations: 1 },
    exceptions: { unfiled: 1 }
  })
})

t.test(
  'a relation that the list does not have: nothing is owed, and the check says by which list',
  async (t) => {
    await putTies([brother, mother, 'parent-in-law'])
    const made = await check()
    t.match(made.totals, { owedPairs: 0 })
    t.equal(made.filingRate, null, 'no rate of nothing')
    t.notOk(made.relations.includes('parent-in-law'))
    t.ok(made.relations.includes('parent'))
  }
)

t.test('a relation that ended: the filing ends as such and is not false', async (t) => {
  const { items } = ok(
    await call('GET', `/v1/relative-filings?filerId=${brotherId}&programme=${first}`, { as: city })
  )
  const end = { on: '2026-03-02', reason: 'relation-ended' }
  ok(await call('POST', `/v1/relative-filings/${items[0].id}/end`, { as: city, body: end }))
  t.match((await check()).exceptions, { false: 0, stale: 0 })
})

t.test('a filer who receives personally, where a local rule says so', async (t) => {
  await putTies([brother, mother, 'parent-in-law'])
  const rule = {
    unitCode: '2201',
    effectiveFrom: '2026-01-01',
    document: '长春市近亲属备案办法',
    relatives: { relations: ['self'] }
  }
  ok(await call('POST', '/v1/local-rules', { as: of('22', ['admin']), body: rule }))
  t.match((await check()).totals, { owedPairs: 1, owedRecipients: 1 }, 'the sister receives herself')
})
