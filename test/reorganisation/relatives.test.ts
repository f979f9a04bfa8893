import t from 'tap'
import { makeProgramme, programme, rosterOf } from '../examples/batch.ts'
import { idNumber, relativesOf } from '../examples/relatives.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, of, tree } from './city.ts'

/** Filers, filings, disputes and checks, while a village moves, a committee changes and units end. */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post, read } = cityOf(service)
for (const [code, level, parent] of tree) await add(code, level, parent)
await makeProgramme(service)
const { filer, filing, step } = relativesOf(service, of('AA'))
const levels = ['village', 'township', 'county']

async function onRoster(period: string, ...lines: [no: string, n: number][]): Promise<void> {
  const batch = await post('AAx', '/v1/disbursements', { programme, unitCode: 'AAx', period })
  const raw = rosterOf(...lines.map(([no, n]) => `${no},AAx1v,500.00,,${idNumber(n)}`))
  ok(await call('PUT', `/v1/disbursements/${batch.id}/roster`, { as: of('AAx'), raw, type: 'text/csv' }))
  await service.react()
}

/** The exceptions that a check of the county finds, by type, reason and recipient. */
async function found(period: string): Promise<string[]> {
  const check = await post('AA', '/v1/relative-checks', { unitCode: 'AAx', programme, period })
  const { items } = await read('AA', `/v1/relative-checks/${check.id}/exceptions?limit=50`)
  return items.map((one: Record<string, string | null>) =>
    [one.type, one.reason, one.recipientNo].filter(Boolean).join(' ')
  )
}

t.test('a village goes to another township: filings follow, and are registered as before', async (t) => {
  await onRoster('2026-02', ['R1', 401])
  const member = await filer({ unitCode: 'AAx1v', since: '2026-02-20' })
  const { id } = await filing(member.id, { villageCode: 'AAx1v', idNumber: idNumber(401) })
  for (const level of levels) ok(await step(id, 'register', { level, onBehalf: true }, of('AA')))
  const dispute = { reason: 'not-in-post', foundOn: '2026-03-02', basis: '任职文件与登记不符。' }
  const ofTownship = await post('AAx1', `/v1/relative-filings/${id}/dispute`, dispute)
  await move('AAx1v', 'AAx2')
  const moved = await read('AAx2', `/v1/relative-filings/${id}`)
  t.match(moved, { state: 'registered', filerUnitCode: 'AAx1v' })
  t.match(
    moved.registrations.map(({ unitCode }: { unitCode: string }) => unitCode),
    ['AA', 'AA', 'AA'],
    'registrations name the unit that made them'
  )
  t.equal((await call('GET', `/v1/relative-filings/${id}`, { as: of('AAx1') })).status, 404)
  t.equal((await call('GET', `/v1/filers/${member.id}`, { as: of('AAx2') })).status, 200)
  t.equal((await call('GET', `/v1/relative-disputes/${ofTownship.id}`, { as: of('AAx1') })).status, 200)
  t.equal((await call('GET', `/v1/relative-disputes/${ofTownship.id}`, { as: of('AAx2') })).status, 404)
  const withdrawn = { as: of('AAx1'), body: { reason: '复核属实。' } }
  ok(await call('POST', `/v1/relative-disputes/${ofTownship.id}/withdraw`, withdrawn))
  on('2026-03-31')
  await onRoster('2026-03', ['R1', 401])
  t.notOk((await found('2026-03')).some((one) => one.startsWith('unregistered') || one.startsWith('false')))
})

t.test('a new committee after an election: filings of the old members go stale, not false', async (t) => {
  on('2026-04-10')
  const { items } = await read('AAx', '/v1/filers?within=AAx1v')
  const left = { on: '2026-04-10', reason: '换届' }
  ok(await call('POST', `/v1/filers/${items[0].id}/leave`, { as: of('AAx'), body: left }))
  await filer({ unitCode: 'AAx1v', since: '2026-04-10' })
  await onRoster('2026-04', ['R1', 401])
  const ofFilings = async (period: string) =>
    (await found(period)).filter((one) => /^(stale|false|unfiled)/.test(one))
  t.strictSame(await ofFilings('2026-04'), [], 'the term still runs')
  on('2026-05-31')
  await onRoster('2026-05', ['R1', 401])
  t.strictSame(await ofFilings('2026-05'), ['stale left-post R1'])
})

t.test('a village ends: its filers follow to the successor, and may be ended there', async (t) => {
  const member = await filer({ unitCode: 'AAx1w' })
  const { id } = await filing(member.id, { villageCode: 'AAx1w', recipientNo: 'R2' })
  await retire('AAx1w', '2026-05-31', 'AAx1v')
  t.match(await read('AAx1v', `/v1/relative-filings/${id}`), {
    filerUnitCode: 'AAx1w',
    actingUnitCode: 'AAx1v'
  })
  const end = { on: '2026-05-31', reason: 'left-post' }
  t.equal((await step(id, 'end', end, of('AAx1v'))).status, 200)
})

t.test('a county is merged: checks and disputes of it stay with the city', async (t) => {
  await add('AAz1v', 'village', 'AAz1')
  const member = await filer({ unitCode: 'AAz1v' })
  const { id } = await filing(member.id, { villageCode: 'AAz1v', recipientNo: 'R3' })
  const dispute = { reason: 'not-related', foundOn: '2026-05-30', basis: '户籍档案无此关系。' }
  const made = await post('AAz', `/v1/relative-filings/${id}/dispute`, dispute)
  const check = await post('AAz', '/v1/relative-checks', { unitCode: 'AAz', programme, period: '2026-05' })
  for (const township of ['AAz1', 'AAz2']) await move(township, 'AAy')
  await retire('AAz', '2026-05-31', 'AAy')
  for (const url of [`/v1/relative-disputes/${made.id}`, `/v1/relative-checks/${check.id}`]) {
    t.equal((await call('GET', url, { as: of('AA') })).status, 200, url)
    for (const unit of ['AAz1', 'AAx', 'AAz1v'])
      t.equal((await call('GET', url, { as: of(unit) })).status, 404, `${unit} ${url}`)
  }
  t.equal((await read('AAy', `/v1/relative-filings/${id}`)).filerUnitCode, 'AAz1v')
})
