import t from 'tap'
import { noted, nothingWritten } from '../support/assertions.ts'
import { type CallOptions, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const load = (raw: string, options: CallOptions = {}) =>
  call('POST', '/v1/units/import', { raw, type: 'text/csv', ...options })
const imports = async () => (await noted(service, '22')).filter(({ actor }) => actor !== 'system').length
const file = (code: string, name = code) => `code,name,level,parentCode\n${code},${name},county,2201\n`

t.test('two imports at once: one effect', async (t) => {
  const answers = await Promise.all([1, 2, 3].map(() => load(file('o1'))))
  const done = answers.filter(({ status }) => status === 200)
  t.equal(done.filter(({ body }) => body.created === 1).length, 1)
  for (const { body } of done) t.equal(body.created + body.unchanged, 1)
  for (const { body } of answers.filter(({ status }) => status !== 200)) t.equal(body.code, 'tree-busy')
  t.equal(await imports(), done.length)
  t.equal((await call('GET', '/v1/units?q=o1&count=true')).body.total, 1)
})

t.test('an import and a move at once: the tree stays whole', async (t) => {
  const [loaded, moved] = await Promise.all([
    load(`code,name,level,parentCode\no2,新街道,township,220103\n`),
    call('PATCH', '/v1/units/220103', { body: { parentCode: '2202' }, headers: { 'if-match': '"1"' } })
  ])
  t.equal(moved.status, 200)
  t.ok([200, 409].includes(loaded.status))
  if (loaded.status === 409)
    t.equal((await load(`code,name,level,parentCode\no2,新街道,township,220103\n`)).status, 200)
  const { items } = (await call('GET', '/v1/units/o2/ancestors')).body
  t.strictSame(
    items.map(({ code }: { code: string }) => code),
    ['22', '2202', '220103']
  )
})

t.test('asked again with the same key, it is answered as before and nothing is done', async (t) => {
  const headers = { 'idempotency-key': 'import-1' }
  const first = await load(file('o3'), { headers })
  t.match(first, { status: 200, body: { created: 1 } })
  await nothingWritten(t, service, async () => {
    const again = await load(file('o3'), { headers })
    t.strictSame([again.status, again.text], [200, first.text])
    t.equal(again.headers['idempotent-replayed'], 'true')
    const other = await load(file('o4'), { headers })
    t.strictSame([other.status, other.body.code], [422, 'idempotency-mismatch'])
  })
  t.equal((await load(file('o3'), { headers: { 'idempotency-key': 'import-2' } })).body.unchanged, 1)
})

t.test('a refused import leaves its key free', async (t) => {
  const headers = { 'idempotency-key': 'import-3' }
  t.equal((await load(file('o5', ''), { headers })).status, 422)
  t.match(await load(file('o5'), { headers }), { status: 200, body: { created: 1 } })
})

t.test('two at once with one key: one effect', async (t) => {
  const headers = { 'idempotency-key': 'import-4' }
  const before = await imports()
  const answers = await Promise.all([1, 2].map(() => load(file('o6'), { headers })))
  t.ok(answers.some(({ status, body }) => status === 200 && body.created === 1))
  for (const { status, body } of answers) t.ok(status === 200 ? body.created === 1 : status === 409)
  t.equal(await imports(), before + 1)
})
