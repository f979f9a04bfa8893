import { type RawBuilder, sql } from 'kysely'
import { type Citables, causesOf } from '../causes/index.ts'
import { addressed } from '../platform/access/addressed.ts'
import { isHandedOver } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Tx } from '../platform/work/work.ts'
import { wire as termOnWire, termsOf } from '../terms/index.ts'
import { supervisingShown } from '../units/index.ts'
import { rectificationsOf } from './rectification/store.ts'
import type { Standing } from './rules.ts'
import type { Finding, NewFinding } from './schema.ts'
import './tables.ts'
import type { State } from './vocabulary.ts'

export type Versioned = Finding & { version: number }

/** The columns of a finding in a list. `today` decides whether it is overdue. */
export function shown(actor: Pick<Actor, 'unitCode'>, today: string) {
  return [
    'finding.id',
    'finding.unit_code as unitCode',
    'unit.name as unitName',
    'finding.target_code as targetCode',
    'target.name as targetName',
    'finding.area',
    'finding.item_id as itemId',
    'finding.severity',
    'finding.text',
    'finding.state',
    sql<string | null>`nullif(finding.due_on, 'infinity')`.as('dueOn'),
    sql<boolean>`finding.due_on < ${today}::date`.as('overdue'),
    'finding.repeats',
    'finding.created_at as createdAt',
    ...supervisingShown({ table: 'finding', unit: 'unit', target: 'target' }),
    isHandedOver(actor, 'finding').as('handedOver')
  ] as const
}

export function named(db: Db | Tx) {
  return db
    .selectFrom('finding')
    .innerJoin('unit', 'unit.code', 'finding.unit_code')
    .innerJoin('unit as target', 'target.code', 'finding.target_code')
}

/** The target and the units between see a finding from the start, because they have to rectify it. */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  return addressed(actor, 'finding', 'finding', { isVisibleToTarget: sql<boolean>`true` })
}

export async function find(
  db: Db,
  citables: Citables,
  actor: Actor,
  id: string,
  today: string
): Promise<Versioned | undefined> {
  const [found] = await whole(db, citables, actor, [id], today, seenBy(actor))
  return found
}

/** Findings with rectifications, terms and visible causes, in the order of `ids`. */
export async function whole(
  db: Db | Tx,
  citables: Citables,
  actor: Actor,
  ids: readonly string[],
  today: string,
  condition = sql<boolean>`true`
): Promise<Versioned[]> {
  const rows = await named(db)
    .select(shown(actor, today))
    .select(['finding.evidence', 'finding.waive_reason as waiveReason', 'finding.version'])
    .select(rectificationsOf)
    .where('finding.id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(condition)
    .orderBy(sql`array_position(${ids}::uuid[], finding.id)`)
    .execute()
  if (rows.length === 0) return []
  const terms = await termsOf(db, 'finding', ids)
  const causes = await causesOf(db, citables, actor, ids)
  return rows.map((row) => ({
    ...row,
    causes: causes.get(row.id) ?? [],
    terms: (terms.get(row.id) ?? []).map((term) => termOnWire(term, today))
  })) as Versioned[]
}

/** The values of a new finding. */
export interface NewRow extends Pick<NewFinding, 'area' | 'severity' | 'text'> {
  id: string
  unitCode: string
  path: string
  targetCode: string
  targetPath: string
  itemId: string | null
  evidence: string
  dueOn: string
}

/** Inserts findings, each with a link to the latest earlier finding on the same item or area. */
export async function insert(
  tx: Tx,
  rows: readonly NewRow[],
  made: { at: string; by: string }
): Promise<{ id: string; repeats: string | null }[]> {
  const { rows: inserted } = await sql<{ id: string; repeats: string | null }>`
    insert into finding (id, unit_code, path, target_code, target_path, area, item_id, severity, text,
      evidence, due_on, repeats, created_at, created_by)
    select id, "unitCode", path, "targetCode", "targetPath", area, "itemId", severity, text,
      evidence::jsonb, "dueOn", (
        select earlier.id from finding as earlier
        where earlier.target_code = "targetCode" and earlier.area = wanted.area
          and coalesce(earlier.item_id, '') = coalesce("itemId", '')
        order by earlier.id desc limit 1),
      ${made.at}::timestamptz, ${made.by}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wanted (id uuid, "unitCode" text, path text,
      "targetCode" text, "targetPath" text, area text, "itemId" text, severity text, text text,
      evidence text, "dueOn" date)
    returning id, repeats`.execute(tx)
  return inserted
}

const standing = [
  'finding.id',
  'finding.unit_code as unitCode',
  'finding.path',
  'finding.target_code as targetCode',
  sql<string>`unit_acting(finding.target_code)`.as('targetActing'),
  sql<string[]>`unit_line((
    select path from unit where code = unit_supervisor(finding.unit_code, finding.target_path)))`.as(
    'judges'
  ),
  'finding.state',
  sql<string>`(finding.created_at at time zone 'Asia/Shanghai')::date`.as('madeOn'),
  'finding.version'
] as const

/** Locks a finding for a step, if it is visible to the actor; undefined if not. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return tx
    .selectFrom('finding')
    .select(standing)
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

/** Locks, in the order of their ids, those of the findings that concern a unit or a unit below it. */
export function lockWithin(tx: Tx, ids: readonly string[], unitCode: string): Promise<Standing[]> {
  return tx
    .selectFrom('finding')
    .select(standing)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where(sql<boolean>`${unitCode} = any(string_to_array(target_path, '.'))`)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export interface Change {
  state: State
  dueOn: string
  waiver?: { reason: string; on: string; by: string }
}

export async function update(tx: Tx, id: string, { state, dueOn, waiver }: Change): Promise<void> {
  await tx
    .updateTable('finding')
    .set({ state, due_on: dueOn, version: sql<number>`version + 1` })
    .set({ waive_reason: waiver?.reason, waived_on: waiver?.on, waived_by: waiver?.by })
    .where('id', '=', id)
    .execute()
}
