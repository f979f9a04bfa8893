import t from 'tap'
import { makeProgramme, rosterOf } from '../examples/batch.ts'
import { idOf } from '../examples/public-lists.ts'
import { ok, testService } from '../support/service.ts'
import { cityOf, of, tree } from './city.ts'

/** Registers, lists and scans, while a county is merged into another one and a village goes to a third. */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post, read } = cityOf(service)
for (const [code, level, parent] of tree) await add(code, level, parent)
for (const [code, parent] of [
  ['AAy1v', 'AAy1'],
  ['AAz1v', 'AAz1']
] as const)
  await add(code, 'village', parent)
const programme = 'low-income-rural'
await makeProgramme(service, programme)
const person = (n: number) => idOf(`19${60 + n}-01-01`)

const guardian = (unit: string) => ({ unit, roles: ['identity-reader' as const], sub: `guardian of ${unit}` })
const register = (code: string, lines: string[], as = guardian(code), query = '') =>
  call('PUT', `/v1/units/${code}/protected-recipients${query}`, {
    ...{ as, type: 'text/csv', headers: { 'if-match': '*' } },
    raw: ['programme,recipientNo,idNumber', ...lines.map((line) => `${programme},${line}`), ''].join('\n')
  })
/** A list of a county from a roster of its own; gives the lines that must not be shown. */
async function list(unitCode: string, period: string, lines: [no: string, village: string, n: number][]) {
  const batch = await post(unitCode, '/v1/disbursements', { programme, unitCode, period })
  const raw = rosterOf(...lines.map(([no, village]) => `${no},${village},500.00,,`))
  const csv = { as: of(unitCode), type: 'text/csv' }
  ok(await call('PUT', `/v1/disbursements/${batch.id}/roster`, { ...csv, raw }))
  const wanted = { unitCode, programme, period, content: 'recipients', channel: 'website' }
  const { id } = await post(unitCode, '/v1/disclosure-lists', wanted)
  return { id, hidden: () => hidden(unitCode, id, lines) }
}
async function hidden(unit: string, id: string, lines: [no: string, village: string, n: number][]) {
  const raw = [
    'recipientNo,name,idNumber,people',
    ...lines.map(([no, , n]) => `${no},张三,${person(n)},1`),
    ''
  ].join('\n')
  const url = `/v1/disclosure-lists/${id}/render`
  const { status, body } = await call('POST', url, { as: of(unit), raw, type: 'text/csv' })
  if (status === 200) return []
  const errors: { code: string; line: number }[] = body.errors ?? [{ code: body.code, line: 0 }]
  return errors.filter(({ code }) => code !== 'left-out').map(({ code, line }) => `${line} ${code}`)
}

t.test('a county that was merged: its register counts next to that of its successor', async (t) => {
  ok(await register('AAy', ['Y1']))
  ok(await register('AAz', [`Z1,${person(1)}`]))
  const old = await list('AAz', '2026-02', [['Z2', 'AAz1v', 2]])
  const url = `/v1/disclosure-scans?targetCode=AAz`
  const scan = await call('POST', url, { as: of('AAz'), raw: '序号,姓名\n1,张三\n', type: 'text/csv' })
  for (const township of ['AAz1', 'AAz2']) await move(township, 'AAy')
  await retire('AAz', '2026-03-10', 'AAy')
  on('2026-03-17')
  const lines: [string, string, number][] = [
    ['Y1', 'AAy1v', 3],
    ['Z1', 'AAz1v', 4],
    ['N1', 'AAz1v', 1],
    ['N2', 'AAz1v', 5]
  ]
  const { hidden: told } = await list('AAy', '2026-03', lines)
  t.strictSame(await told(), ['2 not-to-be-shown', '3 not-to-be-shown', '4 not-to-be-shown'])
  for (const path of [`/v1/disclosure-lists/${old.id}`, scan.headers.location ?? '']) {
    t.equal((await call('GET', path, { as: of('AAy') })).status, 200, path)
    t.equal((await call('GET', path, { as: of('AAx') })).status, 404, path)
  }
  t.match(await read('AAy', `/v1/disclosure-lists/${old.id}`), { actions: ['render'], unitCode: 'AAz' })
  t.strictSame(await hidden('AAy', old.id, [['Z2', 'AAz1v', 2]]), [], 'the successor renders it')
  ok(await register('AAy', ['Y1', 'Y2']))
  t.equal((await told()).length, 3, 'a new register takes nobody out of the other one')
  t.match(await register('AAz', ['Z2'], guardian('AAx')), { status: 404 })
  t.match(await register('AAz', ['Z2'], guardian('AA')), { body: { code: 'protection-of-others' } })
  ok(await register('AAz', [], guardian('AAy'), '?allowEmpty=true'))
  t.strictSame(await told(), ['2 not-to-be-shown'], 'the successor keeps the old register, too')
})

t.test('a village goes to another county: its people stay protected', async (t) => {
  ok(await register('AAx', [`D1,${person(11)}`, 'D2']))
  on('2026-04-02')
  await move('AAx1v', 'AAy1')
  const lines: [string, string, number][] = [
    ['D1', 'AAx1v', 12],
    ['D2', 'AAy1v', 13],
    ['N9', 'AAy1v', 11]
  ]
  const { hidden: told } = await list('AAy', '2026-04', lines)
  t.strictSame(
    await told(),
    ['2 not-to-be-shown', '4 not-to-be-shown'],
    'by the number in that village, by the identity number anywhere; D2 of another village is somebody else'
  )
  const elsewhere = await list('AAx', '2026-04', [['D2', 'AAx1w', 14]])
  t.strictSame(await elsewhere.hidden(), ['2 not-to-be-shown'], 'what the county has left is as before')
  on('2026-05-02')
  await move('AAx1v', 'AAx2')
  const back = await list('AAx', '2026-05', [['D1', 'AAx1v', 12]])
  t.strictSame(await back.hidden(), ['2 not-to-be-shown'])
})
