import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import {
  batchesOf,
  county,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  rosterOf,
  village,
  XLSX
} from '../examples/batch.ts'
import { ok, type Person, testService } from '../support/service.ts'
import { PATIENCE_MS } from '../support/until.ts'

/** Downloads as workbooks, opened by programs that are not ours; and taken in again. */
const { read, utils } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')
const service = await testService(t)
await makeProgramme(service)
service.clock.now = later
const { batch, roster, payments } = batchesOf(service)
const { call, app } = service
const person: Person = { unit: county, roles: ['fund-officer', 'leader', 'inspector'], sub: 'all' }

const period = '2030-05'
const id = await batch({ period, dueOn: '2030-05-10' })
const rosterFile = ok(await roster(id, rosterOf(`000123,${village},1234.50,11,`, `R2,${village},20.50,22,`)))
const paidFile = ok(
  await payments(id, paymentsOf('000123,1234.50,2030-05-09,11,paid', 'R2,20.50,2030-05-09,99,paid'))
)
const check = ok(
  await call('POST', '/v1/fund-checks', { as: person, body: { kind: 'payment', disbursementId: id } })
)

async function bookOf(url: string, as = person, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await service.token(as)}`
  const answer = await app.inject({ url, headers: { authorization, accept: XLSX, ...headers } })
  t.equal(answer.statusCode, 200, url)
  return { file: answer.rawPayload, name: String(answer.headers['content-disposition']) }
}

const rowsOf = (file: Buffer) =>
  utils.sheet_to_json<(string | number)[]>(read(file).Sheets['1'] ?? {}, { header: 1, raw: true, defval: '' })

const exceptions = `/v1/fund-checks/${check.id}/exceptions`

t.test(
  'exceptions: both accounts, the name of the village, words, and a name that says what it is',
  async (t) => {
    const { file, name } = await bookOf(exceptions)
    const [header, row] = rowsOf(file)
    t.same(header, [
      ...['异常类型', '救助对象编号', '村（社区）代码', '村（社区）名称', '应发金额', '实发金额', '异常金额'],
      ...['支付日期', '记录', '单位代码', '名册账号', '实发账号']
    ])
    t.match(row, ['账号不符', 'R2', village, /./, 20.5, 20.5, 20.5])
    t.same(row?.slice(10), ['22', '99'])
    t.match(decodeURIComponent(name), `发放异常-${county}-${period}.xlsx`)
    const masked = rowsOf((await bookOf(exceptions, { ...person, roles: ['leader'], sub: 'b' })).file)[1]
    t.same(masked?.slice(10), ['****2', '****9'])
    const json = ok(await call('GET', exceptions, { as: person }))
    t.match(json.items, [
      { type: 'wrong-account', accountDue: '22', accountPaid: '99', villageCode: village }
    ])
  }
)

t.test('codes stand beside the words with codes=true; English where it is asked for', async (t) => {
  const rows = rowsOf((await bookOf(`${exceptions}?codes=true`, person, { 'accept-language': 'en' })).file)
  t.match(rows[0], ['Type', 'Type code', 'Recipient no'])
  t.match(rows[1], ['paid to another account', 'wrong-account', 'R2'])
})

t.test('amounts add up, days are days', async (t) => {
  const { file } = await bookOf(`/v1/fund-uploads/${paidFile.id}/lines`)
  const sheet = read(file).Sheets['1'] as Record<string, { t: string; v: unknown; w: string }>
  t.match(
    [sheet.E2, sheet.E3].map((cell) => [cell?.t, cell?.v]),
    [
      ['n', 1234.5],
      ['n', 20.5]
    ]
  )
  t.match(sheet.F2, { t: 's', v: '11' })
  t.match(sheet.H2, { t: 'n', w: '2030-05-09' })
  t.match(sheet.I2, { t: 's', v: '已支付' })
})

t.test('our own downloads come back in, in both languages', async (t) => {
  for (const [kind, file] of [
    ['roster', rosterFile],
    ['payments', paidFile]
  ] as const) {
    for (const language of ['zh-CN', 'en']) {
      const url = `/v1/fund-uploads/${file.id}/lines?codes=true`
      const book = (await bookOf(url, person, { 'accept-language': language })).file
      const other = await batch()
      const put = kind === 'roster' ? roster : payments
      const { status, body, text } = await put(other, book, { type: XLSX })
      t.match({ status, body }, { status: 200, body: { lines: 2, amount: '1255.00' } }, text)
      const linesOf = async (upload: string) =>
        ok(await call('GET', `/v1/fund-uploads/${upload}/lines`, { as: officer })).items
      t.same(await linesOf(body.id), await linesOf(file.id), `${kind} ${language}`)
    }
  }
})

t.test('lists name programmes', async (t) => {
  const [header, row] = rowsOf((await bookOf('/v1/disbursements')).file)
  const at = header?.indexOf('救助项目名称') ?? -1
  t.equal(row?.[at], 'urban-low-income')
})

// The part of LibreOffice for workbooks; without it, others end well and write nothing.
const office = ['localc', 'scalc'].find((name) => spawnSync(name, ['--version']).status === 0)
const skip =
  office === undefined && 'LibreOffice Calc is not installed: whether it opens our workbooks was NOT tried'

t.test('LibreOffice opens it and reads the same', { skip }, async (t) => {
  const folder = t.testdir()
  const { file } = await bookOf(exceptions)
  writeFileSync(join(folder, 'list.xlsx'), file)
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const to = ['--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76', '--outdir', folder]
  const { status, stderr } = spawnSync(
    office ?? '',
    [profile, '--headless', ...to, join(folder, 'list.xlsx')],
    { timeout: PATIENCE_MS, encoding: 'utf8' }
  )
  t.equal(status, 0, stderr)
  const [, row = ''] = readFileSync(join(folder, 'list.csv'), 'utf8').split('\n')
  t.match(row, /^账号不符,R2,220102001001,[^,]+,20\.50,20\.50,20\.50,2030-05-09,.*,22,99$/)
})
