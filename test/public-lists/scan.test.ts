import t from 'tap'
import { county, village, XLSX } from '../examples/batch.ts'
import { idOf, keeper, listProgramme, listsOf, programme } from '../examples/public-lists.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { noted, refused } from '../support/assertions.ts'
import type { Answer } from '../support/service.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { rostered, protect, scan } = listsOf(service)
await listProgramme(service)
clock.now = new Date('2026-05-20T01:00:00Z')
await rostered()
const { name: villageName } = (await call('GET', `/v1/units/${village}`)).body
const month = `targetCode=${county}&programme=${programme}&period=2026-05`
const faultsOf = ({ body }: Answer): [number, string | undefined, string, string][] =>
  body.faults.map(({ line, column, code, severity }: Record<string, never>) => [line, column, code, severity])

const header = '序号,救助对象编号,村（社区）,姓名,保障人数,月补助金额（元）'

t.test('a clean list has no faults', async (t) => {
  const file = [
    '城市最低生活保障对象公示,,,,,',
    '公示单位（盖章）：南关区,公示时间：2026-05-21—2026-05-27,,,,',
    header,
    `1,D001,${villageName},张三,2,500.00`,
    `2,D003,${villageName},霍去病,1,510.00`,
    '合计,,,,,1010.00',
    '监督举报电话：12345,,,,,'
  ]
  const answer = await scan(`${file.join('\n')}\n`)
  t.equal(answer.status, 201, answer.text)
  t.match(answer.body, { lines: 2, refused: 0, warned: 0, faults: [], counts: {}, asOf: '2026-05-20' })
  const { faults: _, compared, ...kept } = answer.body
  t.equal(compared, false)
  t.same((await call('GET', answer.headers.location ?? '', { as: keeper })).body, kept)
})

t.test('each fault with its line, column and code', async (t) => {
  const file = [
    '困难群众公示 咨询 13843112233,,,,,',
    '序号,姓名,身份证号,住址,备注,账号',
    '1,张三,２２０１０２１９６２０３１４１２３０,永安社区,,6222****1234',
    '2,李四,220102********1230,解放路3号,因病,',
    '3,王五,35*************123,永安社区,123456789012,',
    '4,赵六 13843112233,,永安社区,,6222020800021122331'
  ]
  const answer = await scan(`${file.join('\n')}\n`)
  t.same(faultsOf(answer), [
    [1, 'A', 'phone-number', 'refuse'],
    [2, 'C', 'forbidden-column', 'refuse'],
    [2, 'F', 'forbidden-column', 'refuse'],
    [3, 'C', 'id-number', 'refuse'],
    [3, 'F', 'account-number', 'refuse'],
    [4, 'C', 'id-number-partial', 'refuse'],
    [4, 'D', 'address-too-fine', 'refuse'],
    [4, 'E', 'health', 'refuse'],
    [5, 'C', 'id-number-partial', 'warn'],
    [5, 'E', 'long-number', 'warn'],
    [6, 'B', 'phone-number', 'refuse'],
    [6, 'F', 'account-number', 'refuse']
  ])
  t.match(answer.body, { lines: 4, refused: 5, warned: 1 })
  t.match(answer.body.counts, { 'phone-number': 2, 'id-number': 1, 'forbidden-column': 2 })
  t.notMatch(answer.text, /张三|李四|138431|220102196|6222|解放路|因病/)
})

t.test('the hotline of the unit may stand outside the table', async (t) => {
  const phones = [{ number: '0431-62040001', hours: '08:30-17:00' }]
  await call('PUT', `/v1/units/${county}/channels`, {
    body: { phones, online: [] },
    headers: { 'if-match': '*' }
  })
  const list = (phone: string) =>
    `${header}\n1,D001,${villageName},张三,2,500.00\n监督举报电话：${phone},,,,,\n`
  t.same(faultsOf(await scan(list('0431-62040001'))), [])
  t.match(faultsOf(await scan(list('0431-62040002'))), [[3, 'A', 'phone-number']])
  const inside = `${header}\n1,D001,${villageName},张三 0431-62040001,2,500.00\n`
  t.match(faultsOf(await scan(inside)), [[2, 'D', 'phone-number']])
})

t.test('compared with the roster', async (t) => {
  const lines = [
    `1,D001,${villageName},张三,2,500.00`,
    `2,D003,${villageName},王五,2,511.00`,
    '3,D005,别的村,孙七,2,500',
    `4,D009,${villageName},钱九,2,1`,
    `5,D001,${villageName},张三,2,500.00`
  ]
  const answer = await scan(`${[header, ...lines].join('\n')}\n`, month)
  t.same(faultsOf(answer), [
    [3, 'F', 'amount-differs', 'refuse'],
    [4, 'C', 'village-differs', 'refuse'],
    [5, 'B', 'not-on-roster', 'refuse'],
    [6, 'B', 'twice', 'refuse']
  ])
  t.match(answer.body, { programme, period: '2026-05', refused: 4 })
})

