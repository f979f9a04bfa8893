import t from 'tap'
import { batchesOf, makeProgramme, programme, rosterOf } from '../examples/batch.ts'
import { county, idNumber, of, otherVillage, relativesOf, township, village } from '../examples/relatives.ts'
import { noted, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer, filing } = relativesOf(service)
const { roster } = batchesOf(service)
await makeProgramme(service)
const url = '/v1/relative-filings/import'
const officer = of(county)
const head = 'filerIdNumber,relation,programme,recipientNo,villageCode,idNumber,fileNo'
const table = (...lines: string[]) => [head, ...lines, ''].join('\n')
const put = (raw: string, as = officer) => call('POST', url, { as, raw, type: 'text/csv' })
const own = idNumber(400)
const line = (n: number, more: Partial<Record<string, string>> = {}) => {
  const all = { filer: own, relation: 'parent', programme, no: 'R1', village, number: idNumber(n), ...more }
  return [all.filer, all.relation, all.programme, all.no, all.village, all.number, more.fileNo].join()
}
const faultsOf = ({ body }: { body: { errors: Record<string, unknown>[] } }) =>
  body.errors.map((one) => [one.line, one.column, one.code])
const { id: filerId } = await filer({ idNumber: own })
const { id: batchId } = ok(
  await call('POST', '/v1/disbursements', {
    as: officer,
    body: { programme, unitCode: county, period: '2025-12' }
  })
)
ok(await roster(batchId, rosterOf(`R1,${village},100,1,${idNumber(450)}`)))

t.test('refused by line, column and code, never by value, and nothing written', async (t) => {
  const cells = await put(
    table(
      line(401, { filer: '229999199001018999' }),
      line(402, { relation: '邻居' }),
      line(403, { number: '2.20202E+17' }),
      line(404, { no: idNumber(499) }),
      line(405, { fileNo: `档${idNumber(499)}` }),
      line(406, { no: '' })
    )
  )
  t.equal(cells.status, 422)
  t.same(faultsOf(cells), [
    [2, 'filerIdNumber', 'filer-number-bad'],
    [3, 'relation', 'relation-unknown'],
    [4, 'idNumber', 'number-spoilt'],
    [5, 'recipientNo', 'recipient-no-identity'],
    [6, 'fileNo', 'recipient-no-identity'],
    [7, 'recipientNo', 'required']
  ])
  const gone = idNumber(410)
  const { id } = await filer({ idNumber: gone })
  ok(
    await call('POST', `/v1/filers/${id}/leave`, { as: officer, body: { on: '2026-03-01', reason: '换届' } })
  )
  await filing(filerId, { idNumber: idNumber(411) })
  const compared = await put(
    table(
      line(420, { filer: idNumber(498) }),
      line(421, { filer: gone }),
      line(422, { relation: '儿媳' }),
      line(423, { relation: '本人' }),
      line(424, { number: own }),
      line(425, { programme: 'unknown-programme' }),
      line(426, { village: township }),
      line(411),
      line(427),
      line(427),
      line(427, { no: 'R2' })
    )
  )
  t.same(faultsOf(compared), [
    [2, 'filerIdNumber', 'filer-not-found'],
    [3, 'filerIdNumber', 'filer-has-left'],
    [4, 'relation', 'relation-not-listed'],
    [5, 'relation', 'filing-self'],
    [6, 'idNumber', 'filing-self'],
    [7, 'programme', 'programme-unknown'],
    [8, 'villageCode', 'filing-village'],
    [9, 'idNumber', 'filing-twice'],
    [11, 'idNumber', 'filing-twice']
  ])
  for (const told of [cells.text, compared.text]) {
    for (const secret of [own, gone, idNumber(411), idNumber(499), '邻居']) t.notMatch(told, secret)
  }
  await refused(
    t,
    service,
    { method: 'POST', url, as: officer, raw: table(line(430), line(411)), type: 'text/csv' },
    {
      'one bad line among good ones': { is: [422, 'upload-rejected', 'line:3'] },
      'without the role': { as: of(county, ['viewer']), is: [403, 'role-missing'] },
      'by a unit beside': { as: of('220103'), is: [422, 'upload-rejected', 'line:2'] },
      'with the day of the filing': {
        raw: 'filerIdNumber,relation\n',
        is: [422, 'upload-rejected', 'line:1']
      }
    }
  )
})

