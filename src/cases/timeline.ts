import { sql } from 'kysely'
import type { Db } from '../platform/database/connect.ts'
import { after } from '../platform/paging.ts'
import type { Tx } from '../platform/work.ts'
import type { TimelineQuery } from './timeline-schema.ts'
import './tables.ts'

const order = [['line.id', 'uuid']] as const

/**
 * Every step of a case, of its letters and of its referrals, the first one first. The audit trail is the
 * story: nothing is written twice. Who opened the identity is for auditors only.
 */
export function timeline(db: Db, caseId: string, { cursor }: TimelineQuery) {
  return lines(db, caseId)
    .select(['line.id', 'line.at', 'line.action', 'line.subject_id as subjectId'])
    .select(['line.actor_name as actorName', 'line.actor_unit as actorUnit'])
    .select(sql<Record<string, unknown>>`line.details`.as('details'))
    .where(after(cursor, order))
    .orderBy('line.id')
}

export function count(db: Db, caseId: string): Promise<{ total: number }> {
  return lines(db, caseId).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

function lines(db: Db | Tx, caseId: string) {
  const subjects = sql<string>`any(array(
    select ${caseId}
    union all select id::text from case_letter where case_id = ${caseId}
    union all select id::text from case_referral where case_id = ${caseId}))`
  return db
    .selectFrom('audit_line as line')
    .where('line.subject_id', '=', subjects)
    .where('line.action', '<>', 'case.identity-opened')
}

export const columns = ['id', 'at', 'action', 'subjectId', 'actorName', 'actorUnit'].map((name) => ({ name }))

type Row = Awaited<ReturnType<ReturnType<typeof timeline>['execute']>>[number]

/** A step on the wire: the terms that it met or missed stand apart from what else is told of it. */
export function wire({ details, ...line }: Row) {
  const { terms, ...rest } = details
  return { ...line, terms: terms ?? [], details: rest }
}
