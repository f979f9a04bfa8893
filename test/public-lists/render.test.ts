import t from 'tap'
import { county, village, XLSX } from '../examples/batch.ts'
import {
  guardian,
  idOf,
  keeper,
  lineOf,
  listProgramme,
  listsOf,
  programme,
  recipients,
  renderOf
} from '../examples/public-lists.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { testService } from '../support/service.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const service = await testService(t)
const { call, clock } = service
const { rostered, put, protect, body, made, render, read } = listsOf(service)
await listProgramme(service)
clock.now = new Date('2026-05-20T01:00:00Z')
const batch = await rostered()
const stranger = idOf('1980-01-01')
const whole = renderOf(
  lineOf('D001'),
  lineOf('D002'),
  lineOf('D003'),
  lineOf('D004'),
  `D009,钱九,${stranger},1`
)

t.test('the worked example', async (t) => {
  t.equal((await protect()).status, 200)
  const { id } = await made()
  const refusal = await render(id, whole)
  t.equal(refusal.status, 422)
  t.equal(refusal.body.code, 'list-rejected')
  t.equal(refusal.body.rejected, 3)
  t.match(
    refusal.body.errors.map(({ line, code }: { line?: number; code: string }) => [line, code]),
    [
      [3, 'not-to-be-shown'],
      [5, 'not-to-be-shown'],
      [6, 'not-on-roster'],
      [undefined, 'left-out']
    ]
  )
  t.match(refusal.body.errors[3].message, '2')
  t.equal((await read(id)).body.state, 'open')

  const good = renderOf(...['D001', 'D003', 'D005', 'D006'].map((no) => lineOf(no)))
  const answer = await render(id, good, { headers: { accept: 'text/csv' } })
  t.equal(answer.status, 200, answer.text)
  t.equal(answer.headers['left-out'], '0')
  t.match(answer.text, /^\ufeff/)
  const lines = answer.text.split('\n')
  t.match(lines, [
    /rural-low-income救助对象公示/,
    /公示单位（盖章）：.*南关区民政局/,
    /2026年5月/,
    /公示时间：.*共　天/
  ])
  t.equal(lines[4], '序号,乡镇（街道）,村（社区）,姓名,保障人数,月补助金额（元）')
  t.match(lines[5], /^1,[^,]+,[^,]+,张三,2,500\.00$/)
  t.match(lines[9], '合计4户2010.00元')
  t.notMatch(answer.text, /2940|李四|赵六|220102/)
  const list = (await read(id)).body
  t.match(list, { state: 'rendered', lines: 4, amount: '2010.00', mask: 'none', renderedBy: 'lists' })
  t.match(list.fileHash, /^[0-9a-f]{64}$/)
  t.notMatch(JSON.stringify(list), /2940|left|张三/)
})

t.test('the day after the 18th birthday', async (t) => {
  const { id } = await made()
  const file = renderOf(lineOf('D002'))
  t.equal((await render(id, file)).status, 422)
  clock.now = new Date('2026-05-20T15:59:59Z')
  t.equal((await render(id, file)).status, 422, 'the last second in Shanghai')
  clock.now = new Date('2026-05-20T16:00:00Z')
  t.equal((await render(id, file)).status, 200)
  clock.now = new Date('2026-05-20T01:00:00Z')
})

t.test('left out: without the register he is missed', async (t) => {
  t.equal((await protect(`programme,recipientNo\n${programme},D004\n`)).status, 200)
  const { id } = await made()
  const good = renderOf(...['D001', 'D003', 'D005', 'D006'].map((no) => lineOf(no)))
  const accept = { headers: { accept: 'application/json' } }
  const check = await render(id, good, accept)
  t.same(check.body, {
    ...{ lines: 4, amount: '2010.00', compared: true, leftOut: 1, leftOutRecipients: ['D002'] }
  })
  t.equal((await read(id)).body.state, 'open', 'a check renders nothing')
  t.equal((await render(id, good)).headers['left-out'], '1')
  await protect()
})

t.test('other programmes and the roster protect by the identity number', async (t) => {
  const person = recipients[4]
  await protect(`programme,recipientNo,idNumber\n${programme},X1,${person?.idNumber}\n`)
  const { id } = await made()
  const codes = async (line: string) => (await render(id, renderOf(line))).body.errors[0].code
  t.equal(await codes(lineOf('D005')), 'not-to-be-shown')
  t.equal(await codes(lineOf('D001', { idNumber: person?.idNumber ?? '' })), 'not-to-be-shown')
  await protect()
})