t.test(
  'taken with the headers of the paper register; names and addresses are dropped and named',
  async (t) => {
    const raw = [
      '工作人员身份证号,对象关系,姓名,保障类别,救助对象编号,村（社区）代码,地址,身份证号,档案号,家庭主要困难',
      `${own},父母,张大山,${programme},R1,${village},某屯三组,${idNumber(450)},档2026-7,长期患病`,
      `${own},兄弟姐妹,李小花,${programme},R9,${otherVillage},某屯四组,${idNumber(451)},,残疾`,
      ''
    ].join('\n')
    const taken = ok(await put(raw))
    t.match(taken, { received: 2, created: 2, late: 1 })
    t.same(taken.ignored, ['姓名', '地址', '家庭主要困难'])
    const { items } = ok(await call('GET', `/v1/relative-filings?filerId=${filerId}`, { as: officer }))
    const parent = items.find((one: { fileNo: string | null }) => one.fileNo === '档2026-7')
    const sibling = items.find((one: { recipientNo: string }) => one.recipientNo === 'R9')
    t.match(parent, {
      ...{ relation: 'parent', recipientNo: 'R1', isHead: true, filedOn: '2026-03-02', trigger: 'annual' },
      ...{ fileNo: '档2026-7', state: 'filed', filerUnitCode: village }
    })
    t.match(sibling, { relation: 'sibling', recipientNo: 'R9', isHead: false, villageCode: otherVillage })
    const read = async (id: string) => ok(await call('GET', `/v1/relative-filings/${id}`, { as: officer }))
    t.match((await read(parent.id)).terms, [
      { rule: 'relative.file', startedOn: '2025-12-01', metOn: '2026-03-02', state: 'missed' }
    ])
    t.same((await read(sibling.id)).terms, [])
    t.match(await noted(service, parent.id), [
      { action: 'relative-filing.filed', details: { trigger: 'annual', isLate: true } }
    ])
    t.same(
      faultsOf(await put(raw)),
      [
        [2, 'idNumber', 'filing-twice'],
        [3, 'idNumber', 'filing-twice']
      ],
      'the same file again'
    )
    const { rows } = await service.database.owner.pool.query('select * from relative_filing')
    t.notMatch(JSON.stringify(rows), /张大山|李小花|某屯|长期患病/)
  }
)

t.test('somebody with two posts: the filing goes to the post that they have held longest', async (t) => {
  const number = idNumber(460)
  const older = await filer({ idNumber: number, since: '2020-01-01' })
  await filer({ idNumber: number, unitCode: township, kind: 'assistance-staff' })
  ok(await put(table(line(461, { filer: number }))))
  const { items } = ok(await call('GET', `/v1/relative-filings?filerId=${older.id}`, { as: officer }))
  t.equal(items.length, 1)
})

t.test('5,000 filings of 500 filers', async (t) => {
  const filers = Array.from({ length: 500 }, (_, n) =>
    [village, `人员${n}`, 'committee-member', '委员', idNumber(20_000 + n), '2024-03-01'].join()
  )
  const register = ['unitCode,name,kind,post,idNumber,since', ...filers, ''].join('\n')
  ok(await call('POST', '/v1/filers/import', { as: officer, raw: register, type: 'text/csv' }))
  const raw = table(
    ...Array.from({ length: 5000 }, (_, n) => line(30_000 + n, { filer: idNumber(20_000 + (n % 500)) }))
  )
  const begun = performance.now()
  t.match(ok(await put(raw)), { created: 5000, late: 5000 })
  t.comment(`5,000 filings: ${Math.round(performance.now() - begun)} ms`)
})
