import t from 'tap'
import { evaluation, points, smallSet } from '../examples/evaluation.ts'
import { ok, type Person, testService } from '../support/service.ts'
import { cityOf, everyUnit, of, tree } from './city.ts'

/** Evaluations while evaluated units move or end, and the evaluating unit is merged. */
const service = await testService(t)
const { call } = service
const { on, add, retire, move, post, read, eyes } = cityOf(service)
for (const [code, level, parent] of tree) await add(code, level, parent)
const url = '/v1/evaluations'

const items = [points('work', '60'), points('asked', '40', { by: 'third-party' })]
async function opened(unitCode: string, level: string, ...unitCodes: string[]): Promise<string> {
  const set = smallSet({ unitCode, levels: [level], items })
  const { id: setId } = await post(unitCode, '/v1/indicator-sets', set)
  await post(unitCode, `/v1/indicator-sets/${setId}/publish`)
  const { id } = await post(unitCode, url, evaluation(setId, { unitCode, targets: { unitCodes } }))
  await post(unitCode, `${url}/${id}/evaluators`, {
    ...{ sub: 'third', name: '第三方人员甲', agreementNo: '1', items: ['asked'], targets: unitCodes },
    ...{ agreementFrom: '2026-03-01', agreementTo: '2026-12-31' },
    organisation: { name: '某评估咨询有限公司', registrationNo: '91220101MA0000000X' }
  })
  await post(unitCode, `${url}/${id}/open`)
  return id
}
const enter = (id: string, unit: string, [item, as]: [string, Person], body: object) =>
  call('PUT', `${url}/${id}/targets/${unit}/values/${item}`, { as, body, headers: { 'if-match': '*' } })
const third = (unit: string): Person => ({ unit, roles: ['evaluator'], sub: 'third' })
const targetsOf = async (unit: string, id: string): Promise<string[]> =>
  (await read(unit, `${url}/${id}/targets`)).items.map((one: { unitCode: string }) => one.unitCode)

t.test('an evaluated county goes to another city: its line goes with it, and it is ranked', async (t) => {
  const id = await opened('22', 'county', 'AAx', 'AAy', 'AAz')
  ok(await enter(id, 'AAx', ['work', of('AAx')], { value: '40' }))
  t.same((await eyes(url, id, everyUnit)).readers, ['22', 'AA', 'AAx', 'AAy', 'AAz'])
  await move('AAx', 'BB')
  t.same((await eyes(url, id, everyUnit)).readers, ['22', 'AA', 'BB', 'AAx', 'AAy', 'AAz'])
  t.same([await targetsOf('AA', id), await targetsOf('BB', id)], [['AAy', 'AAz'], ['AAx']])
  ok(await enter(id, 'AAx', ['work', of('AAx')], { value: '50' }))
  ok(await enter(id, 'AAx', ['asked', third('22')], { value: '40' }))
  for (const unit of ['AAy', 'AAz']) ok(await enter(id, unit, ['work', of(unit)], { value: '30' }))
  await post('22', `${url}/${id}/verify`)
  await post('22', `${url}/${id}/score`)
  await post('22', `${url}/${id}/publish`)
  const ranked = (await read('BB', `${url}/${id}/ranking`)).items
  t.match(ranked, [
    { rank: 1, unitCode: 'AAx', total: '90.00' },
    { rank: 2, unitCode: 'AAy' },
    { rank: 2, unitCode: 'AAz' }
  ])
  await move('AAx', 'AA')
})

t.test('the successor of an evaluated unit gives its values and objects for it', async (t) => {
  const id = await opened('AA', 'township', 'AAz1', 'AAz2', 'AAy1')
  ok(await enter(id, 'AAz1', ['work', of('AAz1')], { value: '20' }))
  t.equal((await enter(id, 'AAz1', ['work', of('AAz2')], { value: '60' })).status, 404)
  await retire('AAz1', '2026-03-10', 'AAz2')
  on('2026-03-11')
  const entered = ok(await enter(id, 'AAz1', ['work', of('AAz2')], { value: '30' }))
  t.match(entered, { unitCode: 'AAz1', actingUnitCode: 'AAz2', values: [{ self: { value: '30' } }] })
  t.same(await targetsOf('AAz2', id), ['AAz1', 'AAz2'])
  ok(await enter(id, 'AAz1', ['asked', third('AA')], { value: '10' }))
  await post('AA', `${url}/${id}/verify`)
  const objection = { item: 'work', text: '合并前的工作未计入。' }
  const objected = await call('POST', `${url}/${id}/targets/AAz1/objections`, {
    as: of('AAz2'),
    body: objection
  })
  t.match(ok(objected), { openObjections: 1 })
  const decision = { outcome: 'dismissed', reason: '已计入。' }
  await post('AA', `${url}/${id}/targets/AAz1/objections/1/decide`, decision)
  await post('AA', `${url}/${id}/score`)
  t.match(await read('AA', `${url}/${id}/targets/AAz1`), { total: '40.00', applicable: '100.00' })
  t.match(await read('AA', `${url}/${id}/targets/AAz2`), { total: null }, 'each for itself')
})

t.test('a village of an evaluated township that was moved sees nothing of it any more', async (t) => {
  const id = await opened('AA', 'township', 'AAx1')
  t.equal((await call('GET', `${url}/${id}`, { as: of('AAx1') })).status, 200)
  await move('AAx1w', 'AAy1')
  t.same(await targetsOf('AAx1', id), ['AAx1'])
  t.equal((await call('GET', `${url}/${id}`, { as: of('AAx1w') })).status, 404)
  await move('AAx1w', 'AAx1')
})

t.test(
  'when the evaluating unit is merged, its successor goes on, and so does its third party',
  async (t) => {
    const id = await opened('AAz', 'township', 'AAz2')
    await move('AAz2', 'AAy')
    await retire('AAz', '2026-03-20', 'AAy')
    on('2026-03-21')
    t.match(await read('AA', `${url}/${id}`), {
      unitCode: 'AAz',
      actingUnitCode: 'AAy',
      state: 'self-assessment'
    })
    ok(await enter(id, 'AAz2', ['asked', third('AAy')], { value: '40' }))
    t.match(ok(await call('GET', `${url}/${id}/assignment`, { as: third('AAy') })), { unitCode: 'AAz' })
    const listed = (unit: string) => call('GET', '/v1/evaluation-assignments', { as: third(unit) })
    t.match(ok(await listed('AAy')), { items: [{ evaluationId: id, unitCode: 'AAz', targetCount: 1 }] })
    t.same(ok(await listed('AAz')).items, [], 'the ended unit has no third party')
    ok(await enter(id, 'AAz2', ['work', of('AAz2')], { value: '45' }))
    await post('AAy', `${url}/${id}/verify`)
    await post('AAy', `${url}/${id}/score`)
    t.match(await read('AAy', `${url}/${id}/targets/AAz2`), { total: '85.00', grade: 'good', rank: null })
    await post('AAy', `${url}/${id}/publish`)
    t.match(await read('AAz2', `${url}/${id}/targets/AAz2`), { total: '85.00' })
  }
)
