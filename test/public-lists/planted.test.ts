import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { runningEmbedded } from '../../src/embedded/index.ts'
import { issueToken } from '../../src/platform/auth/local-issuer.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { start } from '../../src/start.ts'
import { folder } from '../embedded/support.ts'
import { XLSX } from '../examples/batch.ts'
import { filesWith, foundIn, people } from '../examples/people.ts'
import { programme, renderOf } from '../examples/public-lists.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { freePort } from '../support/ports.ts'

const county = '220102'
const village = '220102001001'
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
// Bodies are spooled inside the searched folder.
const settings = {
  ...{ DATA_DIR: dataDir, SPOOL_DIR: dataDir, PORT: '0', LOG_LEVEL: 'trace', SEED_UNITS: units },
  ...{ RATE_LIMIT: '0', OVERLOAD_MS: '0', METRICS_PORT: String(metricsPort) }
}
const config = readConfig(settings)
const service = await start(config, createLog(config, { write }), write)
let isStopped = false
t.teardown(() => (isStopped ? undefined : service.stop()))
const roles = ['fund-officer', 'leader', 'auditor', 'identity-reader'] as const
const bearer = await issueToken(dataDir, { sub: 'x', name: 'x', unitCode: county, roles: [...roles] }, 3600)

const secrets = people.flatMap(({ name, idNumber, phone }) => [name, idNumber, phone])
const [first, second] = people as [(typeof people)[0], (typeof people)[0]]
/** What the finished files were, which alone may show the names. */
const finished: string[] = []
const answers: string[] = []

async function call(
  method: string,
  url: string,
  body?: string | Buffer,
  { type = 'application/json', ...headers }: Record<string, string> = {}
) {
  const response = await fetch(service.address + url, {
    method,
    headers: {
      ...{ authorization: `Bearer ${bearer}`, ...headers },
      ...(body !== undefined && { 'content-type': type })
    },
    ...(body !== undefined && { body })
  })
  const text = await response.text()
  const isFile = response.status === 200 && url.endsWith('/render')
  answers.push(JSON.stringify([...response.headers]), ...(isFile ? [] : [text]))
  if (isFile) finished.push(text)
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}

t.test('names and numbers pass through memory, and lie nowhere', async (t) => {
  const { default: pg } = await import('pg')
  const running = await runningEmbedded(dataDir)
  const client = new pg.Client(running?.ownerUrl)
  await client.connect()
  await client.query(
    `insert into fund_programme (id, unit_code, path, code, name)
     values (gen_random_uuid(), '22', '22', $1, $1) on conflict do nothing`,
    [programme]
  )
  const csv = { type: 'text/csv' }
  const month = JSON.stringify({ programme, unitCode: county, period: '2026-05' })
  const batch = (await call('POST', '/v1/disbursements', month)).body
  const roster = `recipientNo,villageCode,amount\nD1,${village},500.00\nD2,${village},480.00\n`
  t.equal((await call('PUT', `/v1/disbursements/${batch.id}/roster`, roster, csv)).status, 200)
  const register = `programme,recipientNo,idNumber\n${programme},D9,${second.idNumber}\n`
  const protection = `/v1/units/${county}/protected-recipients`
  t.equal((await call('PUT', protection, register, csv)).status, 200)
  t.equal(
    (await call('PUT', protection, `${register}${programme},${second.idNumber} 9,${first.phone}\n`, csv))
      .status,
    422
  )

  const wanted = { unitCode: county, programme, period: '2026-05', content: 'recipients', channel: 'board' }
  const { id } = (await call('POST', '/v1/disclosure-lists', JSON.stringify(wanted))).body
  const url = `/v1/disclosure-lists/${id}/render`
  const good = renderOf(`D1,${first.name},${first.idNumber},2`)
  const bad = renderOf(
    `D1,${first.name} ${first.phone},${first.idNumber},2`,
    `D2,${second.name},${second.idNumber},1`,
    `${first.idNumber},${first.name},${first.phone},${second.phone}`
  )
  const book = (text: string) =>
    workbook(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(','))
    )
  for (const key of ['one', 'one', 'two']) {
    t.equal((await call('POST', url, good, { ...csv, 'idempotency-key': key })).status, 200)
    t.equal((await call('POST', url, bad, { ...csv, 'idempotency-key': `bad-${key}` })).status, 422)
  }
  t.equal((await call('POST', url, book(good), { type: XLSX, accept: XLSX })).status, 200)
  t.equal((await call('POST', url, book(bad), { type: XLSX })).status, 422)
  t.equal((await call('POST', url, good, { ...csv, accept: 'application/json' })).status, 200)
  const headless = `D1,${first.name},${first.idNumber},2\nD2,${second.name},${second.idNumber},1\n`
  t.equal((await call('POST', url, headless, csv)).status, 422)
  t.equal((await call('POST', url, `"${good}`, csv)).status, 422)

  const found = `姓名,身份证号,电话\n${people.map((one) => `${one.name},${one.idNumber},${one.phone}`).join('\n')}\n`
  for (const key of ['scan', 'scan']) {
    const scans = `/v1/disclosure-scans?targetCode=${county}&programme=${programme}&period=2026-05`
    t.equal((await call('POST', scans, found, { ...csv, 'idempotency-key': key })).status, 201)
    t.equal((await call('POST', scans, book(found), { type: XLSX })).status, 201)
  }
  await isCutOff(url, good)
  for (const path of [
    '/v1/disclosure-lists',
    `/v1/disclosure-lists/${id}`,
    '/v1/disclosure-scans',
    '/v1/audit'
  ])
    await call('GET', path)
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  t.match(metrics, /^http_/m)
  answers.push(metrics)
  await client.end()

  t.match(finished[0], first.name, 'the finished file has the name')
  t.notMatch(finished.join(), new RegExp(`${first.idNumber}|${second.name}`))
  t.same(foundIn(Buffer.from(answers.join('\n')), secrets), [], 'in no other answer')
  t.same(foundIn(Buffer.from(logged.join('\n')), secrets), [], 'in no line of the log')
  isStopped = true
  await service.stop()
  t.same(filesWith(dataDir, secrets), [], 'in no file, neither in the WAL nor in what was spooled')
  const left = readdirSync(tmpdir()).filter((name) => /^(spool|workbook)-/.test(name))
  t.same(
    left.filter((name) => name.includes(dataDir)),
    []
  )
})

/** A client that leaves in the middle of its file. */
async function isCutOff(url: string, text: string): Promise<void> {
  const leaving = new AbortController()
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(Buffer.from(text))
      setTimeout(() => leaving.abort(), 200)
    }
  })
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'text/csv' }
  const init = { method: 'POST', headers, body, signal: leaving.signal, duplex: 'half' }
  await fetch(service.address + url, init as RequestInit).catch(() => {})
}
