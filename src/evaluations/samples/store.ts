import { type RawBuilder, sql } from 'kysely'
import { isOutside } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { assignmentFor } from '../evaluators/store.ts'
import { keptBy } from '../visibility.ts'
import { item } from './fields.ts'
import type { EvaluationSample } from './schema.ts'

/** The unit of an evaluation whose samples are asked for. */
export interface Asked {
  evaluationId: string
  unitCode: string
}

/**
 * The evaluated unit, if the actor may see its samples: people of the evaluating unit and above, and the
 * third party that was assigned there, while values are verified. The unit itself would prepare these cases.
 */
export async function sampled(db: Db | Tx, actor: Actor, { evaluationId, unitCode }: Asked, today: string) {
  const condition = isOutside(actor)
    ? await assignedThere(db, actor, { evaluationId, unitCode }, today)
    : keptBy(actor)
  const { rows } = await sql<{ id: string }>`
    select evaluation_target.id
    from evaluation_target join evaluation on evaluation.id = evaluation_target.evaluation_id
    where evaluation_target.evaluation_id = ${evaluationId}::uuid
      and evaluation_target.unit_code = ${unitCode} and ${condition}`.execute(db)
  return rows[0]
}

async function assignedThere(
  db: Db | Tx,
  actor: Actor,
  { evaluationId, unitCode }: Asked,
  today: string
): Promise<RawBuilder<boolean>> {
  const found = await assignmentFor(db, actor, evaluationId, today)
  const isThere = found?.targets.includes(unitCode) === true
  return sql<boolean>`${isThere} and evaluation.state in ('self-assessment', 'verification')`
}

/** The samples of an evaluated unit, by number; or one of them. */
export async function samplesOf(
  db: Db | Tx,
  actor: Actor,
  targetId: string,
  { n, today }: { n?: number; today: string }
): Promise<EvaluationSample[]> {
  const { rows } = await sql<EvaluationSample>`
    select ${item.selectList({ ...actor, today })}
    from evaluation_sample join fund_programme as programme on programme.id = evaluation_sample.programme_id
    where evaluation_sample.target_id = ${targetId}::uuid
      and (${n ?? null}::integer is null or evaluation_sample.n = ${n ?? null}::integer)
    order by evaluation_sample.n`.execute(db)
  return rows
}

/** The frame of a sample, as the text that was hashed. */
export async function frameOf(db: Db, targetId: string, n: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('evaluation_sample')
    .select('frame')
    .where('target_id', '=', targetId)
    .where('n', '=', n)
    .executeTakeFirst()
  return row?.frame
}
