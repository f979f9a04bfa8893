import { sql } from 'kysely'
import t from 'tap'
import { watchProposals } from '../../src/proposals/index.ts'
import { plansOf } from '../examples/plan.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { clock, context } = service
const { db } = service.database.owner
const { create, tasks } = plansOf(service)
const { list, read } = proposalsOf(service)

/** Ends the inspections of some tasks of a plan, as rooms do it over a year. */
async function inspect(plan: string, unitCode: string, tasks: readonly { id: string; targetCode: string }[]) {
  for (const { id, targetCode } of tasks) {
    await sql`
      insert into inspection (id, task_id, unit_code, path, target_code, target_path, method, planned_on, state,
        created_at, created_by, started_at, completed_at)
      values (uuid_v7(), ${id}, ${unitCode}, unit_path(${unitCode}), ${targetCode}, unit_path(${targetCode}),
        'open-check', '2026-06-01', 'completed', '2026-05-01', 'x', '2026-06-01', '2026-06-01')`.execute(db)
    await sql`update inspection_task set state = 'inspected' where id = ${id}`.execute(db)
  }
  t.ok(plan)
}

t.test('a year that was not inspected as it should have been', async (t) => {
  const plan = await create('220104')
  const all = await tasks(plan.id)
  t.equal(all.length, plan.totals.full + plan.totals.sample)
  clock.now = new Date('2026-12-31T02:00:00Z')
  t.equal(await watchProposals(context), 0, 'the year is not over')
  await inspect(plan.id, '220104', all.slice(1))
  clock.now = new Date('2027-01-01T02:00:00Z')
  await watchProposals(context)
  const [one, ...more] = await list('fact=obligation-unmet', reader('22'))
  t.same(more, [], 'units without a plan are left out')
  t.match(one, { targetCode: '220104', kind: 'notice', fact: 'obligation-unmet', period: '2026' })
  const { facts } = await read(one.id, reader('2201'))
  const figures = { year: 2026, required: all.length, inspected: all.length - 1, gap: 1 }
  t.strictSame(facts, [{ kind: 'inspection-plan', id: plan.id, figures }])
})
