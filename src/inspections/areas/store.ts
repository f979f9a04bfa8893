import { sql } from 'kysely'
import type { Visit } from '../../plans/index.ts'
import type { Tx } from '../../platform/work/work.ts'
import { areas } from '../../policy/index.ts'
import type { OneArea } from './schema.ts'
import '../tables.ts'

/** Replaces the areas of an inspection that has not begun. */
export async function replaceAreas(tx: Tx, id: string, areas: readonly string[]): Promise<void> {
  await sql`
    with gone as (delete from inspection_area where inspection_id = ${id} and area <> all(${areas}::text[]))
    insert into inspection_area (inspection_id, area)
    select ${id}::uuid, area from unnest(${areas}::text[]) as area
    on conflict do nothing`.execute(tx)
}

/** Saves results of areas, whether planned or added. */
export async function keepResults(tx: Tx, id: string, areas: readonly OneArea[]): Promise<void> {
  await sql`
    insert into inspection_area (inspection_id, area, conclusion, remarks)
    select ${id}::uuid, area, conclusion, remarks
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) as one (area text, conclusion text, remarks text)
    on conflict (inspection_id, area)
      do update set conclusion = excluded.conclusion, remarks = excluded.remarks`.execute(tx)
  const items = areas.flatMap(({ area, items }) => items.map((item) => ({ area, ...item })))
  if (items.length === 0) return
  await sql`
    insert into inspection_item (inspection_id, item_id, area, conclusion, remarks)
    select ${id}::uuid, item, area, conclusion, remarks
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as one (item text, area text, conclusion text, remarks text)
    on conflict (inspection_id, item_id)
      do update set conclusion = excluded.conclusion, remarks = excluded.remarks`.execute(tx)
}

/** The completed inspections of a task: their days, and the areas that were checked. */
export async function visits(tx: Tx, taskId: string): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    select started_at::date as "startedOn", completed_at::date as "completedOn",
      array(select area from inspection_area where inspection_id = inspection.id
        and conclusion <> 'not-checked') as areas
    from inspection where task_id = ${taskId} and completed_at is not null`.execute(tx)
  return rows
}

/** Areas in the order of the official text. */
export const areaOrder = sql`array_position(${sql.lit(`{${areas}}`)}::text[], area)`

const items = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('item', item_id, 'conclusion', conclusion, 'remarks', remarks)
    order by item_id), '[]')
  from inspection_item as item
  where item.inspection_id = one.inspection_id and item.area = one.area)`

/** The areas with their results. */
export const areasWithItems = sql<OneArea[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('area', area, 'conclusion', conclusion, 'remarks', remarks,
    'items', ${items}) order by ${areaOrder}), '[]')
  from inspection_area as one where one.inspection_id = inspection.id)`

/** The areas planned when an inspection passed to another unit, without results. */
export const plannedAreas = sql<OneArea[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('area', area, 'conclusion', null, 'remarks', null,
    'items', '[]'::jsonb) order by ${areaOrder}), '[]')
  from jsonb_array_elements_text(as_passed -> 'areas') as area)`
