import { sql } from 'kysely'
import { inSubtree, isBelow } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { hasPassedTo } from '../keeping.ts'
import { item } from './fields.ts'
import type { Drawn } from './rules.ts'
import type { TeamDraw } from './schema.ts'
import { isDrawnFor } from './visibility.ts'
import '../staff/tables.ts'
import '../tables.ts'
import './tables.ts'

/** The columns do not depend on the viewer. */
const columns = item.select({ unitCode: '', sub: '', today: '' })

/** The active people on the registers of a unit and the units below it, with their qualifications. */
export async function register(tx: Tx, { acting, path }: { acting: string; path: string }) {
  const tree = { code: acting, depth: path.split('.').indexOf(acting) + 1 }
  const rows = await tx
    .selectFrom('staff')
    .select(['staff.id', 'staff.qualifications'])
    .where('staff.active', '=', true)
    .where(inSubtree(tree, { table: 'staff', unit: 'unit_code' }))
    .execute()
  return new Map(rows.map(({ id, qualifications }) => [id, qualifications]))
}

/** The number of draws made for an inspection. */
export async function earlier(tx: Tx, inspectionId: string): Promise<number> {
  const { total } = await tx
    .selectFrom('team_draw')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('inspection_id', '=', inspectionId)
    .executeTakeFirstOrThrow()
  return total
}

/**
 * The id if the actor belongs to the inspecting unit or a unit above it. No other caller sees draws and
 * frames, even if the inspection itself is visible to them: a frame shows whom else that unit may send.
 */
export function inspecting(db: Db, actor: Actor, inspectionId: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('inspection')
    .select('id')
    .where('id', '=', inspectionId)
    .where(sql<boolean>`(${isBelow(actor, 'inspection')} or ${hasPassedTo(actor)})`)
    .executeTakeFirst()
}

/** A draw of the team of an inspection, if it is visible to the actor. */
export function find(db: Db | Tx, actor: Actor, id: string): Promise<TeamDraw | undefined> {
  return seen(db, actor, id).select(columns).executeTakeFirst()
}

/** The frame of a draw, as the text that was hashed. */
export async function frame(db: Db, actor: Actor, id: string): Promise<string | undefined> {
  return (await seen(db, actor, id).select('frame').executeTakeFirst())?.frame
}

/** The whole record of a draw, for its verification. */
export async function drawn(db: Db, actor: Actor, id: string): Promise<Drawn | undefined> {
  const row = await seen(db, actor, id)
    .select(columns)
    .select('frame')
    .select(
      sql<string[] | null>`case when ordinal = (
        select max(ordinal) from team_draw later where later.inspection_id = team_draw.inspection_id
      ) and team_draw.unit_code is not distinct from inspection.passed_to_code
      then inspection.team::text[] end`.as('team')
    )
    .select(
      sql<string | null>`(
        select details::jsonb ->> 'evidence' from audit_line line
        where line.subject_id = team_draw.inspection_id::text and line.action = 'inspection.team-drawn'
          and details::jsonb ->> 'drawId' = team_draw.id::text
        order by line.id limit 1
      )`.as('noted')
    )
    .executeTakeFirst()
  return row && { ...row, noted: row.noted ?? undefined }
}

function seen(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('team_draw')
    .innerJoin('inspection', 'inspection.id', 'team_draw.inspection_id')
    .where('team_draw.id', '=', id)
    .where(isDrawnFor(actor))
}
