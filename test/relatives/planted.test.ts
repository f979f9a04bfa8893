import { mkdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { runningEmbedded } from '../../src/embedded/index.ts'
import { issueToken } from '../../src/platform/auth/local-issuer.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { start } from '../../src/start.ts'
import { folder } from '../embedded/support.ts'
import { programme, rosterOf, XLSX } from '../examples/batch.ts'
import { filesWith, foundIn, people } from '../examples/people.ts'
import { idNumber } from '../examples/relatives.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { freePort } from '../support/ports.ts'

// Numbers of filers and relatives, and names and addresses of relatives: all that no upload may leave behind.

const MARK = '备案人员甲乙丙'
const county = '220102'
const village = '220102001001'
const [relative, other] = people as [(typeof people)[0], (typeof people)[0]]
const filers = [idNumber(77_001), idNumber(77_002)]
const secrets = [...filers, ...people.flatMap((one) => [one.idNumber, one.name, one.address])]
const dataDir = folder(t)
const units = `${dataDir}.csv`
mkdirSync(dataDir)
writeFileSync(
  units,
  `code,name,level,parentCode\n22,吉林省,province,\n2201,长春市,city,22\n${county},南关区,county,2201\n` +
    `220102001,街道,township,${county}\n${village},社区,village,220102001\n`
)
const logged: string[] = []
const write = (line: string) => logged.push(line)
const metricsPort = await freePort()
const config = readConfig({
  METRICS_PORT: String(metricsPort),
  DATA_DIR: dataDir,
  PORT: '0',
  LOG_LEVEL: 'trace',
  SEED_UNITS: units,
  RATE_LIMIT: '0',
  OVERLOAD_MS: '0'
})
const service = await start(config, createLog(config, { write }), write)
let isStopped = false
t.teardown(() => (isStopped ? undefined : service.stop()))
const roles = ['fund-officer', 'leader', 'auditor', 'admin'] as const
const bearer = await issueToken(dataDir, { sub: 'x', name: 'x', unitCode: county, roles: [...roles] }, 3600)
const answers: string[] = []
let calls = 0

async function call(method: string, url: string, body?: string | Buffer, type = 'application/json') {
  calls += 1
  const headers = {
    authorization: `Bearer ${bearer}`,
    ...(method === 'POST' && { 'idempotency-key': `planted-${calls}` }),
    ...(body !== undefined && { 'content-type': type })
  }
  const response = await fetch(service.address + url, {
    method,
    headers,
    ...(body !== undefined && { body })
  })
  const text = await response.text()
  answers.push(JSON.stringify([...response.headers]), text)
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}

const table = (...lines: (string | undefined)[]) => [...lines, ''].join('\n')

t.test('uploads well and badly made leave neither numbers nor names of relatives anywhere', async (t) => {
  const { default: pg } = await import('pg')
  const client = new pg.Client((await runningEmbedded(dataDir))?.ownerUrl)
  await client.connect()
  await client.query(
    `insert into fund_programme (id, unit_code, path, code, name) values (gen_random_uuid(), '22', '22', $1, $1)`,
    [programme]
  )
  const taken = async (method: string, url: string, raw: string | Buffer, type = 'text/csv') => {
    const { status, text, body } = await call(method, url, raw, type)
    t.equal(status, 200, `${url} ${text}`)
    return body
  }
  const refused = async (method: string, url: string, ...files: string[]) => {
    for (const raw of files) t.equal((await call(method, url, raw, 'text/csv')).status, 422, url)
  }
  const filerHead = 'unitCode,name,kind,post,idNumber,since,联系人'
  const filerLine = (n: number, unit = village) =>
    `${unit},${MARK},committee-member,委员,${filers[n]},2024-03-01,${relative.name}`
  await taken('POST', '/v1/filers/import', table(filerHead, filerLine(0)))
  const cells = [village, MARK, 'committee-member', '委员', filers[1] as string, '2024-03-01', other.name]
  await taken('POST', '/v1/filers/import', workbook([filerHead.split(','), cells]), XLSX)
  await refused(
    'POST',
    '/v1/filers/import',
    table(filerHead, filerLine(0)),
    table(filerHead, filerLine(0, filers[0])),
    table(filerHead, filerLine(0).replace(MARK, '')),
    table(filerLine(0), filerLine(0))
  )
  const filingHead =
    '工作人员身份证号,对象关系,姓名,保障类别,救助对象编号,村（社区）代码,地址,身份证号,家庭主要困难'
  const filing = (no: string, more: { word?: string; number?: string } = {}) =>
    [
      filers[0],
      more.word ?? '父母',
      relative.name,
      programme,
      no,
      village,
      relative.address,
      more.number ?? relative.idNumber,
      other.name
    ].join()
  await taken('POST', '/v1/relative-filings/import', table(filingHead, filing('R1')))
  const rows = [filingHead.split(','), filing('R2').split(',')]
  await taken('POST', '/v1/relative-filings/import', workbook(rows), XLSX)
  await refused(
    'POST',
    '/v1/relative-filings/import',
    table(filingHead, filing('R1')),
    table(filingHead, filing('R3', { word: relative.name })),
    table(filingHead, filing(relative.idNumber)),
    table(filingHead, filing('R3', { number: `${relative.idNumber}1` })),
    table(filing('R4'), filing('R5'))
  )
  const tieHead = 'filerIdNumber,relativeIdNumber,relation,source,姓名'
  const tie = `${filers[0]},${relative.idNumber},父母,公安,${relative.name}`
  const ties = `/v1/units/${county}/relative-ties`
  await taken('PUT', ties, table(tieHead, tie))
  await taken('PUT', ties, workbook([tieHead.split(','), tie.split(',')]), XLSX)
  await refused(
    'PUT',
    ties,
    table(tieHead, tie, tie),
    table(tieHead, tie.replace('公安', other.name)),
    table(tieHead, tie.replace(filers[0] as string, other.idNumber))
  )
  const wanted = JSON.stringify({ programme, unitCode: county, period: '2026-05' })
  const { id } = (await call('POST', '/v1/disbursements', wanted)).body
  await taken('PUT', `/v1/disbursements/${id}/roster`, rosterOf(`R1,${village},1.00,,${relative.idNumber}`))
  const members = `/v1/disbursements/${id}/members`
  const memberHead = 'recipientNo,idNumber,姓名'
  const member = `R1,${other.idNumber},${other.name}`
  await taken('PUT', members, table(memberHead, member))
  await taken(
    'PUT',
    members,
    workbook([memberHead.split(','), `R1,${relative.idNumber},甲`.split(',')]),
    XLSX
  )
  await refused(
    'PUT',
    members,
    table(memberHead, member, member),
    table(memberHead, `${other.idNumber},${other.idNumber},甲`)
  )
  const check = JSON.stringify({ unitCode: county, programme, period: '2026-05' })
  t.equal((await call('POST', '/v1/relative-checks', check)).status, 201)
  const { items } = (await call('GET', '/v1/relative-filings')).body
  const dispute = { reason: 'not-related', foundOn: '2026-01-02', basis: '户籍档案无此关系' }
  const bad = JSON.stringify({ ...dispute, basis: `身份证${relative.idNumber}` })
  t.equal((await call('POST', `/v1/relative-filings/${items[0].id}/dispute`, bad)).status, 422)
  const address = `/v1/relative-filings/${items[0].id}/dispute`
  t.equal((await call('POST', address, JSON.stringify(dispute))).status, 201)
  for (const url of ['/v1/filers', '/v1/audit', '/v1/relative-checks', members, ties]) await call('GET', url)
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  t.match(metrics, /^http_/m)
  answers.push(metrics)
  await client.end()
  await service.stop()
  isStopped = true
  t.ok(filesWith(dataDir, [MARK]).length > 0, 'what may lie there is found')
  t.same(filesWith(dataDir, secrets), [], 'in no file of the database')
  t.same(foundIn(Buffer.from(logged.join('\n')), secrets), [], 'in no line of the log')
  t.same(foundIn(Buffer.from(answers.join('\n')), secrets), [], 'in no answer')
})