t.test('each fault by line, column and code, never by value', async (t) => {
  const { id } = await made()
  for (const [line, code, column] of [
    [`,张三,${stranger},1`, 'key-missing', 'recipientNo'],
    [`2.2E+17,张三,${stranger},1`, 'key-missing', 'recipientNo'],
    [`D001,,${stranger},1`, 'name-unclear', 'name'],
    [`D001,123,${stranger},1`, 'name-unclear', 'name'],
    [`D001,张三13843112233,${stranger},1`, 'phone-number', 'name'],
    [`D001,张三220102196203141230,${stranger},1`, 'id-number', 'name'],
    [`D001,张三2号楼3单元,${stranger},1`, 'address-too-fine', 'name'],
    [`D001,张三,${stranger},0`, 'people-unclear', 'people'],
    [`D001,张三,${stranger},100`, 'people-unclear', 'people'],
    ['D001,张三,,1', 'age-unknown', 'idNumber'],
    ['D001,张三,220102196203141231,1', 'age-unknown', 'idNumber'],
    [`D009,张三,${stranger},1`, 'not-on-roster', 'recipientNo']
  ] as const) {
    const { status, body, text } = await render(id, renderOf(line))
    t.equal(status, 422)
    t.match(body.errors[0], { line: 2, code, column }, line)
    t.notMatch(text, /张三|220102|13843112233|D009/)
  }
  const twice = await render(id, renderOf(lineOf('D001'), lineOf('D001')))
  t.match(twice.body.errors[0], { line: 3, code: 'twice', column: 'recipientNo' })
  const namesakes = renderOf(lineOf('D001'), lineOf('D003', { name: '张三' }))
  t.equal((await render(id, namesakes)).status, 200, 'the same name twice is no fault')
  const famous = renderOf(lineOf('D001', { name: '霍去病' }))
  t.equal((await render(id, famous)).status, 200)
})

t.test('a roster with identity numbers: another number than the roster has is no proof of age', async (t) => {
  const adult = idOf('1975-05-05')
  const minor = idOf('2015-05-05')
  const id = (
    await call('POST', '/v1/disbursements', {
      as: { unit: county, roles: ['fund-officer'] },
      body: { programme, unitCode: county, period: '2026-03' }
    })
  ).body.id
  const raw = `recipientNo,villageCode,amount,account,idNumber\nE1,${village},1.00,,${minor}\nE2,${village},2.00,,${adult}\n`
  await call('PUT', `/v1/disbursements/${id}/roster`, {
    ...{ as: { unit: county, roles: ['fund-officer'] }, raw, type: 'text/csv' }
  })
  const list = await made({ period: '2026-03' })
  const wrong = await render(list.id, renderOf(`E1,张三,${adult},1`))
  t.match(wrong.body.errors[0], { code: 'age-unknown' })
  t.equal((await render(list.id, renderOf(`E2,张三,${adult},1`))).status, 200)
  const old = await render(list.id, renderOf(`E2,张三,${adult.slice(0, 6)}${adult.slice(8, 17)},1`))
  t.equal(old.status, 200, 'a number of the first generation is the same person')
})

t.test('masks, formulas, order and telephones', async (t) => {
  const masked = await made({
    mask: 'given',
    groupBy: 'village',
    showFrom: '2026-05-21',
    showUntil: '2026-05-27'
  })
  const file = renderOf(lineOf('D001', { name: '欧阳娜娜' }), lineOf('D003', { name: '=cmd' }))
  const { text } = await render(masked.id, file, { headers: { accept: 'text/csv' } })
  t.match(text, '欧阳**')
  t.notMatch(text, '娜娜')
  t.match(text, "'=***", 'no formula')
  t.match(text, '公示时间：2026年5月21日至2026年5月27日（共7天）')
})

t.test('a workbook comes in, a workbook and a document go out', async (t) => {
  const { id } = await made()
  const rows = [
    ['recipientNo', 'name', 'idNumber', 'people'],
    ['D001', '张三', '220102196203141230', '2']
  ]
  const book = await render(id, workbook(rows), { type: XLSX, headers: { accept: XLSX } })
  t.equal(book.status, 200, book.text)
  t.match(book.headers['content-type'], XLSX)
  t.match(book.headers['content-disposition'], 'list.xlsx')
  const document = await render(id, renderOf(lineOf('D001')), { headers: { accept: DOCX } })
  t.equal(document.status, 200, document.text)
  t.match(document.headers['content-type'], DOCX)
  t.match(document.text.slice(0, 2), 'PK')
})

t.test('a roster that was replaced, or is not there', async (t) => {
  const { id } = await made()
  await put(batch, recipients.slice(0, 5))
  const file = renderOf(lineOf('D001'))
  t.match((await render(id, file)).body, { status: 409, code: 'roster-replaced' })
  await put(batch, recipients)
  const missing = await call('POST', '/v1/disclosure-lists', {
    as: keeper,
    body: body({ period: '2026-04' })
  })
  t.match(missing.body, { status: 409, code: 'roster-missing' })
})

