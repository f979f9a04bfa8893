import { sql } from 'kysely'
import type { TestService } from '../support/service.ts'
import { plain, plant } from './bulletin.ts'

/**
 * A year of a whole province, put into the database past the service: plans, most of them carried out,
 * schemes, channels, findings and cases. Which unit did what follows from its code.
 */
export async function plantYear(service: TestService): Promise<void> {
  const { call, database, ended } = service
  const body = { withinCode: '22', year: 2026 }
  await ended((await call('POST', '/v1/inspection-plans/generate', { body })).body.id)
  const { db } = database.owner
  await sql`update inspection_task set state = 'inspected' where hashtext(target_code) % 10 not in (0, 5, -5)`.execute(
    db
  )
  await sql`
    with made as (
      insert into inspection (id, unit_code, path, target_code, target_path, task_id, method, planned_on, state,
        started_at, completed_at, created_at, created_by)
      select gen_random_uuid(), plan.unit_code, plan.path, target.code, target.path, task.id, 'open-check',
        '2026-06-01', 'completed', '2026-06-01T09:00:00+08:00', '2026-06-01T17:00:00+08:00',
        '2026-05-01T09:00:00+08:00', 'tests'
      from inspection_task as task join inspection_plan as plan on plan.id = task.plan_id
      join unit as target on target.code = task.target_code
      where task.state = 'inspected' returning id
    )
    insert into inspection_area (inspection_id, area, conclusion)
    select id, area, 'sound' from made
    cross join unnest(array['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability']) as area`.execute(
    db
  )
  await sql`
    insert into duty_record (id, unit_code, path, year, first_year, last_year, kind, title, issued_on, filed_at,
      filed_by)
    select gen_random_uuid(), code, path, 2026, 2026, 2026, kind, '年度监管方案', '2026-03-01',
      '2026-03-05T09:00:00+08:00', 'tests'
    from unit cross join unnest(array['scheme', 'rules']) as kind
    where level <> 'village' and hashtext(code || kind) % 4 <> 0`.execute(db)
  await sql`update unit set channels = channels || '{"hotline": {"number": "0431-12345678"}}'::jsonb
    where level <> 'village' and hashtext(code) % 7 <> 0`.execute(db)
  await sql`
    insert into finding (id, unit_code, path, target_code, target_path, area, severity, text, evidence, state,
      due_on, created_at, created_by)
    select gen_random_uuid(), parent.code, parent.path, unit.code, unit.path, 'funds', 'minor', '登记不全', '[]',
      case when hashtext(unit.code) % 6 = 0 then 'open' else 'accepted' end,
      case when hashtext(unit.code) % 6 = 0 then '2026-12-01'::date else 'infinity'::date end,
      '2026-06-01T09:00:00+08:00', 'tests'
    from unit join unit as parent on parent.code = unit.parent_code
    where unit.level in ('county', 'township') and hashtext(unit.code) % 3 = 0`.execute(db)
  const { rows } = await sql<{ code: string }>`
    select code from unit where level in ('county', 'township') and hashtext(code) % 2 = 0 order by code`.execute(
    db
  )
  const kinds = ['appeal', 'enquiry', 'suggestion']
  await plant(
    service,
    rows.flatMap(({ code }, n) => {
      const term = {
        rule: 'case.notify',
        dueOn: '2026-05-20',
        metOn: n % 9 === 0 ? '2026-05-25' : '2026-05-10'
      }
      const one = { ...plain, unitCode: code, kind: kinds[n % 3] as string, terms: [term] }
      return Array(1 + (n % 8)).fill({ ...one, receivedAt: '2026-05-05T09:00:00+08:00' })
    })
  )
}
