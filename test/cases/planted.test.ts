import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { passwordsIn } from '../../src/embedded/admin.ts'
import { runningEmbedded } from '../../src/embedded/index.ts'
import { issueToken } from '../../src/platform/auth/local-issuer.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { start } from '../../src/start.ts'
import { withRoutes } from '../across/routes.ts'
import { readings } from '../across/surface.ts'
import { folder, query } from '../embedded/support.ts'
import { filesWith, forms, foundIn, people, planted } from '../examples/people.ts'
import { person } from '../support/people.ts'

const MARK = '低保金被克扣三个月'
const dataDir = folder(t)
const units = `${dataDir}.csv`
const command = fileURLToPath(new URL('../../src/commands/reseal-identities.ts', import.meta.url))
mkdirSync(dataDir)
writeFileSync(
  units,
  'code,name,level,parentCode\n22,吉林省,province,\n2201,长春市,city,22\n220102,南关区,county,2201\n'
)

/** The whole service on a cluster of its own; what it logs, at its most talkative, is kept. */
async function run(env: Record<string, string> = {}) {
  const logged: string[] = []
  const write = (line: string) => logged.push(line)
  const settings = {
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'trace',
    SEED_UNITS: units,
    RATE_LIMIT: '0',
    IDENTITY_OPENINGS_PER_DAY: '1000',
    OVERLOAD_MS: '0'
  }
  const config = readConfig({ ...settings, ...env })
  const service = await withRoutes(() => start(config, createLog(config, { write }), write))
  t.teardown(() => service.stop())
  return { ...service, logged }
}

const service = await run()
const answers: string[] = []
const everybody = person('22')
const bearer = await issueToken(
  dataDir,
  { sub: 'x', name: '经办人', unitCode: '22', roles: everybody.roles },
  3600
)

/** Calls the service; what it answers is kept, but for the one answer that may tell. */
async function call(method: string, url: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(service.address + url, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
  })
  const text = await response.text()
  if (!url.endsWith('/reporter-access')) answers.push(JSON.stringify([...response.headers]), text)
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}

const [reporter, other] = people
const petition = {
  kind: 'appeal',
  channel: 'visit',
  receivedAt: new Date(Date.now() - 60_000).toISOString(),
  unitCode: '220102',
  category: 'low-income-allowance',
  summary: MARK,
  anonymous: false,
  reporter,
  representatives: [other, reporter]
}
const ids: string[] = []

t.test('names are planted', async (t) => {
  for (let n = 0; n < 30; n += 1) {
    const key: Record<string, string> = n % 2 === 0 ? { 'idempotency-key': `intake-${n}` } : {}
    const { status, body, text } = await call('POST', '/v1/cases', petition, key)
    t.equal(status, 201, text)
    if (n % 2 === 0) t.equal((await call('POST', '/v1/cases', petition, key)).body.id, body.id)
    ids.push(body.id)
  }
  for (const id of ids) {
    const url = `/v1/cases/${id}/reporter-access`
    const opened = await call('POST', url, { reason: '核实' }, { 'idempotency-key': `open-${id}` })
    t.strictSame(
      [opened.status, opened.body.name, opened.body.representatives],
      [200, reporter?.name, [other, reporter]]
    )
    await call('POST', `/v1/cases/${id}/accept`, undefined, { 'idempotency-key': `accept-${id}` })
  }
})

t.test('and come along with what is refused', async (t) => {
  const right = JSON.stringify(petition)
  const wrong: [status: number, body: unknown, headers?: Record<string, string>][] = [
    [400, right.slice(0, -1)],
    [400, `${right}x`],
    [400, right.replace('"name"', '"nom"')],
    [400, { ...petition, reporter: { ...reporter, phone: [reporter?.phone] } }],
    [400, { ...petition, [reporter?.name as string]: reporter?.name }],
    [400, { ...petition, kind: reporter?.name }],
    [400, { ...petition, unitCode: reporter?.address }],
    [422, { ...petition, anonymous: true }],
    [422, { ...petition, reporter: { ...reporter, idNumber: '220102196203150020' } }],
    [422, { ...petition, representatives: Array(6).fill(other) }],
    [422, { ...petition, summary: '另一件' }, { 'idempotency-key': 'intake-0' }],
    [413, { ...petition, reporter: { ...reporter, address: reporter?.address.repeat(40_000) } }],
    [415, right, { 'content-type': 'text/plain' }],
    [401, right, { authorization: 'Bearer x' }]
  ]
  for (const [status, body, headers] of wrong) {
    const answer = await call('POST', '/v1/cases', body, headers)
    t.equal(answer.status, status, answer.text)
    // Whoever sent it is told where the fault lies: that may be a name that was made a field.
    answers.splice(-1)
  }
  t.match(await call('GET', `/v1/cases?q=${encodeURIComponent(reporter?.name as string)}`), {
    body: { items: [] }
  })
  await call('GET', `/v1/cases?name=${encodeURIComponent(reporter?.name as string)}`)
  answers.splice(-2)
  const { hostname, port } = new URL(service.address)
  const socket = connect(Number(port), hostname, () =>
    socket.end(`POST /v1/cases HTTP/1.1\r\nx: \x01${right}\r\n\r\n`)
  )
  socket.resume()
  await once(socket, 'close')
})