t.test('review, approval and the end of assistance', async (t) => {
  const review = await made({ content: 'review', period: '2026-04' })
  const applied = 'applicationNo,name,idNumber,village,people,amount'
  const file = `${applied}\nA1,张三,220102196203141230,永安社区,2,500\nA2,李四,${idOf('1960-01-01')},长安村,1,\n`
  const shown = await render(review.id, file, { headers: { accept: 'text/csv' } })
  t.equal(shown.status, 200, shown.text)
  t.match(shown.text, '1,永安社区,张三,2,500.00')
  t.match(shown.text, '合计2户,')
  t.match((await read(review.id)).body, { rosterUploadId: null, lines: 2, amount: null })
  const young = `${applied}\nA1,张三,220102200805200014,永安社区,2,500\n`
  t.match((await render(review.id, young)).body.errors, [{ code: 'not-to-be-shown', line: 2 }])

  const approval = await made({ content: 'approval', period: '2026-04' })
  t.match(approval, { content: 'approval' })
  const compared = await render(approval.id, renderOf(lineOf('D001')), {
    headers: { accept: 'application/json' }
  })
  t.match(compared.body, { compared: true, lines: 1, amount: '500.00' }, 'the roster of the following month')
  const open = await made({ content: 'approval', period: '2026-05' })
  const line = `D001,张三,220102196203141230,2,永安社区\n`
  const early = `recipientNo,name,idNumber,people,village\n${line}`
  const unchecked = await render(open.id, early, { headers: { accept: 'application/json' } })
  t.match(unchecked.body, { compared: false, lines: 1, amount: null }, 'no roster stands yet')

  await rostered([{ no: 'D010', amount: '1.00' }], '2026-02')
  const ended = await made({ content: 'ended' })
  const errors = async (no: string) =>
    (await render(ended.id, renderOf(`${no},张三,${stranger},`))).body.errors?.[0].code
  t.equal(await errors('D001'), 'still-on-roster')
  t.equal(await errors('D011'), 'never-on-roster')
  const gone = await render(ended.id, renderOf(`D010,张三,${stranger},`), { headers: { accept: 'text/csv' } })
  t.match(gone.text, /序号,乡镇（街道）,村（社区）,姓名\n1,[^,]+,[^,]+,张三\n合计1户,/)
})

t.test('lists that are not made', async (t) => {
  const post = (more: object, as = keeper) => ({
    ...{ method: 'POST' as const, url: '/v1/disclosure-lists', as, body: body(more) }
  })
  await service.database.owner.pool.query(
    `update fund_programme set disclosure = 'forbidden' where code = $1`,
    [programme]
  )
  t.match((await call('POST', '/v1/disclosure-lists', post({}))).body, {
    code: 'programme-not-shown',
    status: 422
  })
  await service.database.owner.pool.query(
    `update fund_programme set disclosure = 'required' where code = $1`,
    [programme]
  )
  const answers = [
    [post({ programme: 'nothing' }), 422, 'programme-unknown'],
    [post({ showFrom: '2026-05-21', showUntil: '2026-05-20' }), 422, 'disclosure-list-days'],
    [post({ unitCode: '220103' }), 404, 'not-found'],
    [post({ unitCode: '220102001' }), 403, 'disclosure-list-of-others'],
    [post({ unitCode: '2201' }, { unit: '2201', roles: ['leader'] }), 422, 'disclosure-list-county'],
    [post({ unitCode: county }, { unit: '2201', roles: ['leader'] }), 403, 'disclosure-list-of-others']
  ] as const
  for (const [{ as, body }, status, code] of answers) {
    t.match((await call('POST', '/v1/disclosure-lists', { as, body })).body, { status, code }, code)
  }
})

t.test('who sees and renders a list', async (t) => {
  const { id } = await made()
  const above = { unit: '2201', roles: ['leader' as const] }
  t.equal((await read(id, above)).status, 200)
  t.same((await read(id, above)).body.actions, [])
  t.same((await read(id)).body.actions, ['render'])
  const file = renderOf(lineOf('D001'))
  t.match((await render(id, file, { as: above })).body, { status: 403, code: 'disclosure-list-of-others' })
  for (const unit of ['220103', '220102001']) {
    const as = { unit, roles: ['leader' as const] }
    t.equal((await read(id, as)).status, 404)
    t.equal((await render(id, file, { as })).status, 404)
  }
  t.equal((await render(id, file, { as: guardian })).status, 403)
})
