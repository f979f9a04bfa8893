import t from 'tap'
import { nothingWritten } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** Who was put in a team long ago is looked at again when the inspection begins. */
const service = await testService(t)
const { call } = service
const leader: Person = { unit: '22', roles: ['planner', 'inspector', 'leader', 'admin'], sub: 'l22' }
const as: Person = { ...leader, unit: '2201', sub: 'l2201' }
const admin = { as: leader }

async function register(unitCode: string, conflicts: string[] = []): Promise<string> {
  const list = conflicts.map((code) => ({ unitCode: code, reason: '亲属在该单位任职' }))
  const body = { unitCode, name: '王芳', post: '科员', conflicts: list }
  return ok(await call('POST', '/v1/staff', { ...admin, body })).id
}

async function change(id: string, body: object): Promise<void> {
  const url = `/v1/staff/${id}`
  const { headers } = await call('GET', url, admin)
  ok(await call('PATCH', url, { ...admin, body, headers: { 'if-match': headers.etag as string } }))
}

async function visit(targetCode: string, team: string[]): Promise<string> {
  const body = { unitCode: '2201', targetCode, method: 'unannounced-visit', plannedOn: '2026-03-05' }
  return ok(await call('POST', '/v1/inspections', { as, body: { ...body, areas: ['funds'], team } })).id
}

const start = (id: string) => call('POST', `/v1/inspections/${id}/start`, { as })

async function unit(code: string, name: string, parentCode: string, level = 'county'): Promise<string> {
  ok(await call('POST', '/v1/units', { ...admin, body: { code, name, level, parentCode } }))
  return code
}

async function retire(code: string, successorCode: string): Promise<void> {
  ok(await call('POST', `/v1/units/${code}/retire`, { ...admin, body: { on: '2026-03-01', successorCode } }))
}

t.test('somebody left the register, or a conflict came up: all are named at once', async (t) => {
  const [gone, partial, fit] = [await register('2201'), await register('2201'), await register('2201')]
  const id = await visit('220102', [gone, fit, partial])
  await change(gone, { active: false })
  await change(partial, { conflicts: [{ unitCode: '220102001', reason: '亲属在该单位任职' }] })
  await nothingWritten(t, service, async () => {
    t.match(await start(id), {
      status: 409,
      body: {
        code: 'team-unfit',
        errors: [
          { pointer: '/team/0', code: 'inspector-inactive' },
          { pointer: '/team/2', code: 'inspector-partial' }
        ]
      }
    })
  })
  const headers = { 'if-match': '*' }
  ok(await call('PATCH', `/v1/inspections/${id}`, { as, body: { team: [fit] }, headers }))
  t.match(ok(await start(id)), { state: 'under-way' })
})

t.test('people of what the target succeeded to do not inspect it', async (t) => {
  const [before, old, next] = [
    await unit('2201y1', '更早的区', '2201'),
    await unit('2201y2', '旧区', '2201'),
    await unit('2201y3', '新区', '2201')
  ]
  const people = [await register(before), await register(old), await register('2201')]
  const id = await visit(next, people)
  await retire(before, old)
  await retire(old, next)
  t.match((await start(id)).body, {
    code: 'team-unfit',
    errors: [
      { pointer: '/team/0', code: 'inspector-partial' },
      { pointer: '/team/1', code: 'inspector-partial' }
    ]
  })
  const body = { unitCode: '2201', targetCode: next, method: 'open-check', plannedOn: '2026-03-05' }
  const again = { ...body, areas: ['funds'], team: [people[1]] }
  t.match(await call('POST', '/v1/inspections', { as, body: again }), {
    status: 422,
    body: { code: 'inspector-partial', errors: [{ pointer: '/team/0' }] }
  })
  const draw = ok(await call('POST', `/v1/inspections/${id}/draw-team`, { as, body: { size: 1 } }))
  t.match(
    draw.excluded.filter(({ staffId }: { staffId: string }) => people.includes(staffId)),
    [{ why: 'own-unit' }, { why: 'own-unit' }],
    'nor are they drawn'
  )
})

t.test('a conflict follows the succession of its unit, both ways', async (t) => {
  const [old, next] = [await unit('2201x1', '旧县', '2201'), await unit('2201x2', '新县', '2201')]
  const [withOld, withNew] = [await register('2201', [old]), await register('2201', [next])]
  const [onNew, onOther] = [await visit(next, [withOld]), await visit('220104', [withOld, withNew])]
  await retire(old, next)
  t.match((await start(onNew)).body, { code: 'team-unfit', errors: [{ code: 'inspector-partial' }] })
  t.equal((await start(onOther)).status, 200, 'elsewhere they go')
})

t.test('somebody whose unit was moved out of the reach of the inspecting one', async (t) => {
  const code = await unit('2201w1', '将划出的县', '2201')
  const id = await visit('220105', [await register(code)])
  ok(
    await call('PATCH', `/v1/units/${code}`, {
      ...admin,
      body: { parentCode: '2202' },
      headers: { 'if-match': '"1"' }
    })
  )
  t.match((await start(id)).body, { code: 'team-unfit', errors: [{ code: 'inspector-unknown' }] })
})
