import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'

export interface Report {
  text: string
  evidence: readonly object[]
  rectifiedOn: string
  reportedOn: string
  reportedBy: string
  noticeId: string | null
}

/** Inserts a report of the target as the next round. */
export async function report(tx: Tx, id: string, one: Report): Promise<void> {
  await sql`
    insert into finding_rectification (finding_id, round, text, evidence, rectified_on, reported_on,
      reported_by, notice_id)
    select ${id}::uuid, 1 + count(*), ${one.text}, ${JSON.stringify(one.evidence)}::jsonb,
      ${one.rectifiedOn}::date, ${one.reportedOn}::date, ${one.reportedBy}, ${one.noticeId}::uuid
    from finding_rectification where finding_id = ${id}::uuid`.execute(tx)
}

export interface Judgement {
  outcome: 'accepted' | 'sent-back'
  reason: string | null
  decidedOn: string
  decidedBy: string
}

/** Decides on the latest report, which is the only one without a decision. */
export async function judge(tx: Tx, id: string, one: Judgement): Promise<void> {
  await tx
    .updateTable('finding_rectification')
    .set({ outcome: one.outcome, reason: one.reason, decided_on: one.decidedOn, decided_by: one.decidedBy })
    .where('finding_id', '=', id)
    .where('outcome', 'is', null)
    .execute()
}
