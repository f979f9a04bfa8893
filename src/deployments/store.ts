import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { columnsOf, manyRecords } from '../platform/database/records.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, item } from './fields.ts'
import * as rules from './rules.ts'
import type { NewItem } from './schema.ts'
import './tables.ts'
import { keptBy, seenBy } from './visibility.ts'

function standing(actor: Actor) {
  return [
    ...columnsOf('deployment', ['id', 'unitCode', 'path', 'state', 'issuedOn', 'version', 'amendments']),
    ...columnsOf('deployment', ['addresseeCodes', 'addresseeWithin', 'addresseeLevel']),
    keptBy(actor).as('isKeeper'),
    isAddressed(actor).as('isAddressed')
  ] as const
}

/** Whether the actor's unit reports for an addressee: for itself, or for an ended one for which it acts. */
function isAddressed({ unitCode }: Actor): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from deployment_addressee as own
    where own.deployment_id = deployment.id and unit_acting(own.unit_code) = ${unitCode}
      and own.unit_code in (select code from unit where acting_code = ${unitCode} or code = ${unitCode}))`
}

/** A deployment as visible to the actor, with the progress of its items as of a day. */
export async function find(db: Db | Tx, actor: Actor, id: string, day: string) {
  const viewer = { ...actor, today: day }
  const row = await db
    .selectFrom('deployment')
    .innerJoin('unit', 'unit.code', 'deployment.unit_code')
    .select([...item.select(viewer), ...details.select(viewer)])
    .select(['deployment.version', keptBy(actor).as('isKeeper'), isAddressed(actor).as('isAddressed')])
    .where('deployment.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { isKeeper, isAddressed: addressed, ...shown } = row
  const one = { state: shown.state, unitCode: shown.unitCode, isKeeper, isAddressed: addressed }
  return { ...shown, actions: actionsOf<rules.Standing, rules.StepName>(rules, one, actor, day) }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** The id of the deployment if it is visible to the actor, else undefined. */
export function seen(db: Db | Tx, actor: Actor, id: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('deployment')
    .select('deployment.id')
    .where('deployment.id', '=', id)
    .where(seenBy(actor))
    .executeTakeFirst()
}

/** Locks a deployment that is visible to the actor. */
export function lock(tx: Tx, actor: Actor, id: string) {
  return tx
    .selectFrom('deployment')
    .select(standing(actor))
    .where('id', '=', id)
    .where(seenBy(actor))
    .forUpdate()
    .executeTakeFirst()
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** Writes items in place of those with the same numbers. */
export async function putItems(tx: Tx, id: string, items: readonly NewItem[], amendment = 0): Promise<void> {
  const many = manyRecords(
    'deployment_item',
    items.map(({ measure, milestones = [], parentItem, supervision, department, steps, ...own }) => ({
      ...own,
      deploymentId: id,
      amendment,
      measureName: measure?.name ?? null,
      measureUnit: measure?.unit ?? null,
      measureTarget: measure?.target ?? null,
      milestones: milestones as never,
      supervision: supervision ?? null,
      department: department ?? null,
      steps: steps ?? null,
      parentDeploymentId: parentItem?.deploymentId ?? null,
      parentNo: parentItem?.no ?? null
    }))
  )
  await sql`
    insert into deployment_item (${many.columns}) select ${many.values} from ${many.rows}
    on conflict on constraint deployment_item_pkey do update set text = excluded.text,
      measure_name = excluded.measure_name, measure_unit = excluded.measure_unit,
      measure_target = excluded.measure_target, due_on = excluded.due_on, milestones = excluded.milestones,
      supervision = excluded.supervision, department = excluded.department, steps = excluded.steps,
      parent_deployment_id = excluded.parent_deployment_id, parent_no = excluded.parent_no,
      amendment = excluded.amendment`.execute(tx)
}

/** Keeps the items that an amendment changes, as they are before it. */
export async function keepBefore(
  tx: Tx,
  id: string,
  amendment: { number: number; reason: string; madeAt: string; madeBy: string },
  numbers: readonly number[]
): Promise<void> {
  const { number, reason, madeAt, madeBy } = amendment
  await sql`
    insert into deployment_amendment (deployment_id, number, reason, before, made_at, made_by)
    select ${id}, ${number}, ${reason}, coalesce(jsonb_agg(to_jsonb(item) order by item.no), '[]'),
      ${madeAt}::timestamptz, ${madeBy}
    from deployment_item as item
    where item.deployment_id = ${id} and item.no = any(${numbers}::int[])`.execute(tx)
}

/** Those of the codes that lie below a unit and exist today. */
export async function below(tx: Tx, unitCode: string, codes: readonly string[], today: string) {
  const { rows } = await sql<{ code: string }>`
    select code from unit
    where code = any(${codes}::text[]) and ${isBelow(unitCode, today)}`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

/** Fixes the addressees: named units, or those of a subtree; gives how many there are. */
export async function address(
  tx: Tx,
  { id, unitCode }: { id: string; unitCode: string },
  units: readonly string[] | { tree: Subtree; level: string | null },
  today: string
): Promise<number> {
  const which =
    'tree' in units
      ? sql`${inSubtree(units.tree, { table: 'unit', unit: 'code' })}
          and level = coalesce(${units.level}::text, level)`
      : sql`code = any(${units}::text[])`
  const { numAffectedRows = 0n } = await sql`
    insert into deployment_addressee (deployment_id, unit_code, path)
    select ${id}::uuid, code, path from unit where ${which} and ${isBelow(unitCode, today)}`.execute(tx)
  return Number(numAffectedRows)
}

function isBelow(unitCode: string, today: string): RawBuilder<boolean> {
  return sql<boolean>`code <> ${unitCode} and ${unitCode} = any(string_to_array(path, '.'))
    and is_valid(valid_from, valid_to, ${today}::date)`
}

/** Whether an item was issued to a unit, which may then pass it on. */
export async function isIssuedTo(tx: Tx, unitCode: string, id: string, no: number): Promise<boolean> {
  const { rows } = await sql`
    select from deployment_item as item
    join deployment_addressee as addressee on addressee.deployment_id = item.deployment_id
    where item.deployment_id = ${id} and item.no = ${no} and addressee.unit_code = ${unitCode}`.execute(tx)
  return rows.length > 0
}

/** How many of these items a deployment has that is issued and visible to the actor; undefined without it. */
export async function itemsAmong(tx: Tx, actor: Actor, id: string, numbers: readonly number[]) {
  const { rows } = await sql<{ known: number }>`
    select (select count(*)::int from deployment_item as item
      where item.deployment_id = deployment.id and item.no = any(${numbers}::int[])) as known
    from deployment
    where deployment.id = ${id} and deployment.issued_at is not null and ${seenBy(actor)}`.execute(tx)
  return rows[0]?.known
}
