import { sql } from 'kysely'
import t from 'tap'
import { plansOf } from '../examples/plan.ts'
import { nowhere } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { create } = plansOf(service)

t.test('without a foreign key too, every task has its plan, whoever writes', async (t) => {
  const { id } = await create('2202')
  for (const db of [service.database.db, service.database.owner.db]) {
    const orphan = sql`
      insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage)
      select uuid_v7(), plan_id, target_code || 'x', target_name, target_level, coverage
      from (select ${id}::uuid as plan_id, target_code, target_name, target_level, coverage
        from inspection_task where coverage = 'full'
        union all values (${nowhere}::uuid, '22', '吉林省', 'province', 'full')) as task`
    const expected = { code: '23503', constraint: 'inspection_task_plan_fkey' }
    await t.rejects(orphan.execute(db), expected, 'one among many has no plan')
    const kept = { code: '23001' }
    await t.rejects(sql`update inspection_task set plan_id = ${nowhere}::uuid`.execute(db), kept)
    await t.rejects(sql`update inspection_plan set id = ${nowhere}::uuid where id = ${id}`.execute(db), kept)
    await t.rejects(sql`delete from inspection_plan where id = ${id}`.execute(db), kept)
  }
  await t.rejects(sql`truncate inspection_plan cascade`.execute(service.database.owner.db), { code: '23001' })
})
