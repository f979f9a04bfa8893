import { mkdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { runningEmbedded } from '../../src/embedded/index.ts'
import { issueToken } from '../../src/platform/auth/local-issuer.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { start } from '../../src/start.ts'
import { folder } from '../embedded/support.ts'
import { programme, rosterHead, rosterOf, XLSX } from '../examples/batch.ts'
import { filesWith, foundIn, people } from '../examples/people.ts'
import { workbook } from '../platform/xlsx/workbook.ts'

const MARK = 'R-4711-planted'
const village = '220102001001'
const numbers = people.map(({ idNumber }) => idNumber)
const dataDir = folder(t)
const units = `${dataDir}.csv`
mkdirSync(dataDir)
writeFileSync(
  units,
  `code,name,level,parentCode\n22,吉林省,province,\n2201,长春市,city,22\n220102,南关区,county,2201\n` +
    `220102001,街道,township,220102\n${village},社区,village,220102001\n`
)
const logged: string[] = []
const write = (line: string) => logged.push(line)
const settings = {
  DATA_DIR: dataDir,
  PORT: '0',
  LOG_LEVEL: 'trace',
  SEED_UNITS: units,
  RATE_LIMIT: '0',
  OVERLOAD_MS: '0'
}
const config = readConfig(settings)
const service = await start(config, createLog(config, { write }), write)
let isStopped = false
t.teardown(() => (isStopped ? undefined : service.stop()))
const roles = ['fund-officer', 'leader', 'auditor', 'admin'] as const
const bearer = await issueToken(dataDir, { sub: 'x', name: 'x', unitCode: '22', roles: [...roles] }, 3600)
const answers: string[] = []

async function call(method: string, url: string, body?: string | Buffer, type = 'application/json') {
  const headers = { authorization: `Bearer ${bearer}`, ...(body !== undefined && { 'content-type': type }) }
  const response = await fetch(service.address + url, {
    method,
    headers,
    ...(body !== undefined && { body })
  })
  const text = await response.text()
  answers.push(JSON.stringify([...response.headers]), text)
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}

t.test('identity numbers are taken in, well and badly, and lie nowhere', async (t) => {
  const { default: pg } = await import('pg')
  const running = await runningEmbedded(dataDir)
  const client = new pg.Client(running?.ownerUrl)
  await client.connect()
  await client.query(
    `insert into fund_programme (id, unit_code, path, code, name) values (gen_random_uuid(), '22', '22', $1, $1)`,
    [programme]
  )
  const wanted = JSON.stringify({ programme, unitCode: '220102', period: '2026-05' })
  const { id } = (await call('POST', '/v1/disbursements', wanted)).body
  const url = `/v1/disbursements/${id}/roster`
  const lines = numbers.map((number, n) => `${MARK}-${n},${village},1.00,,${number}`)
  const taken = await call('PUT', url, rosterOf(...lines), 'text/csv')
  t.equal(taken.status, 200, taken.text)
  const cells = numbers.map((number, n) => [`${MARK}-${n}`, village, '2.00', null, number])
  t.equal((await call('PUT', url, workbook([rosterHead.split(','), ...cells]), XLSX)).status, 200)
  const number = numbers[0]
  const bad = [`${number},${village},1,,`, `ID${number},${village},1,,`, `a,${village},1,${number},`]
    .concat(`a,${village},x,,${number}`, `a,${number},1,,`)
    .map((line) => rosterOf(line))
  const headless = `R1,${village},1,,${number}\nR2,${village},1,,${number}\n`
  for (const file of [...bad, headless]) t.equal((await call('PUT', url, file, 'text/csv')).status, 422)
  await call('GET', `/v1/fund-uploads/${taken.body.id}/lines`)
  for (const path of ['', '/uploads']) await call('GET', `/v1/disbursements/${id}${path}`)
  await call('GET', '/v1/audit')
  await client.end()
  await service.stop()
  isStopped = true
  t.ok(filesWith(dataDir, [MARK]).length > 0, 'what may lie there is found')
  t.same(filesWith(dataDir, numbers), [], 'in no file of the database')
  t.same(foundIn(Buffer.from(logged.join('\n')), numbers), [], 'in no line of the log')
  t.same(foundIn(Buffer.from(answers.join('\n')), numbers), [], 'in no answer')
})
