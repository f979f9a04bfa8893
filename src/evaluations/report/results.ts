import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { type GradeCode, labels } from '../labels.ts'
import '../tables.ts'

/** What a published evaluation came to for one unit. */
export interface PublishedResult {
  evaluationId: string
  /** Unit that evaluated. */
  unitName: string
  total: string | null
  /** In Chinese. */
  grade: string | null
  rank: number | null
}

/** The results of a unit in the evaluations of a year that were published up to a day, the latest first. */
export async function resultsOf(
  db: Db,
  { unitCode, year, asOf }: { unitCode: string; year: number; asOf: string }
): Promise<PublishedResult[]> {
  const { rows } = await sql<PublishedResult & { grade: GradeCode | null }>`
    select evaluation.id as "evaluationId", unit.name as "unitName", target.total, target.grade, target.rank
    from evaluation_target as target
    join evaluation on evaluation.id = target.evaluation_id
    join unit on unit.code = evaluation.unit_code
    where target.unit_code = ${unitCode} and evaluation.year = ${year}
      and evaluation.published_at < (${asOf}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    order by evaluation.id desc`.execute(db)
  return rows.map((row) => ({ ...row, grade: row.grade && labels['evaluation-grade'][row.grade].zh }))
}
