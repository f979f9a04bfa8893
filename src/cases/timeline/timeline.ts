import { sql } from 'kysely'
import { disclosed } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { TimelineQuery } from './schema.ts'
import '../tables.ts'

const order = [['line.id', 'uuid']] as const

/**
 * Every step of a case, of its letters and of its referrals, the earliest first. It is read from the audit
 * trail, so nothing is stored twice. Handlers of the case see who opened the identity; the reason is for
 * auditors.
 */
export function timeline(db: Db, actor: Actor, caseId: string, { cursor }: TimelineQuery) {
  return lines(db, caseId)
    .select(['line.id', 'line.at', 'line.action', 'line.subject_id as subjectId'])
    .select(['line.actor_name as actorName', 'line.actor_unit as actorUnit'])
    .select(detailsFor(actor).as('details'))
    .where(after(cursor, order))
    .orderBy('line.id')
}

export function count(db: Db, caseId: string): Promise<{ total: number }> {
  return lines(db, caseId).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
}

/** Whether a person worked on a case from within a unit; opening the identity counts as well. */
export async function hasActed(tx: Tx, caseId: string, sub: string, unitCode: string): Promise<boolean> {
  const line = await about(tx, caseId)
    .select('line.id')
    .where(sql<boolean>`person_key(line.actor_sub) = person_key(${sub})`)
    .where(sql<boolean>`${unitCode} = any(string_to_array(unit_path(line.actor_unit), '.'))`)
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}

function lines(db: Db | Tx, caseId: string) {
  return about(db, caseId)
}

function about(db: Db | Tx, caseId: string) {
  const subjects = sql<string>`any(array(
    select ${caseId}
    union all select id::text from case_letter where case_id = ${caseId}
    union all select id::text from case_referral where case_id = ${caseId}))`
  return db.selectFrom('audit_line as line').where('line.subject_id', '=', subjects)
}

/** The details of a step, without a linked case that is not visible to the actor. */
function detailsFor(actor: Actor) {
  return sql<Record<string, unknown>>`
    case when line.action = 'case.identity-opened' then '{}'::json
    when line.details ->> 'sameFactsAs' is null or exists (
      select from petition_case as other
      where other.id = (line.details ->> 'sameFactsAs')::uuid and ${disclosed(actor, 'other')}
    ) then line.details else (line.details::jsonb - 'sameFactsAs')::json end`
}

export const columns = ['id', 'at', 'action', 'subjectId', 'actorName', 'actorUnit'].map((name) => ({ name }))

type Row = Awaited<ReturnType<ReturnType<typeof timeline>['execute']>>[number]

/** A step on the wire: its terms are separated from the other details. */
export function wire({ details, ...line }: Row) {
  const { terms, ...rest } = details
  return { ...line, terms: terms ?? [], details: rest }
}
