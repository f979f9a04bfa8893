import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { commitmentState, type Commitment as Standing } from '../rules.ts'
import '../tables.ts'
import type { Commitment } from './schema.ts'

/** The commitments of an interview, in the order of the minutes. */
export async function of(db: Db | Tx, id: string, today: string): Promise<Commitment[]> {
  const rows = await db
    .selectFrom('interview_commitment')
    .select(['n', 'text', 'due_on as dueOn', 'reports', 'fulfilled_on as fulfilledOn'])
    .select(['fulfilled_by as fulfilledBy', 'note'])
    .where('interview_id', '=', id)
    .orderBy('n')
    .execute()
  return rows.map((row) => {
    return { ...row, reports: row.reports as Commitment['reports'], state: commitmentState(row, today) }
  })
}

/** The commitments of an interview as the rules need them. */
export function standing(tx: Tx, interviewId: string): Promise<Standing[]> {
  return tx
    .selectFrom('interview_commitment')
    .select(['n', 'due_on as dueOn', 'fulfilled_on as fulfilledOn'])
    .where('interview_id', '=', interviewId)
    .orderBy('n')
    .execute()
}

export async function insert(
  tx: Tx,
  interviewId: string,
  commitments: readonly Pick<Commitment, 'text' | 'dueOn'>[]
): Promise<void> {
  if (commitments.length === 0) return
  const rows = commitments.map(({ text, dueOn }, at) => {
    return { interview_id: interviewId, n: at + 1, text, due_on: dueOn, reports: '[]' }
  })
  await tx.insertInto('interview_commitment').values(rows).execute()
}

/** Appends a report. Earlier reports are kept. */
export async function addReport(
  tx: Tx,
  interviewId: string,
  n: number,
  report: Commitment['reports'][number]
): Promise<void> {
  await tx
    .updateTable('interview_commitment')
    .set({ reports: sql`reports || ${JSON.stringify([report])}::jsonb` })
    .where('interview_id', '=', interviewId)
    .where('n', '=', n)
    .execute()
}

export async function fulfil(
  tx: Tx,
  interviewId: string,
  n: number,
  { fulfilledOn, fulfilledBy, note }: Pick<Commitment, 'fulfilledOn' | 'fulfilledBy' | 'note'>
): Promise<void> {
  await tx
    .updateTable('interview_commitment')
    .set({ fulfilled_on: fulfilledOn, fulfilled_by: fulfilledBy, note })
    .where('interview_id', '=', interviewId)
    .where('n', '=', n)
    .execute()
}

export interface Missed {
  id: string
  number: string
  unitCode: string
  path: string
  n: number
  dueOn: string
}

/**
 * Marks at most `most` missed commitments as recorded and returns them. Commitments that another instance has
 * locked are skipped.
 */
export async function markMissed(tx: Tx, now: Date, today: string, most: number): Promise<Missed[]> {
  const { rows } = await sql<Missed>`
    with found as (
      select interview_id, n from interview_commitment where ${isUnmarked(today)}
      order by due_on, interview_id, n limit ${most} for update skip locked
    )
    update interview_commitment as missed set missed_at = ${now.toISOString()}
    from found join interview on interview.id = found.interview_id
    where missed.interview_id = found.interview_id and missed.n = found.n
    returning interview.id, interview.number, interview.unit_code as "unitCode", interview.path, missed.n,
      missed.due_on as "dueOn"`.execute(tx)
  return rows
}

/** Clears the mark of at most `most` commitments that are not yet past their due day, and returns them. */
export async function clearMistakes(tx: Tx, today: string, most: number): Promise<Missed[]> {
  const { rows } = await sql<Missed>`
    with found as (
      select interview_id, n from interview_commitment
      where missed_at is not null and fulfilled_on is null and due_on >= ${today}::date
      order by due_on, interview_id, n limit ${most} for update skip locked
    )
    update interview_commitment as cleared set missed_at = null
    from found join interview on interview.id = found.interview_id
    where cleared.interview_id = found.interview_id and cleared.n = found.n
    returning interview.id, interview.number, interview.unit_code as "unitCode", interview.path, cleared.n,
      cleared.due_on as "dueOn"`.execute(tx)
  return rows
}

/** Matches the partial index of the watch. A commitment that was fulfilled late counts as missed, too. */
function isUnmarked(today: string): RawBuilder<boolean> {
  return sql<boolean>`missed_at is null and (fulfilled_on is null or fulfilled_on > due_on)
    and due_on < ${today}::date`
}