t.test('and with what fails in the database', async (t) => {
  const { ownerUrl } = runningEmbedded(dataDir) ?? {}
  await query(ownerUrl as string, 'alter table case_reporter rename column sealed to closed')
  t.equal((await call('POST', '/v1/cases', petition)).status, 500)
  await query(ownerUrl as string, 'alter table case_reporter rename column closed to sealed')
  await query(ownerUrl as string, 'alter table case_reporter add constraint never check (false) not valid')
  t.equal((await call('POST', '/v1/cases', petition)).status, 409)
  await query(ownerUrl as string, 'alter table case_reporter drop constraint never')
  t.match(service.logged.join(''), /"event":"request.failed"/)
})

t.test('no answer of the whole surface tells them', async (t) => {
  const words = [...ids.slice(0, 2), '22', '2201', '220102', '2026', '1', 'appeal', MARK, MARK.slice(0, 2)]
  const all = readings(service.routes, [...ids.slice(0, 2), '2201', '2026', '1'], words)
  t.ok(all.length > 150, `${all.length} readings`)
  for (const { method, url, headers } of all) await call(method, url, undefined, headers)
  t.same(foundIn(Buffer.from(answers.join('\n')), planted), [])
  t.same(foundIn(Buffer.from(answers.join('\n')), [MARK]), [MARK], 'this test can fail')
})

t.test('neither does the log, nor any byte of the database', async (t) => {
  const { ownerUrl } = runningEmbedded(dataDir) ?? {}
  const admin = new URL(ownerUrl as string)
  admin.username = 'postgres'
  admin.password = passwordsIn(dataDir).postgres
  await query(admin.href, 'checkpoint')
  t.same(foundIn(Buffer.from(service.logged.join('')), planted), [])
  t.match(service.logged.join(''), /case\.received/)
  t.same(filesWith(dataDir, planted), [])
  const marked = filesWith(dataDir, [MARK])
  t.ok(
    marked.some((file) => file.includes('/base/')) && marked.some((file) => file.includes('/pg_wal/')),
    'it can fail'
  )
  t.notOk(
    marked.some((file) => file.endsWith('.log')),
    'the log of PostgreSQL holds no values at all'
  )
})

t.test('forms of a text are found wherever it begins', async (t) => {
  for (const text of planted) {
    for (const before of ['', 'x', 'xy', 'xyz']) {
      const whole = Buffer.from(`${before}${text}yz`)
      for (const form of [
        whole.toString('base64'),
        whole.toString('hex'),
        JSON.stringify(whole.toString())
      ]) {
        t.same(foundIn(Buffer.from(form), [text]), [text])
      }
    }
    t.ok(forms(text).every(({ length }) => length >= 6))
  }
})

t.test('the key is changed by the command while the service runs', async (t) => {
  const [key, old] = ['a new key for identities, long enough', join(dataDir, 'identity-key')]
  const reseal = async (env: Record<string, string>) => {
    const done = await promisify(execFile)(process.execPath, [command], {
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env }
    })
    return done.stdout
  }
  const failed = await reseal({ IDENTITY_KEY: key }).catch(({ stderr }: { stderr: string }) => stderr)
  t.match(failed, /sealed under key [0-9a-f]{16}, which is not given/)
  t.match(await reseal({ IDENTITY_KEY: key, IDENTITY_KEY_PREVIOUS_FILE: old }), /30 of 30\n30 sealed again/)
  t.match(await reseal({ IDENTITY_KEY: key }), /^0 sealed again/, 'the old key is not needed any more')
  t.equal((await call('POST', `/v1/cases/${ids[0]}/reporter-access`, { reason: '核实' })).status, 503)
  await service.stop()
  const warned = await run()
  t.match(warned.logged.join(''), /"level":"error".*"event":"identity.key-unknown","count":30/)
  await warned.stop()
  t.match(await reseal({ IDENTITY_KEY: key }), /0 sealed again/, 'also where no service runs')
  const after = await run({ IDENTITY_KEY: key })
  service.address = after.address
  t.notMatch(after.logged.join(''), /identity.key-unknown/)
  t.equal(
    (await call('POST', `/v1/cases/${ids[0]}/reporter-access`, { reason: '核实' })).body.name,
    reporter?.name
  )
  await after.stop()
  t.same(filesWith(dataDir, planted), [])
})
