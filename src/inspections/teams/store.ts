import { sql } from 'kysely'
import { inSubtree, isBelow } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Area } from '../../policy/index.ts'
import { hasPassedTo } from '../keeping.ts'
import type { Drawn } from './rules.ts'
import type { TeamDraw, TeamDrawQuery } from './schema.ts'
import { isDrawnFor } from './visibility.ts'
import '../staff/tables.ts'
import '../tables.ts'

declare module '../../platform/database/connect.ts' {
  interface Tables {
    team_draw: {
      id: string
      inspection_id: string
      ordinal: number
      reason: string | null
      size: number
      population: number
      areas: Area[]
      seed: string
      seed_source: string
      algorithm: string
      frame: string
      frame_hash: string
      selected: string[]
      excluded: unknown
      drawn_at: string
      drawn_by: string
      unit_code: string | null
    }
  }
}

const wire = [
  'team_draw.id',
  'inspection_id as inspectionId',
  'ordinal',
  'reason',
  'size',
  'population',
  'areas',
  'selected',
  sql<TeamDraw['excluded']>`excluded`.as('excluded'),
  'seed',
  'seed_source as seedSource',
  'algorithm',
  'frame_hash as frameHash',
  'drawn_at as drawnAt',
  'drawn_by as drawnBy'
] as const

const order = [['ordinal', 'integer']] as const

export const columns = Object.keys({
  id: 0,
  inspectionId: 0,
  ordinal: 0,
  reason: 0,
  size: 0,
  population: 0,
  areas: 0,
  selected: 0,
  excluded: 0,
  seed: 0,
  seedSource: 0,
  algorithm: 0,
  frameHash: 0,
  drawnAt: 0,
  drawnBy: 0
} satisfies Record<keyof TeamDraw, 0>).map((name) => ({ name }))

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

export function count(db: Db, actor: Actor, inspectionId: string): Promise<{ total: number }> {
  return drawsFor(db, actor, inspectionId)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
}

export async function insert(
  tx: Tx,
  draw: TeamDraw & { frame: string; unitCode: string | null }
): Promise<void> {
  await tx
    .insertInto('team_draw')
    .values({
      id: draw.id,
      inspection_id: draw.inspectionId,
      ordinal: draw.ordinal,
      reason: draw.reason,
      size: draw.size,
      population: draw.population,
      areas: draw.areas,
      seed: draw.seed,
      seed_source: draw.seedSource,
      algorithm: draw.algorithm,
      frame: draw.frame,
      frame_hash: draw.frameHash,
      selected: draw.selected,
      excluded: JSON.stringify(draw.excluded),
      drawn_at: draw.drawnAt,
      drawn_by: draw.drawnBy,
      unit_code: draw.unitCode
    })
    .execute()
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

function drawsFor(db: Db, actor: Actor, inspectionId: string) {
  return db
    .selectFrom('team_draw')
    .innerJoin('inspection', 'inspection.id', 'team_draw.inspection_id')
    .where('inspection_id', '=', inspectionId)
    .where(isDrawnFor(actor))
}

/** The draws for an inspection, the first one first. */
export function list(db: Db, actor: Actor, inspectionId: string, { cursor }: TeamDrawQuery) {
  return drawsFor(db, actor, inspectionId).select(wire).where(after(cursor, order)).orderBy('ordinal')
}

export function find(db: Db | Tx, actor: Actor, id: string): Promise<TeamDraw | undefined> {
  return seen(db, actor, id).select(wire).executeTakeFirst()
}

/** The frame of a draw, as the text that was hashed. */
export async function frame(db: Db, actor: Actor, id: string): Promise<string | undefined> {
  return (await seen(db, actor, id).select('frame').executeTakeFirst())?.frame
}

/** The whole record of a draw, for its verification. */
export async function drawn(db: Db, actor: Actor, id: string): Promise<Drawn | undefined> {
  const row = await seen(db, actor, id)
    .select(wire)
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
