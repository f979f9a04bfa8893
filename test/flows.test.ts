import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Role } from '../src/platform/access/permissions.ts'
import { makeProgramme, paymentsOf, rosterOf } from './examples/batch.ts'
import {
  lineOf,
  listProgramme,
  listsOf,
  programme as ofLists,
  register,
  renderOf
} from './examples/public-lists.ts'
import { ok, type Person, testService } from './support/service.ts'

/** The flows of `openapi/flows`, as a stranger runs them: by redocly, over HTTP, against a running service. */
const root = fileURLToPath(new URL('../', import.meta.url))
const folder = join(root, 'openapi', 'flows')
const redocly = join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js')

const service = await testService(t, { jobs: true })
const { call, clock, token } = service
const address = await service.app.listen({ port: 0, host: '127.0.0.1' })
clock.now = new Date('2026-05-20T01:00:00Z')

const [city, county, village] = ['2201', '220102', '220102001001']
const programme = 'urban-low-income'
const period = '2026-04'
const roster = rosterOf(`R1,${village},685.50,,`, `R2,${village},"1,020.00",,`, `R3,${village},510.00,,`)
const payments = paymentsOf(
  ...['R1,685.50,2026-04-08,6217000000000001,paid', 'R3,510.00,2026-04-08,6217000000000003,paid']
)

/** The token of somebody of a unit with one role. */
const of = (unit: string, role: Role) => token({ unit, roles: [role], sub: `${unit} ${role}` })

/** What each flow is given, by the names in its file. */
const inputs: Record<string, () => Promise<Record<string, string | number>>> = {
  'check-a-month': async () => ({
    countyToken: await of(county, 'fund-officer'),
    cityToken: await of(city, 'fund-officer'),
    ...{ unitCode: county, programme, period, dueOn: '2026-04-10' },
    ...{ roster, payments }
  }),
  'handle-a-case': async () => ({
    caseworkerToken: await of(county, 'caseworker'),
    ...{ unitCode: county, receivedAt: '2026-05-19T08:30:00+08:00', idempotencyKey: '12345-2026-0001' },
    ...{ summary: '反映低保申请长期未得到答复', reply: '经查，情况属实，已补发低保金并向信访人说明。' }
  }),
  'issue-a-notice': async () => ({
    drafterToken: await of(city, 'inspector'),
    leaderToken: await of(city, 'leader'),
    addresseeToken: await of(county, 'leader'),
    ...{ unitCode: city, addresseeCode: county, title: '关于低保金发放不及时的通报' },
    ...{ text: '经查，你单位未按时足额发放低保金，予以通报。', answer: '欠发的低保金已补发。' }
  }),
  'plan-a-year': async () => ({
    plannerToken: await of(city, 'planner'),
    leaderToken: await of(city, 'leader'),
    ...{ unitCode: city, year: 2026 }
  }),
  'publish-a-list': async () => ({
    keeperToken: await of(county, 'fund-officer'),
    guardianToken: await of(county, 'identity-reader'),
    ...{ unitCode: county, boardUnitCode: village, programme: ofLists, period: '2026-05' },
    ...{ postedOn: '2026-05-20', protected: register },
    names: renderOf(...['D001', 'D003', 'D005', 'D006'].map((no) => lineOf(no)))
  })
}

await makeProgramme(service)
await listProgramme(service)
await listsOf(service).rostered()

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()

/** Runs a flow and gives how it ended. The service runs in this process, so this waits without blocking it. */
function run(file: string, given: object): Promise<{ code: number; text: string }> {
  const words = ['respect', file, '--verbose', '--server', `supervision=${address}`]
  const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const options = { cwd: root, env: { ...process.env, ...quiet }, maxBuffer: 2 ** 26 }
  return new Promise((done) =>
    execFile(
      process.execPath,
      [redocly, ...words, '--input', JSON.stringify(given)],
      options,
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code ?? 1), text: out + err })
    )
  )
}

t.test('every flow has its inputs here', async (t) => {
  t.same(
    files.map((file) => file.replace('.yaml', '')),
    Object.keys(inputs)
  )
})

for (const [name, inputsOf] of Object.entries(inputs))
  t.test(name, async (t) => {
    const given = await inputsOf()
    const { code, text } = await run(join(folder, `${name}.yaml`), given)
    t.equal(code, 0, text)
    const tokens = Object.entries(given).filter(([input]) => input.endsWith('Token'))
    t.ok(tokens.length > 0)
    for (const [input, value] of tokens) t.notOk(text.includes(String(value)), `${input} is not printed`)
  })

t.test('files are sent as they are', async (t) => {
  const keeper: Person = { unit: county, roles: ['fund-officer'], sub: 'reader' }
  const read = async (url: string) => ok(await call('GET', url, { as: keeper })).items
  const [batch] = await read(`/v1/disbursements?programme=${programme}&period=${period}`)
  const uploads: { kind: string; fileHash: string }[] = await read(`/v1/disbursements/${batch.id}/uploads`)
  t.equal(uploads.length, 2)
  for (const { kind, fileHash } of uploads)
    t.equal(fileHash, hash('sha256', kind === 'roster' ? roster : payments), kind)
})

t.test('a flow whose expectation is not met fails, and names the step', async (t) => {
  const text = readFileSync(join(folder, 'handle-a-case.yaml'), 'utf8')
  const file = join(t.testdir(), 'broken.yaml')
  const broken = text
    .replace("state == 'received'", "state == 'closed'")
    .replace('../openapi.json', join(root, 'openapi', 'openapi.json'))
  writeFileSync(file, broken)
  const given = (await inputs['handle-a-case']?.()) ?? {}
  const ended = await run(file, { ...given, idempotencyKey: 'another' })
  t.not(ended.code, 0)
  t.match(ended.text, /stepId - receive/)
})
