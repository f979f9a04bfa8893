import t from 'tap'
import { spendFrom } from '../../src/funds/allocations/flow.ts'
import { service as machine } from '../../src/platform/auth/actor.ts'
import { yuanOf } from '../../src/platform/values/money.ts'
import { work } from '../../src/platform/work/work.ts'
import { batchesOf, county, paymentsOf } from '../examples/batch.ts'
import { keeper, moneyOf } from '../examples/money.ts'
import { fc } from '../support/property.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, context } = service
const { programme, received, part, read } = moneyOf(service)
await programme('p')

const cities = ['2201', '2202', '2203']
const counties: Record<string, string[]> = {
  '2201': ['220102', '220103', '220104'],
  '2202': ['220202', '220203'],
  '2203': ['220302', '220303']
}

/** A step as this test keeps it: nothing but what was put in. */
interface Step {
  id: string
  unit: string
  parent: Step | undefined
  fen: bigint
  out: bigint
}

t.test('random chains: no step hands on more than it has, and all sums agree', async (t) => {
  const order = fc.record({ from: fc.nat(50), to: fc.nat(50), fen: fc.bigInt({ min: 1n, max: 60_000n }) })
  const property = fc.asyncProperty(
    fc.bigInt({ min: 1n, max: 100_000n }),
    fc.array(order, { maxLength: 12 }),
    async (granted, orders) => {
      const top = await received({ fromUnitCode: null, toUnitCode: '22', amount: yuanOf(granted) })
      const steps: Step[] = [{ id: top.id, unit: '22', parent: undefined, fen: granted, out: 0n }]
      for (const { from, to, fen } of orders) {
        const giver = steps[from % steps.length] as Step
        const below =
          giver.unit === '22' ? [...cities, ...Object.values(counties).flat()] : counties[giver.unit]
        const unit = below?.[to % below.length]
        if (unit === undefined) continue
        const answer = await part(giver.id, unit, yuanOf(fen))
        const fits = fen <= giver.fen - giver.out
        t.equal(answer.status, fits ? 201 : 422)
        if (!fits) continue
        giver.out += fen
        steps.push({ id: answer.body.id, unit, parent: giver, fen, out: 0n })
      }
      for (const step of steps) {
        const { chain, ...shown } = await read(`/v1/allocations/${step.id}`)
        const own = steps.filter((one) => lineOf(one).includes(step))
        const rest = own.reduce((sum, { fen, out }) => sum + fen - out, 0n)
        t.match(shown, { handedDown: yuanOf(step.out), retained: yuanOf(step.fen - step.out) })
        t.equal(shown.metOn !== null, step.fen === step.out)
        t.match(chain.totals, { nodes: own.length, received: yuanOf(step.fen), retained: yuanOf(rest) })
        t.equal(rest, step.fen, 'nothing is lost on the way')
        t.same(
          chain.nodes.map(({ id }: Step) => id),
          own.map(({ id }) => id)
        )
      }
    }
  )
  await fc.assert(property, { numRuns: 12 })
})

function lineOf(step: Step): Step[] {
  return step.parent === undefined ? [step] : [...lineOf(step.parent), step]
}

t.test('paid to recipients: it is spent, and the term is met on the day of the last payment', async (t) => {
  const one = await received({ toUnitCode: county, amount: '100' })
  const { batch, payments } = batchesOf(service)
  const id = await batch({ programme: 'p', allocationId: one.id })
  const paid = async (...lines: string[]) => {
    t.equal((await payments(id, paymentsOf(...lines))).status, 200)
    return read(`/v1/allocations/${one.id}`)
  }
  const first = 'R1,60.00,2026-01-20,6228480010000001,paid'
  t.match(await paid(first), { spent: '60.00', retained: '40.00', metOn: null })
  const all = await paid(first, 'R2,40,2026-01-25,6228480010000002,paid')
  t.match(all, { spent: '100.00', retained: '0.00', metOn: '2026-01-25', daysTaken: 20, overdue: false })
  t.match(all.chain.totals, { spent: '100.00', retained: '0.00', overdue: '0.00' })
  const back = await paid(first, 'R2,40,2026-01-25,6228480010000002,returned')
  t.match(
    back,
    { spent: '60.00', metOn: null, overdue: true, terms: [{ state: 'missed' }] },
    'some came back'
  )
  t.match(await part(one.id, '220102001', '40.01'), { status: 422, body: { code: 'allocation-exceeds' } })
  const more = await paid(first, 'R2,50,2026-01-25,6228480010000002,paid')
  t.match(more, { spent: '110.00', retained: '0.00' }, 'with the local share')
  await work(context, { actor: machine }, (work) => spendFrom(work, one.id))
  t.match(await read(`/v1/allocations/${one.id}`), { spent: '110.00' }, 'summed up again it is the same')
  t.equal((await call('GET', `/v1/allocations/${one.id}`, { as: keeper('220103') })).status, 404)
})
