import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { plantYear } from '../examples/year.ts'
import { isWellFormed, textsOf, unpacked } from '../platform/official-document/reading.ts'
import { person } from '../support/people.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { app, call, token, clock } = service
await plantYear(service)
clock.now = new Date('2027-01-04T01:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'yearly-report-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

/** The document of a published report of a unit, as people of another one read it. */
async function documentOf(unitCode: string, as = '22'): Promise<Buffer> {
  const { id } = ok(await call('POST', '/v1/compliance-reports', { body: { unitCode, year: 2026 } }))
  const draft = await read(id, as === '22' ? as : '22')
  t.ok(textsOf(unpacked(draft)['word/document.xml'] as string).includes('草稿'))
  ok(await call('POST', `/v1/compliance-reports/${id}/publish`))
  return read(id, as)
}

async function read(id: string, as: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${await token(person(as))}` }
  const { statusCode, rawPayload } = await app.inject({
    url: `/v1/compliance-reports/${id}/document`,
    headers
  })
  t.equal(statusCode, 200)
  return rawPayload
}

const township = await documentOf('220202001')
const province = await documentOf('22')

t.test('what stands in the report of a province', async (t) => {
  const parts = unpacked(province)
  const xml = parts['word/document.xml'] as string
  t.ok(isWellFormed(xml))
  const texts = textsOf(xml)
  for (const one of [
    '2026年度社会救助监管责任落实情况报告',
    '一、总体情况',
    '应检',
    '整改率',
    '信访按期率',
    '长春市',
    '不详'
  ])
    t.ok(texts.includes(one), one)
  t.notOk(texts.includes('草稿'))
  t.ok(
    texts.some((one) => one.includes('没有记录，数字不详')),
    'never 0'
  )
  const pictures = Object.keys(parts).filter((path) => path.startsWith('word/media/'))
  t.same(pictures, ['word/media/image1.png', 'word/media/image2.png'])
  t.match(xml, /descr="[^"]*长春市[^"]*吉林市/, 'the numbers of a chart are its text alternative')
})

t.test('the same report gives the same bytes', async (t) => {
  const { items } = ok(await call('GET', '/v1/compliance-reports?unitCode=22'))
  t.ok((await read(items[0].id, '22')).equals(province))
})

t.test('people below read neither inspections nor reports in it', async (t) => {
  const { items } = ok(await call('GET', '/v1/compliance-reports?unitCode=22'))
  const texts = textsOf(unpacked(await read(items[0].id, '2201'))['word/document.xml'] as string)
  t.ok(texts.includes('本报告供下级单位查阅，不含检举控告和检查安排。'))
  for (const one of ['检查计划', '监督检查', '全面监督检查', '随机抽查']) t.notOk(texts.includes(one), one)
  t.notOk(texts.some((one) => one.includes('检举控告') && !one.startsWith('本报告')))
})

/**
 * A draft of a township with a large figure in every place, a third of its own duties missed or unknown, and
 * the result of an evaluation.
 */
async function fullest(unitCode: string): Promise<Buffer> {
  const { id } = ok(await call('POST', '/v1/compliance-reports', { body: { unitCode, year: 2026 } }))
  const { figures } = ok(await call('GET', `/v1/compliance-reports/${id}`))
  for (const { figures: all } of figures.subjects)
    for (const one of all)
      Object.assign(
        one,
        one.name.includes('金额')
          ? { now: '123456789.01', before: '123456780.01', difference: '9.00' }
          : { now: '12345', before: '12340', difference: '5' }
      )
  for (const one of [...figures.duties, figures.sums])
    Object.assign(one, { met: 12, missed: 12, running: 12, unknown: 12, rate: '0.5000' })
  figures.own.forEach((one: { state: string }, n: number) => {
    one.state = n % 6 === 0 ? 'missed' : n % 6 === 3 ? 'unknown' : 'met'
  })
  const result = { evaluationId: id, total: '88.03', grade: '良好', rank: 12 }
  figures.evaluations = [{ ...result, unitName: '昌邑区' }]
  const { db } = service.database.owner
  await db
    .updateTable('compliance_report')
    .set({ figures: JSON.stringify(figures) })
    .where('id', '=', id)
    .execute()
  return read(id, '22')
}

const missing = ['lowriter', 'pdfinfo', 'pdftoppm'].filter((program) => !isThere(program))
const skip = missing.length > 0 && `no ${missing.join(', ')} on this machine`

t.test('two pages for a township, ten for the province at most', { skip }, async (t) => {
  const pictures = process.env.PICTURES
  for (const [name, file, most] of [
    ['yearly-report-township', township, 2],
    ['yearly-report-township-with-everything', await fullest('220202002'), 2],
    ['yearly-report-province', province, 10]
  ] as const) {
    writeFileSync(join(folder, `${name}.docx`), file)
    const options = { cwd: folder, timeout: 90_000, stdio: 'ignore' } as const
    // A profile of its own: two LibreOffices do not share one.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    execFileSync('lowriter', [profile, '--headless', '--convert-to', 'pdf', `${name}.docx`], options)
    const info = execFileSync('pdfinfo', [`${name}.pdf`], { cwd: folder, encoding: 'utf8' })
    const pages = Number(/Pages: +(\d+)/.exec(info)?.[1])
    t.ok(pages >= 1 && pages <= most, `${name}: ${pages} pages`)
    if (pictures === undefined) continue
    const shown = ['-png', '-gray', '-r', '70', '-f', '1', '-l', '2', `${name}.pdf`, name]
    execFileSync('pdftoppm', shown, options)
    for (const page of [1, 2])
      copyFileSync(join(folder, `${name}-${page}.png`), join(pictures, `${name}-${page}.png`))
  }
})

if (skip && process.env.PICTURES !== undefined)
  console.log(`The pages of the reports are left as they are: ${skip}`)

function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
