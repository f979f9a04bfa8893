import t from 'tap'
import type { Role } from '../../src/platform/access/permissions.ts'
import { batchesOf, county, makeProgramme, paymentsOf, rosterOf, village, XLSX } from '../examples/batch.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
await makeProgramme(service)
const { batch, roster, payments } = batchesOf(service)
const id = await batch()
const [full, other, short] = ['6228480012345678901', '6217001198765432109', '77']
const { id: rosterId } = ok(
  await roster(id, rosterOf(`R1,${village},10,${full},`, `R2,${village},20,${short},`, `R3,${village},5,,`))
)
const { id: paymentsId } = ok(await payments(id, paymentsOf(`R1,10,2010-02-08,${other},paid`)))
const lines = (file: string) => `/v1/fund-uploads/${file}/lines`
const accounts = async (file: string, unit: string, role: Role) => {
  const { items } = ok(await call('GET', lines(file), { as: { unit, roles: [role] } }))
  return items.map(({ account }: { account: string | null }) => account)
}

t.test(
  'whoever pays or checks sees the accounts of recipients, in any unit at or above the payer',
  async (t) => {
    for (const unit of [county, '2201', '22']) {
      for (const role of ['fund-officer', 'inspector'] as const) {
        t.same(await accounts(rosterId, unit, role), [full, short, null], `${unit} ${role}`)
        t.same(await accounts(paymentsId, unit, role), [other], `${unit} ${role}`)
      }
    }
  }
)

t.test('everybody else sees the last four, in pages and downloads', async (t) => {
  for (const role of ['viewer', 'leader', 'auditor'] as const) {
    t.same(await accounts(rosterId, '22', role), ['****8901', '****7', null], role)
    t.same(await accounts(paymentsId, county, role), ['****2109'], role)
    const as = { unit: county, roles: [role] }
    for (const file of [rosterId, paymentsId]) {
      for (const accept of ['application/json', 'text/csv', XLSX]) {
        const { text } = await call('GET', lines(file), { as, headers: { accept } })
        for (const account of [full, other]) t.notMatch(text, account.slice(0, -4), `${role} ${accept}`)
      }
    }
  }
})

t.test('no other record holds an account, so that no other answer can show one', async (t) => {
  const as = { unit: county, roles: ['fund-officer', 'inspector'] as Role[], sub: 'officer' }
  const keyed = { as, headers: { 'idempotency-key': 'accounts' } }
  const swapped = rosterOf(`R1,${full},10,${full},`, `R2,${village},x,${other},`)
  t.equal((await roster(id, swapped, { as })).status, 422)
  const body = { kind: 'payment', disbursementId: id }
  const check = ok(await call('POST', '/v1/fund-checks', { ...keyed, body }))
  t.equal(check.exceptions['wrong-account'].count, 1)
  const above = { unit: '22', roles: ['fund-officer', 'inspector'] as Role[] }
  const findings = { as: above, body: { severity: 'minor' } }
  ok(await call('POST', `/v1/fund-checks/${check.id}/findings`, findings))
  const { rows: tables } = await database.owner.pool.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`
  )
  const holding: string[] = []
  for (const { name } of tables) {
    const { rowCount } = await database.owner.pool.query(
      `select from "${name}" as record where record::text ~ $1 limit 1`,
      [`${full.slice(0, -4)}|${other.slice(0, -4)}`]
    )
    if (rowCount !== 0) holding.push(name)
  }
  const lines = holding.filter((name) => /^(roster|payment)_line/.test(name))
  t.ok(lines.length >= 2, 'what may hold one is found')
  t.same(holding, lines)
})
