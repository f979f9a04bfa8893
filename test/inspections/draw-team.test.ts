import t from 'tap'
import { drawer, teamsOf } from '../examples/team.ts'
import { redraw, reframe } from '../platform/draw/redraw.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call, clock } = service
const { register, inspection, draw, frame } = teamsOf(service)
const missing = '01900000-0000-7000-8000-000000000000'

/** Of the city: five who may be sent to 220102, and others who may not. */
const fit: string[] = []
const others: Record<string, string> = {}

t.before(async () => {
  const conflict = (unitCode: string) => ({ conflicts: [{ unitCode, reason: '亲属在该单位任职' }] })
  fit.push(
    await register('2201'),
    await register('2201', { qualifications: ['funds', 'policy'] }),
    await register('220103'),
    await register('220103002', conflict('220104')),
    await register('2201', conflict('2203'))
  )
  others['own-unit'] = await register('220102')
  others['own-unit below'] = await register('220102001')
  others.conflict = await register('2201', conflict('220102'))
  others['conflict below'] = await register('220103', conflict('220102001001'))
  others['conflict above'] = await register('220103', conflict('2201'))
  others['not-qualified'] = await register('2201', { qualifications: ['petitions'] })
  others['own-unit, and a conflict'] = await register('220102', conflict('220102'))
  // Off the register, and not of the city: not so much as excluded.
  const gone = await register('2201')
  await call('PATCH', `/v1/staff/${gone}`, { body: { active: false }, headers: { 'if-match': '"1"' } })
  await register('22')
  await register('2202')
})

t.test('refused, and nothing written', async (t) => {
  const id = await inspection('220102')
  const drawn = await inspection('220102')
  t.equal((await draw(drawn, { size: 1 })).status, 201)
  const under = await inspection('220102')
  const leader: Person = { unit: '2201', roles: ['leader'] }
  t.equal((await call('POST', `/v1/inspections/${under}/start`, { as: leader, body: null })).status, 200)
  const url = (one: string) => `/v1/inspections/${one}/draw-team`
  const as = (unit: string): Person => ({ unit, roles: ['leader'] })
  await refused(
    t,
    service,
    { method: 'POST', url: url(id), as: drawer, body: { size: 2 } },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '2201', roles: ['viewer'] }, is: [403, 'role-missing'] },
      'one that is not there': { url: url(missing), is: [404, 'inspection-not-found'] },
      'by the target': { as: as('220102'), is: [404, 'inspection-not-found'] },
      'by the unit beside': { as: as('2202'), is: [404, 'inspection-not-found'] },
      'by the target that knows of it': {
        url: url(under),
        as: as('220102'),
        is: [403, 'inspection-not-yours']
      },
      'once it has begun': { url: url(under), is: [409, 'inspection-step'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'more than there are': { body: { size: 6 }, is: [409, 'too-few-inspectors', '/size'] },
      'a source without a seed': {
        body: { size: 1, seedSource: '彩票' },
        is: [422, 'seed-missing', '/seedSource']
      },
      'again, without a reason': { url: url(drawn), is: [422, 'redraw-unexplained', '/reason'] }
    }
  )
})

t.test('malformed', async (t) => {
  const url = `/v1/inspections/${await inspection('220102')}/draw-team`
  const bad = (body: object, pointer: string) => ({
    body,
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url, as: drawer },
    {
      'no JSON': { raw: '[', is: [400, 'malformed-json'] },
      'no size': bad({}, '/size'),
      nobody: bad({ size: 0 }, '/size'),
      'too many': bad({ size: 51 }, '/size'),
      'a size in words': bad({ size: '2' }, '/size'),
      'a blank reason': bad({ size: 1, reason: ' ' }, '/reason'),
      'an unknown field': bad({ size: 1, team: [] }, '/team')
    }
  )
})

