import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'
import { counts } from './fields.ts'

/** Those of the codes that lie below a unit and exist today. */
export async function below(tx: Tx, unitCode: string, codes: readonly string[], today: string) {
  const { rows } = await sql<{ code: string }>`
    select code from unit
    where code = any(${codes}::text[]) and code <> ${unitCode}
      and ${unitCode} = any(string_to_array(path, '.'))
      and is_valid(valid_from, valid_to, ${today}::date)`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

export function insert(tx: Tx, id: string, codes: readonly string[]): Promise<number> {
  return freeze(tx, id, sql`code = any(${codes}::text[])`)
}

/** All units of a subtree that lie below the unit of the campaign, or only those of one level. */
export function insertWithin(
  tx: Tx,
  id: string,
  unitCode: string,
  { tree, level }: { tree: Subtree; level?: string | undefined },
  today: string
): Promise<number> {
  return freeze(
    tx,
    id,
    sql`${inSubtree(tree, { table: 'unit', unit: 'code' })} and code <> ${unitCode}
      and ${unitCode} = any(string_to_array(path, '.'))
      and is_valid(valid_from, valid_to, ${today}::date)
      and level = coalesce(${level ?? null}::text, level)`
  )
}

async function freeze(tx: Tx, id: string, which: RawBuilder<unknown>): Promise<number> {
  const made = await sql`
    insert into campaign_target (campaign_id, target_code, target_name, target_level)
    select ${id}::uuid, code, name, level from unit where ${which}`.execute(tx)
  return Number(made.numAffectedRows)
}

/**
 * The target of a campaign, and whether an inspection already counts for it; undefined if it is no target.
 */
export async function named(tx: Tx, id: string, code: string): Promise<{ isDone: boolean } | undefined> {
  const { rows } = await sql<{ isDone: boolean }>`
    select exists (
      select from inspection where inspection.campaign_id = target.campaign_id
        and inspection.target_code = target.target_code and ${counts}
    ) as "isDone"
    from campaign_target as target join campaign on campaign.id = target.campaign_id
    where target.campaign_id = ${id} and target.target_code = ${code}`.execute(tx)
  return rows[0]
}
