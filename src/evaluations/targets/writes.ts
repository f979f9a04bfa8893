import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'

/** What somebody enters for an indicator of an evaluated unit. */
export interface Entry {
  targetId: string
  itemCode: string
  value: string
  text: string | null
  evidence: readonly string[] | undefined
  reason: string | null
  at: string
  by: string
}

/** Writes what the evaluated unit enters; evidence that is not named stays. */
export async function putSelf(
  tx: Tx,
  { targetId, itemCode, value, text, evidence, at, by }: Entry
): Promise<void> {
  await sql`
    insert into evaluation_value
      (target_id, item_code, self_value, self_text, self_evidence, self_at, self_by)
    values (${targetId}, ${itemCode}, ${value}, ${text}, coalesce(${evidence ?? null}::uuid[], '{}'),
      ${at}, ${by})
    on conflict (target_id, item_code) do update set
      self_value = excluded.self_value, self_text = excluded.self_text, self_at = excluded.self_at,
      self_by = excluded.self_by,
      self_evidence = coalesce(${evidence ?? null}::uuid[], evaluation_value.self_evidence)`.execute(tx)
}

/** Writes what the evaluating unit verified; evidence that is not named stays. */
export async function putVerified(tx: Tx, entry: Entry): Promise<void> {
  const { targetId, itemCode, value, text, evidence, reason, at, by } = entry
  await sql`
    insert into evaluation_value (target_id, item_code, verified_value, verified_text, verified_evidence,
      verified_reason, verified_at, verified_by)
    values (${targetId}, ${itemCode}, ${value}, ${text}, coalesce(${evidence ?? null}::uuid[], '{}'),
      ${reason}, ${at}, ${by})
    on conflict (target_id, item_code) do update set
      verified_value = excluded.verified_value, verified_text = excluded.verified_text,
      verified_reason = excluded.verified_reason, verified_at = excluded.verified_at,
      verified_by = excluded.verified_by,
      verified_evidence = coalesce(${evidence ?? null}::uuid[], evaluation_value.verified_evidence)`.execute(
    tx
  )
}

/** Writes what a third party gives. Its version counts these entries alone. */
export async function putExternal(tx: Tx, entry: Entry, evaluatorId: string | undefined): Promise<void> {
  const { targetId, itemCode, value, text, at, by } = entry
  await sql`
    insert into evaluation_value (target_id, item_code, external_value, external_text, external_at,
      external_by, external_evaluator_id, external_version)
    values (${targetId}, ${itemCode}, ${value}, ${text}, ${at}, ${by}, ${evaluatorId ?? null}, 1)
    on conflict (target_id, item_code) do update set
      external_value = excluded.external_value, external_text = excluded.external_text,
      external_at = excluded.external_at, external_by = excluded.external_by,
      external_evaluator_id = excluded.external_evaluator_id,
      external_version = evaluation_value.external_version + 1`.execute(tx)
}
