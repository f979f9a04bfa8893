import t from 'tap'
import { county, idNumber, of, relativesOf, township } from '../examples/relatives.ts'
import { noted, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer } = relativesOf(service)
const url = `/v1/units/${county}/relative-ties`
const inspector = of(county, ['inspector'])
const head = 'filerIdNumber,relativeIdNumber,relation,source'
const table = (...lines: string[]) => [head, ...lines, ''].join('\n')
const put = (raw: string, as = inspector, query = '') =>
  call('PUT', `${url}${query}`, { as, raw, type: 'text/csv' })
const [m1, m2] = [idNumber(801), idNumber(802)]
await filer({ idNumber: m1 })
await filer({ idNumber: m2 })
const [mother, child, cousin] = [idNumber(811), idNumber(812), idNumber(813)]
const pairs = async () => {
  const { rows } = await service.database.pool.query(
    `select relation, source, known_on::text as known, gone_on::text as gone from relative_tie order by relation`
  )
  return rows
}

t.test('refused: faults are told by line, column and code, never by value', async (t) => {
  const stranger = idNumber(899)
  const raw = table(
    `${m1},${mother},parent,registry`,
    `229999199001018999,${mother},parent,registry`,
    `${m1},2.20202E+17,父母,公安`,
    `${m1},${child},邻居,registry`,
    `${m1},${child},child,听说`,
    `${m1},${m1},sibling,registry`
  )
  const { status, body, text } = await put(raw)
  t.equal(status, 422)
  t.same(
    body.errors.map(({ line, column, code }: Record<string, unknown>) => [line, column, code]),
    [
      [3, 'filerIdNumber', 'relative-number-bad'],
      [4, 'relativeIdNumber', 'number-spoilt'],
      [5, 'relation', 'relation-word-unknown'],
      [6, 'source', 'tie-source-unknown'],
      [7, 'relativeIdNumber', 'tie-same-person']
    ]
  )
  for (const number of [m1, mother, child, '229999199001018999', '邻居', '听说']) t.notMatch(text, number)
  const compared = await put(
    table(
      `${m1},${mother},parent,registry`,
      `${stranger},${mother},parent,registry`,
      `${m1},${mother},父母,公安`
    )
  )
  t.match(compared.body.errors, [
    { line: 3, column: 'filerIdNumber', code: 'tie-filer-unknown' },
    { line: 4, column: 'relativeIdNumber', code: 'tie-twice' }
  ])
  await refused(
    t,
    service,
    { method: 'PUT', url, as: inspector, raw: table(`${m1},${mother},parent,registry`), type: 'text/csv' },
    {
      'without the role': { as: of(county), is: [403, 'role-missing'] },
      'by the unit above': { as: of('2201', ['inspector']), is: [403, 'ties-of-others'] },
      'by a township for the county': { as: of(township, ['inspector']), is: [404, 'not-found', '{code}'] },
      'by a township for itself': {
        as: of(township, ['inspector']),
        url: `/v1/units/${township}/relative-ties`,
        is: [403, 'ties-by-county']
      },
      'of another county': { as: of('220103', ['inspector']), is: [404, 'not-found', '{code}'] },
      'of a filer of another county': {
        as: of('220103', ['inspector']),
        url: '/v1/units/220103/relative-ties',
        is: [422, 'upload-rejected', 'line:2']
      }
    }
  )
})

t.test('taken as pairs of hashes; a relation that is not listed is kept as well', async (t) => {
  const raw = table(
    `${m1},${mother},父母,公安户籍比对`,
    `${m2},${child},子女,本人申报`,
    `${m1},${cousin},堂、表兄弟姐妹,other`
  )
  t.match(ok(await put(raw)), { number: 1, ties: 3, filers: 2, added: 3, gone: 0, unchanged: false })
  t.match(ok(await put(raw)), { number: 1, unchanged: true }, 'the same file again')
  t.same(await pairs(), [
    { relation: 'child', source: 'declaration', known: '2026-03-02', gone: 'infinity' },
    { relation: 'cousin', source: 'other', known: '2026-03-02', gone: 'infinity' },
    { relation: 'parent', source: 'registry', known: '2026-03-02', gone: 'infinity' }
  ])
  const line = (await noted(service, county)).at(-1)
  t.match(line, { action: 'relative-tie.uploaded', details: { ties: 3, filers: 2 } })
  t.match(ok(await call('GET', url, { as: inspector })), {
    ties: 3,
    bySource: { registry: 1, declaration: 1, inspection: 0, other: 1 }
  })
})

t.test(
  'a later file: what stays keeps its day, what is gone ends, what comes back is known anew',
  async (t) => {
    service.clock.now = new Date('2026-04-01T02:00:00Z')
    t.match(ok(await put(table(`${m1},${mother},parent,inspection`))), {
      number: 2,
      ties: 1,
      added: 0,
      gone: 2
    })
    t.match(await pairs(), [
      { relation: 'child', gone: '2026-04-01' },
      { relation: 'cousin', gone: '2026-04-01' },
      { relation: 'parent', source: 'inspection', known: '2026-03-02', gone: 'infinity' }
    ])
    service.clock.now = new Date('2026-05-01T02:00:00Z')
    t.match(ok(await put(table(`${m1},${mother},parent,inspection`, `${m2},${child},child,registry`))), {
      added: 1,
      gone: 0
    })
    t.match(await pairs(), [{ relation: 'child', known: '2026-05-01', gone: 'infinity' }, {}, {}])
    t.match(await put(table()), { status: 422, body: { code: 'upload-empty' } })
    t.match(ok(await put(table(), inspector, '?allowEmpty=true')), { ties: 0, gone: 2 })
  }
)

t.test('seen by the unit and those above it: a township does not learn that there are any', async (t) => {
  for (const unit of [county, '2201', '22'])
    t.match(
      await call('GET', url, { as: of(unit, ['inspector']) }),
      { status: 200, body: { number: 4 } },
      unit
    )
  for (const unit of [township, '220102001001', '220103', '*'])
    t.equal((await call('GET', url, { as: of(unit, ['inspector', 'leader']) })).status, 404, unit)
  for (const unit of [township, '220102001001']) {
    const { body } = await call('GET', '/v1/audit', { as: of(unit, ['auditor']) })
    t.notMatch(JSON.stringify(body), /relative-tie/, unit)
  }
})

t.test('a workbook with numbers that a spreadsheet has rounded is refused', async (t) => {
  const rounded = `${m1.slice(0, 15)}000`
  const { body } = await put(table(`${rounded},${mother},parent,registry`))
  t.match(body.errors, [{ line: 2, column: 'filerIdNumber', code: 'relative-number-bad' }])
})