t.test('done and recorded', async (t) => {
  const id = await inspection('220102', { areas: ['policy', 'funds'] })
  const { status, headers, body } = await draw(id, { size: 2, seed: '2026001', seedSource: '彩票' })
  t.equal(status, 201)
  t.strictSame([headers.location, versionOf(headers.etag)], [`/v1/team-draws/${body.id}`, 1])
  const expected = reframe(fit)
  t.equal(await frame(body.id), expected.text)
  t.match(body, { inspectionId: id, ordinal: 1, reason: null, size: 2, population: fit.length })
  t.match(body, { seed: '2026001', seedSource: '彩票', algorithm: 'sha256-rank-1', frameHash: expected.hash })
  t.match(body, { drawnAt: '2026-03-02T09:00:00+08:00', drawnBy: 'd1' })
  t.strictSame(body.areas.toSorted(), ['funds', 'policy'])
  t.strictSame(body.selected, redraw(fit, '2026001', 2))
  const why = Object.entries(others).map(([name, staffId]) => ({ staffId, why: name.split(/[ ,]/)[0] }))
  t.strictSame(
    body.excluded,
    why.toSorted((a, b) => (a.staffId < b.staffId ? -1 : 1))
  )
  t.strictSame((await call('GET', `/v1/team-draws/${body.id}`)).body, body)

  const { team, version } = (await call('GET', `/v1/inspections/${id}`)).body
  const going = team.map(({ id }: { id: string }) => id)
  t.strictSame([going.sort(), version], [body.selected.toSorted(), 2], 'the team is the selection')
  const [line, ...more] = (await noted(service, id)).filter(({ action }) => /team/.test(action))
  t.strictSame(more, [])
  t.match(line, { action: 'inspection.team-drawn', actor: 'd1', unitCode: '2201', path: '22.2201' })
  t.match(line?.data, { drawId: body.id, ordinal: 1, size: 2, seed: '2026001', frameHash: expected.hash })
})

t.test('a draw without a seed gets one of its own', async (t) => {
  const [one, two] = [await draw(await inspection('220102'), { size: 3 })].concat(
    await draw(await inspection('220102'), { size: 3 })
  )
  t.match(one?.body, { seed: /^[0-9a-f]{64}$/, seedSource: /^server/ })
  t.not(one?.body.seed, two?.body.seed)
  t.strictSame(one?.body.selected, redraw(fit, one?.body.seed, 3))
})

t.test('drawn again with a reason, beside the first', async (t) => {
  const id = await inspection('220102')
  const first = (await draw(id, { size: 1, seed: '1' })).body
  clock.now = new Date(clock.now.getTime() + 1000)
  const second = (await draw(id, { size: 2, seed: '2', reason: '原检查人员因公出差' })).body
  t.match(second, { ordinal: 2, reason: '原检查人员因公出差', size: 2 })
  const url = `/v1/inspections/${id}/team-draws`
  t.strictSame((await call('GET', `${url}?count=true`)).body, {
    items: [first, second],
    nextCursor: null,
    total: 2
  })
  const page = (await call('GET', `${url}?limit=1`)).body
  t.strictSame((await call('GET', `${url}?cursor=${page.nextCursor}`)).body.items, [second])
  const table = await call('GET', url, { headers: { accept: 'text/csv' } })
  t.equal(table.text.trim().split('\n').length, 3)
  for (const { id } of [first, second]) {
    t.match((await call('GET', `/v1/team-draws/${id}/verification`)).body, { valid: true, differences: [] })
  }
})

t.test('twice at once gives one draw', async (t) => {
  const id = await inspection('220102')
  const answers = await Promise.all([1, 2, 3].map((size) => draw(id, { size })))
  t.strictSame(statuses(answers), [201, 422, 422])
  t.equal((await call('GET', `/v1/inspections/${id}/team-draws?count=true`)).body.total, 1)
  const headers = { 'idempotency-key': 'one-draw' }
  const other = `/v1/inspections/${await inspection('220102')}/draw-team`
  const body = { size: 1 }
  const twice = [1, 2].map(() => call('POST', other, { as: drawer, body, headers }))
  const ids = (await Promise.all(twice)).map(({ body }) => body.id).filter(Boolean)
  t.equal(new Set(ids).size, 1)
})