t.test('minors and protected persons, in the same words', async (t) => {
  await protect()
  const line = (no: string, more = '') => `1,${no},${villageName},某某${more},2,`
  const file = [header, line('D002'), line('D004'), line('D001', idOf('2010-01-01')), ''].join('\n')
  const answer = await scan(file, month)
  t.same(
    faultsOf(answer).filter(([, , code]) => code === 'not-to-be-shown'),
    [
      [2, undefined, 'not-to-be-shown', 'refuse'],
      [3, undefined, 'not-to-be-shown', 'refuse'],
      [4, undefined, 'not-to-be-shown', 'refuse']
    ]
  )
  t.equal(answer.body.counts['left-out'], 3, 'D003, D005 and D006')
  const later = await scan(file, `${month}&asOf=2026-05-21`)
  t.same(
    faultsOf(later)
      .filter(([, , code]) => code === 'not-to-be-shown')
      .map(([line]) => line),
    [3, 4]
  )
})

t.test('a unit above learns nothing of the register', async (t) => {
  const as = { unit: '2201', roles: ['inspector' as const] }
  const file = (no: string) => `${header}\n1,${no},${villageName},某某,2,\n`
  const [secret, open] = [await scan(file('D004'), month, { as }), await scan(file('D005'), month, { as })]
  const bare = ({ body }: Answer) => ({ ...body, id: '', fileHash: '' })
  t.same(bare(secret), bare(open))
  t.same(secret.body.counts, {})
})

t.test(
  'the county looks into its own register for its townships, too; they do not see its roster',
  async (t) => {
    const file = `${header}\n1,D004,${villageName},某某,2,1.00\n`
    const township = `targetCode=220102001&programme=${programme}&period=2026-05`
    const own = await scan(file, township)
    t.same(own.body.counts, { 'amount-differs': 1, 'not-to-be-shown': 1 })
    const below = await scan(file, township, { as: { unit: '220102001', roles: ['fund-officer'] } })
    t.match(below.body, { compared: false, counts: {} })
    t.same(below.body.counts, {}, 'neither amounts nor the register')
  }
)

t.test('who may scan, and who sees it', async (t) => {
  const file = `${header}\n1,D001,${villageName},张三,2,500.00\n`
  await refused(
    t,
    service,
    {
      method: 'POST',
      url: `/v1/disclosure-scans?targetCode=${county}`,
      as: keeper,
      raw: file,
      type: 'text/csv'
    },
    {
      'a unit beside': { url: '/v1/disclosure-scans?targetCode=220103', is: [404, 'not-found'] },
      'a unit above': { url: '/v1/disclosure-scans?targetCode=2201', is: [404, 'not-found'] },
      'another role': { as: { unit: county, roles: ['viewer', 'auditor'] }, is: [403, 'role-missing'] },
      'only a programme': {
        url: `/v1/disclosure-scans?targetCode=${county}&programme=${programme}`,
        is: [422, 'scan-month-incomplete', '?period']
      },
      'no such programme': {
        url: `/v1/disclosure-scans?targetCode=${county}&programme=none&period=2026-05`,
        is: [422, 'programme-unknown', '?programme']
      },
      'a picture': { raw: Buffer.from('89504e470d0a1a0a', 'hex'), is: [422, 'scan-unreadable'] }
    }
  )
  const made = await scan(file, undefined, { as: { unit: '2201', roles: ['inspector'] } })
  t.match((await noted(service, made.body.id))[0], {
    ...{ action: 'disclosure-scan.made', unitCode: '2201' },
    data: { targetCode: county, lines: 1, refused: 0, warned: 0 }
  })
  const see = (unit: string) =>
    call('GET', `/v1/disclosure-scans/${made.body.id}`, { as: { unit, roles: ['leader'] } })
  for (const unit of ['22', '2201']) t.equal((await see(unit)).status, 200)
  for (const unit of [county, '220102001', '2202', '*']) t.equal((await see(unit)).status, 404)
  const listed = (await call('GET', '/v1/disclosure-scans', { as: { unit: county, roles: ['leader'] } })).body
  t.notOk(listed.items.some(({ id }: { id: string }) => id === made.body.id))
})

t.test('workbooks, other encodings, files without a header', async (t) => {
  const rows = [
    ['姓名', '身份证'],
    ['张三', '220102196203141230']
  ]
  const book = await scan(workbook(rows), undefined, { type: XLSX })
  t.same(
    faultsOf(book).map(([, , code]) => code),
    ['forbidden-column', 'id-number']
  )
  const tabs = await scan('姓名\t村\n张三\t220102196203141230\n')
  t.match(faultsOf(tabs), [[2, 'B', 'id-number']])
  const bare = await scan('张三,220102196203141230\n')
  t.match(faultsOf(bare), [[1, 'B', 'id-number']])
  t.equal(bare.body.lines, 1)
  const power = await scan('姓名,村\n张三,2.20102196203141E+17\n')
  t.match(faultsOf(power), [[2, 'B', 'id-number']])
  t.match((await scan('')).body, { lines: 0, faults: [] })
})

t.test('only the first hundred faults are told, and all are counted', async (t) => {
  const lines = Array.from({ length: 2500 }, (_, n) => `${n},张三 13843112233`)
  const { body } = await scan(['序号,姓名', ...lines, ''].join('\n'))
  t.equal(body.faults.length, 100)
  t.match(body, { lines: 2500, refused: 2500, counts: { 'phone-number': 2500 } })
})
