import t from 'tap'
import { addUsualProgrammes } from '../../src/funds/index.ts'
import { system } from '../../src/platform/auth/actor.ts'
import { work } from '../../src/platform/work/work.ts'
import { keeper, moneyOf } from '../examples/money.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, context } = service
const { programme, read } = moneyOf(service)
const url = '/v1/fund-programmes'
const add = () => work(context, { actor: system }, addUsualProgrammes)

interface Usual {
  code: string
  name: { zh: string }
  lowIncome: boolean
  disclosure: string
  clauseId: string
}

t.test('a province without programmes gets those of the policy, once', async (t) => {
  const policy = ok(await call('GET', '/v1/policies/jilin-2019-12'))
  const usual: Usual[] = policy.programmes
  const clauses = new Set(policy.clauses.map(({ id }: { id: string }) => id))
  t.ok(usual.every(({ clauseId }) => clauses.has(clauseId)))
  t.equal(await add(), usual.length)
  t.equal(await add(), 0, 'what exists stays as it is')
  const { items } = await read(`${url}?limit=50`)
  t.strictSame(
    items.map(({ code, name, lowIncome, disclosure }: Omit<Usual, 'name'> & { name: string }) => [
      ...[code, name, lowIncome, disclosure]
    ]),
    usual
      .map(({ code, name, lowIncome, disclosure }) => [code, name.zh, lowIncome, disclosure])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  )
  const low = usual.filter(({ lowIncome }) => lowIncome).map(({ code }) => code)
  t.strictSame(low, ['low-income-urban', 'low-income-rural'])
  const minors = usual.filter(({ disclosure }) => disclosure === 'forbidden').map(({ code }) => code)
  t.strictSame(minors, ['orphans', 'unsupported-children'], 'all recipients are minors')
})

t.test('they can be changed like any other', async (t) => {
  const { headers } = await call('GET', `${url}/extreme-poverty`, { as: keeper() })
  const change = await call('PATCH', `${url}/extreme-poverty`, {
    as: keeper(),
    body: { lowIncome: true, disclosure: 'forbidden' },
    headers: { 'if-match': String(headers.etag) }
  })
  t.match(change.body, { lowIncome: true, disclosure: 'forbidden', name: '特困人员救助供养' })
})

t.test(
  'a new programme is shown and no low-income allowance, unless the province says otherwise',
  async (t) => {
    t.match(await programme('heating'), { lowIncome: false, disclosure: 'required' })
    t.match(await programme('infants', { disclosure: 'forbidden' }), { disclosure: 'forbidden' })
  }
)
