import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { Conflict } from '../tables.ts'
import { keptBy } from '../visibility.ts'
import { assignedTo, freeTargets, hasFreeTarget } from './assigned-to.ts'
import { mustRun } from './rules.ts'
import type { EvaluationEvaluator } from './schema.ts'

/** An evaluation of which the actor may see the third parties: only the evaluating unit and those above. */
export function kept(db: Db, actor: Actor, id: string) {
  return db.selectFrom('evaluation').select('id').where('id', '=', id).where(keptBy(actor)).executeTakeFirst()
}

/** The people who are assigned to an evaluation now, by number. */
export async function standing(db: Db | Tx, evaluationId: string): Promise<EvaluationEvaluator[]> {
  const rows = await db
    .selectFrom('evaluation_evaluator')
    .select(columnsOf('evaluation_evaluator', ['n', 'sub', 'name', 'organisationName', 'registrationNo']))
    .select(columnsOf('evaluation_evaluator', ['agreementNo', 'agreementFrom', 'agreementTo', 'items']))
    .select(columnsOf('evaluation_evaluator', ['targets', 'conflicts', 'assignedAt', 'assignedBy']))
    .where('evaluation_id', '=', evaluationId)
    .where('removed_at', 'is', null)
    .orderBy('n')
    .execute()
  return rows.map(({ organisationName: name, registrationNo, ...one }) => ({
    ...one,
    organisation: { name, registrationNo }
  }))
}

/** The places of the evaluated units, by code. */
export async function targetPaths(tx: Tx, evaluationId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('evaluation_target')
    .select(['unit_code', 'path'])
    .where('evaluation_id', '=', evaluationId)
    .execute()
  return new Map(rows.map(({ unit_code, path }) => [unit_code, path]))
}

/** Conflicts of an organisation that an evaluating unit knows of, in whatever evaluation. */
export async function conflictsOf(tx: Tx, unitCode: string, registrationNo: string): Promise<Conflict[]> {
  const rows = await tx
    .selectFrom('evaluation_evaluator as one')
    .innerJoin('evaluation', 'evaluation.id', 'one.evaluation_id')
    .select('one.conflicts')
    .where('evaluation.unit_code', '=', unitCode)
    .where('one.registration_no', '=', registrationNo)
    .execute()
  return rows.flatMap(({ conflicts }) => conflicts)
}

/** Ends an assignment; false where there is none of this number. */
export async function remove(
  tx: Tx,
  { evaluationId, n, at, by }: { evaluationId: string; n: number; at: string; by: string }
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('evaluation_evaluator')
    .set({ removed_at: at, removed_by: by })
    .where('evaluation_id', '=', evaluationId)
    .where('n', '=', n)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * What somebody was assigned in an opened evaluation of their own unit; undefined where there is nothing.
 *
 * @throws evaluator-agreement-over
 */
export async function assignmentFor(db: Db | Tx, actor: Actor, evaluationId: string, today: string) {
  const found = await db
    .selectFrom('evaluation_evaluator')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_evaluator.evaluation_id')
    .select(columnsOf('evaluation_evaluator', ['id', 'items', 'assignedAt', 'agreementNo']))
    .select(columnsOf('evaluation_evaluator', ['agreementFrom', 'agreementTo']))
    .select(freeTargets.as('targets'))
    .where('evaluation_id', '=', evaluationId)
    .where(assignedTo(actor))
    .where(hasFreeTarget)
    .executeTakeFirst()
  if (found !== undefined) mustRun(found, today)
  return found
}

export type Assignment = NonNullable<Awaited<ReturnType<typeof assignmentFor>>>

/** The evaluation as its third party sees it: the set, the period, and the names of the units. */
export async function evaluationOf(db: Db, id: string, targets: readonly string[]) {
  const evaluation = await db
    .selectFrom('evaluation')
    .innerJoin('unit', 'unit.code', 'evaluation.unit_code')
    .innerJoin('indicator_set', 'indicator_set.id', 'evaluation.set_id')
    .select(columnsOf('evaluation', ['unitCode', 'year', 'verifyBy', 'state']))
    .select(['evaluation.from_on as from', 'evaluation.to_on as to', 'unit.name as unitName'])
    .select(['indicator_set.name as setName', 'indicator_set.items as indicators'])
    .where('evaluation.id', '=', id)
    .executeTakeFirstOrThrow()
  const units = await db
    .selectFrom('unit')
    .select(['code as unitCode', 'name as unitName'])
    .where('code', '=', sql<string>`any(${[...targets]}::text[])`)
    .orderBy('code')
    .execute()
  return { ...evaluation, targets: units }
}
