import t from 'tap'
import { clerk, county, intake, township } from '../examples/case.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const source = (reference: string) => ({ source: { system: 'hotline', reference } })
const hotline: Person = { unit: county, roles: ['intake'], sub: 'hotline' }
const send = (cases: unknown, headers: Record<string, string> = {}, as: Person = hotline) =>
  call('POST', '/v1/cases/batch', { as, body: { cases }, headers })
const count = async (reference: string) => {
  const text = 'select count(*)::int as n from petition_case where source_reference like $1'
  return (await database.owner.pool.query(text, [reference])).rows[0].n
}

t.test('each case has its own result, and a refused one stops no other', async (t) => {
  const single = async (more: object) =>
    (await call('POST', '/v1/cases', { as: hotline, body: intake(more) })).body
  const wrong = [
    { unitCode: '220103' },
    { reporter: { name: '张三', idNumber: '22010219900101123X' } },
    { summary: '身份证号220102196203150022' },
    { kind: 'appeal', accusedUnitCode: '220103' },
    { category: 'none', extra: 1 }
  ]
  const before = Number((await single({})).number.slice(-6))
  const batch = [intake(source('b-1')), ...wrong.map((more) => intake(more)), 5, intake(source('b-2'))]
  const body = ok(await send(batch))
  t.match(body, { received: 2, refused: 6 })
  t.same(
    body.results.map(({ index }: { index: number }) => index),
    batch.map((_, n) => n)
  )
  t.match(body.results[0], { id: /./, number: new RegExp(`0${before + 1}$`), receipt: null, problem: null })
  t.match(body.results[7], { number: new RegExp(`0${before + 2}$`) }, 'without a gap')
  for (const [n, more] of wrong.entries()) {
    const alone = await single(more)
    const { problem } = body.results[n + 1]
    t.same([problem.code, problem.status, problem.detail], [alone.code, alone.status, alone.detail])
    type Fault = { pointer: string; code: string }
    t.same(
      problem.errors.map(({ pointer, code }: Fault) => [pointer, code]),
      alone.errors.map(({ pointer, code }: Fault) => [`/cases/${n + 1}${pointer}`, code])
    )
  }
  t.match(body.results[6].problem, { code: 'validation-failed', errors: [{ pointer: '/cases/6' }] })
  t.notMatch(JSON.stringify(body), /张三|220102196203150022/)
})

t.test('a source that is there already, in the batch or before, names the case', async (t) => {
  const first = ok(await send([intake(source('s-1')), intake(source('s-1'))]))
  const [{ id }, second] = first.results
  t.match(second.problem, {
    code: 'source-exists',
    existingId: id,
    errors: [{ pointer: '/cases/1/source/reference' }]
  })
  const again = ok(await send([intake(source('s-1')), intake(source('s-2'))]))
  t.match(again, { received: 1, results: [{ problem: { existingId: id } }, { problem: null }] })
  t.equal(await count('s-%'), 2)
})

t.test('a key gives the same results and writes nothing; no personal data is kept', async (t) => {
  const cases = [
    intake(source('k-1')),
    intake({ ...source('k-2'), unitCode: township }),
    intake({ unitCode: '2' })
  ]
  const key = { 'idempotency-key': 'batch-1' }
  const first = await send(cases, key)
  const second = await send(cases, key)
  t.equal(first.status, 200, first.text)
  t.same(second.body, first.body)
  t.equal(second.headers['idempotent-replayed'], 'true')
  t.equal(await count('k-%'), 2)
  const kept = await database.owner.pool.query('select body, headers::text from idempotency_answer')
  t.notMatch(JSON.stringify(kept.rows), /张三|13900000000/)
  const events = await database.owner.pool.query(
    `select count(*)::int as n from outbox_event where type = 'case.received' and subject_id = any($1::text[])`,
    [first.body.results.flatMap(({ id }: { id: string | null }) => id ?? [])]
  )
  t.equal(events.rows[0].n, 2, 'an event for each case, none for the refused one')
})

t.test('a batch that is none is refused as a whole', async (t) => {
  t.match(await send([]), { status: 400, body: { errors: [{ pointer: '/cases' }] } })
  t.match(await send('x'), { status: 400, body: { code: 'validation-failed' } })
  t.match(await send(Array.from({ length: 501 }, () => intake())), { status: 400 })
  t.match(await send([intake()], {}, clerk(county, 'viewer')), { status: 403 })
  t.match(await call('POST', '/v1/cases/batch', { as: hotline, raw: 'null' }), { status: 400 })
})

t.test('five hundred cases in one request', async (t) => {
  const cases = (mark: string, most: number) =>
    Array.from({ length: most }, (_, n) => intake(source(`${mark}-${n}`)))
  const begun = performance.now()
  const body = ok(await send(cases('many', 500)))
  const batch = (performance.now() - begun) / 500
  t.match(body, { received: 500, refused: 0 })
  const then = performance.now()
  for (const one of cases('single', 50)) await call('POST', '/v1/cases', { as: hotline, body: one })
  const single = (performance.now() - then) / 50
  t.comment(`${batch.toFixed(1)} ms a case in a batch, ${single.toFixed(1)} ms alone`)
})
