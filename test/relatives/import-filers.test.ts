import t from 'tap'
import { county, idNumber, of, relativesOf, township, village } from '../examples/relatives.ts'
import { noted, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer } = relativesOf(service)
const url = '/v1/filers/import'
const officer = of(county)
const head = 'unitCode,name,kind,post,idNumber,since,until'
const table = (...lines: string[]) => [head, ...lines, ''].join('\n')
const put = (raw: string, as = officer, headers = {}) =>
  call('POST', url, { as, raw, type: 'text/csv', headers })
const line = (n: number, more: Partial<Record<string, string>> = {}) => {
  const kind = 'committee-member'
  const all = { unitCode: village, name: '李秀英', kind, post: '委员', number: idNumber(n), ...more }
  return [
    all.unitCode,
    all.name,
    all.kind,
    all.post,
    all.number,
    more.since ?? '2024-03-01',
    more.until
  ].join()
}
const faultsOf = ({ body }: { body: { errors: Record<string, unknown>[] } }) =>
  body.errors.map((one) => [one.line, one.column, one.code])

t.test('refused by line, column and code, never by value, and nothing written', async (t) => {
  await filer({ idNumber: idNumber(300) })
  const known = idNumber(300)
  const cells = await put(
    table(
      line(301, { name: '' }),
      line(302, { kind: '厨师' }),
      line(303, { number: '229999199001018999' }),
      line(304, { number: '2.20202E+17' }),
      line(305, { since: '2026-02-30' }),
      line(306, { post: '长'.repeat(201) }),
      line(307, { name: '李\u200b秀英' })
    )
  )
  t.equal(cells.status, 422)
  t.same(faultsOf(cells), [
    [2, 'name', 'required'],
    [3, 'kind', 'not-in-list'],
    [4, 'idNumber', 'filer-number-bad'],
    [5, 'idNumber', 'number-spoilt'],
    [6, 'since', 'wrong-format'],
    [7, 'post', 'too-long'],
    [8, 'name', 'invisible-sign']
  ])
  const compared = await put(
    table(
      line(311, { unitCode: township }),
      line(312, { unitCode: '220103' }),
      line(313, { unitCode: '220102999999' }),
      line(314, { until: '2026-03-03' }),
      line(315, { until: '2024-02-01' }),
      line(300),
      line(316),
      line(316, { since: '2025-01-01' }),
      line(317, { until: '2025-01-01' }),
      line(317, { since: '2025-01-01' })
    )
  )
  t.same(faultsOf(compared), [
    [2, 'kind', 'filer-kind-level'],
    [3, 'unitCode', 'not-found'],
    [4, 'unitCode', 'not-found'],
    [5, 'until', 'relatives-date-future'],
    [6, 'until', 'filer-days'],
    [7, 'idNumber', 'filer-twice'],
    [9, 'idNumber', 'filer-twice']
  ])
  t.equal(compared.body.rejected, 7)
  for (const told of [cells.text, compared.text]) {
    for (const secret of [known, '229999199001018999', '厨师', idNumber(311)]) t.notMatch(told, secret)
  }
  await refused(
    t,
    service,
    { method: 'POST', url, as: officer, raw: table(line(320), line(321, { name: '' })), type: 'text/csv' },
    {
      'one bad line among good ones': { is: [422, 'upload-rejected', 'line:3'] },
      'without the role': { as: of(county, ['viewer']), is: [403, 'role-missing'] },
      'by a unit beside': {
        as: of('220103'),
        raw: table(line(320)),
        is: [422, 'upload-rejected', 'line:2']
      },
      'by the operator': { as: of('*'), raw: table(line(320)), is: [422, 'upload-rejected', 'line:2'] },
      'without a column': { raw: 'unitCode,name\n', is: [422, 'upload-rejected', 'line:1'] }
    }
  )
})

t.test('taken with Chinese headers and words; other columns are dropped and named', async (t) => {
  const raw = [
    '单位代码,姓名,类别,职务,身份证号,任职时间,离任时间,联系方式',
    `${village},王建国,村干部,村委会主任,${idNumber(330)},2024年3月1日,,13800000000`,
    `${township},赵明,救助经办人员,民政助理,${idNumber(331)},2024/3/1,2026-02-01,13900000000`,
    ''
  ].join('\n')
  const taken = ok(await put(raw))
  t.match(taken, { received: 2, created: 2, ignored: ['联系方式'] })
  const { items } = ok(await call('GET', '/v1/filers?q=王建国', { as: officer }))
  t.match(items, [{ unitCode: village, kind: 'committee-member', since: '2024-03-01', until: null }])
  const { items: left } = ok(await call('GET', '/v1/filers?q=赵明', { as: officer }))
  t.match(left, [{ kind: 'assistance-staff', until: '2026-02-01', leaveReason: '导入时已离任' }])
  t.match(await noted(service, items[0].id), [
    { action: 'filer.registered', details: { kind: 'committee-member', since: '2024-03-01' } }
  ])
  t.match((await noted(service, left[0].id)).at(-1), {
    action: 'filer.left',
    details: { on: '2026-02-01', filings: 0 }
  })
  t.same(
    faultsOf(await put(raw)),
    [
      [2, 'idNumber', 'filer-twice'],
      [3, 'idNumber', 'filer-twice']
    ],
    'the same file again'
  )
})

t.test('twice at the same time, and twice with the same key', async (t) => {
  const raw = table(line(340), line(341))
  const answers = await Promise.all([put(raw), put(raw)])
  t.equal(answers.filter(({ status }) => status === 200).length, 1, String(statuses(answers)))
  const other = table(line(342))
  const headers = { 'idempotency-key': 'filers-of-april' }
  t.match(ok(await put(other, officer, headers)), { created: 1 })
  t.match(ok(await put(other, officer, headers)), { created: 1 })
  const { rows } = await service.database.owner.pool.query(
    'select idempotency_answer::text from idempotency_answer'
  )
  t.notMatch(JSON.stringify(rows), idNumber(342))
})

t.test('at most 100 faults are listed, all are counted', async (t) => {
  const { body } = await put(table(...Array.from({ length: 130 }, (_, n) => line(n, { kind: '？' }))))
  t.equal(body.errors.length, 100)
  t.equal(body.rejected, 130)
})

t.test('5,000 filers', async (t) => {
  const raw = table(...Array.from({ length: 5000 }, (_, n) => line(10_000 + n, { name: `人员${n}` })))
  const begun = performance.now()
  t.match(ok(await put(raw)), { created: 5000 })
  t.comment(`5,000 filers: ${Math.round(performance.now() - begun)} ms`)
})
