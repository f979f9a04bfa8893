import { sql } from 'kysely'
import type { Work } from '../../platform/work/work.ts'
import type { CheckKind } from '../labels.ts'
import type { Others } from './compare.ts'
import { make } from './work-tables.ts'

/** Exceptions that are hashed at once. The hash of all exceptions is made from the hashes of these pieces. */
const PIECE = 10_000

/** The values that all checks made together share. */
export interface Going {
  kind: CheckKind
  /** Code of the unit at the top of the records and rosters that were searched. */
  scopeCode: string
  others: Others
  runId: string | null
}

/**
 * Records the checks in `checking` for good, with the exceptions in `found_exception`: one statement each,
 * whatever the number of checks. The hash covers the compared data and the result, not the time or the
 * person.
 */
export async function keep(work: Work, going: Going): Promise<void> {
  await number(work)
  await insertChecks(work, going)
  await sql`
    insert into fund_exception (check_id, position, type, recipient_no, village_code, due, paid, difference,
      paid_on, record_id, unit_code)
    select check_id, position, type, recipient_no, village_code, due, paid, difference, paid_on, record_id,
      unit_code
    from numbered_exception order by check_id, position`.execute(work.tx)
}

/** The content of the exceptions decides their order, so the same exceptions always get the same numbers. */
async function number({ tx }: Work): Promise<void> {
  await make(tx, 'numbered_exception')`
    select *, row_number() over (partition by check_id
      order by type, recipient_no, unit_code, record_id)::int as position
    from found_exception`
  await make(tx, 'digest')`
    select check_id, encode(sha256(string_agg(piece, ''::bytea order by n)), 'hex') as digest
    from (
      select check_id, (position - 1) / ${sql.lit(PIECE)} as n, sha256(convert_to(string_agg(
        json_build_array(type, recipient_no, village_code, due, paid, difference, paid_on, record_id)::text,
        E'\n' order by position), 'UTF8')) as piece
      from numbered_exception group by check_id, (position - 1) / ${sql.lit(PIECE)}
    ) as pieces
    group by check_id`
}

async function insertChecks({ tx, actor, now, today }: Work, going: Going): Promise<void> {
  const { kind, scopeCode, others, runId } = going
  // Other rosters are part of the result only if they list one of the recipients.
  const records = kind === 'payment' ? '' : others.hash
  await sql`
    with counted as (
      select check_id, type, count(*)::int as count, sum(difference)::text as fen
      from numbered_exception group by check_id, type
    ), tally as (
      select check_id, jsonb_object_agg(type, jsonb_build_object('count', count, 'fen', fen)) as exceptions
      from counted group by check_id
    )
    insert into fund_check (id, kind, unit_code, path, programme_id, period, disbursement_id, due_on,
      roster_upload_id, payments_upload_id, scope_code, others, others_hash, run_id, state, checked_on,
      checked_at, checked_by, exceptions, content_hash)
    select checking.id, ${kind}, checking.unit_code, checking.path, checking.programme_id, checking.period,
      checking.disbursement_id, checking.due_on, checking.roster_upload_id, checking.payments_upload_id,
      ${scopeCode}, ${others.count}, ${others.hash}, ${runId}::uuid,
      case when checking.disbursement_id is null or num_nulls(roster.id, payments.id) = 0 then 'done'
        else 'incomplete' end,
      ${today}::date, ${now.toISOString()}::timestamptz, ${actor.sub}, coalesce(exceptions, '{}'),
      encode(sha256(convert_to(json_build_array(${kind}::text, checking.unit_code, checking.programme_id,
        checking.period, checking.due_on, roster.file_hash, payments.file_hash, ${records}::text,
        coalesce(exceptions, '{}'), digest)::text, 'UTF8')), 'hex')
    from checking
    left join fund_upload as roster on roster.id = checking.roster_upload_id
    left join fund_upload as payments on payments.id = checking.payments_upload_id
    left join tally on tally.check_id = checking.id
    left join digest on digest.check_id = checking.id`.execute(tx)
}
