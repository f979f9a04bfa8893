import { type RawBuilder, sql } from 'kysely'
import { columnsNamed, isProgramme, month, type UploadKind } from '../funds/index.ts'
import { inSubtree, type Subtree, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { yuan, yuanOf } from '../platform/database/yuan.ts'
import { after } from '../platform/http/lists/paging.ts'
import type { Tx } from '../platform/work/work.ts'
import { typesOf } from './kinds.ts'
import type { ExceptionType } from './labels.ts'
import type { Check, CheckItem, CheckQuery, Tally } from './schema.ts'
import './tables.ts'

export type Versioned = Check & { version: number }

function checks(db: Db | Tx) {
  return db
    .selectFrom('fund_check')
    .innerJoin('fund_programme as programme', 'programme.id', 'fund_check.programme_id')
}

/** Checks, flat: as a download shows them. */
function shown(db: Db | Tx) {
  return checks(db)
    .innerJoin('unit', 'unit.code', 'fund_check.unit_code')
    .leftJoin('fund_upload as roster', 'roster.id', 'fund_check.roster_upload_id')
    .leftJoin('fund_upload as payments', 'payments.id', 'fund_check.payments_upload_id')
    .select(['fund_check.id', 'fund_check.kind', 'fund_check.state', 'fund_check.unit_code as unitCode'])
    .select(['unit.name as unitName', 'programme.code as programme'])
    .select(['programme.name as programmeName', month('fund_check.period').as('period')])
    .select(['fund_check.disbursement_id as disbursementId', 'fund_check.run_id as runId'])
    .select(['fund_check.checked_at as checkedAt', 'fund_check.checked_by as checkedBy'])
    .select([tallies.as('exceptions'), sql<number>`coalesce(roster.lines, 0)`.as('rosterLines')])
    .select(['roster.id as rosterId', yuan('roster.amount').$castTo<string | null>().as('rosterAmount')])
    .select(['payments.id as paymentsId', sql<number>`coalesce(payments.paid_lines, 0)`.as('paidLines')])
    .select(yuan('payments.paid_amount').$castTo<string | null>().as('paidAmount'))
}

/** By type what occurred, with amounts in yuan; written by PostgreSQL: pages and downloads say the same. */
export const tallies = sql<Partial<Record<ExceptionType, Tally>>>`(
  select coalesce(jsonb_object_agg(type, jsonb_build_object(
    'count', tally -> 'count', 'amount', ${yuanOf(sql`tally ->> 'fen'`)})), '{}')
  from jsonb_each(fund_check.exceptions) as occurred (type, tally))`

type Row = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]

const none: Tally = { count: 0, amount: '0.00' }

export function wire(row: Row): CheckItem {
  const { id, kind, state, unitCode, unitName, programme, period } = row
  const { disbursementId, runId } = row
  const { checkedAt, checkedBy, rosterLines, rosterAmount, paidLines, paidAmount } = row
  const exceptions = typesOf[kind].map((type) => [type, row.exceptions[type] ?? none])
  const lacking: [UploadKind, string | null][] = [
    ['roster', row.rosterId],
    ['payments', row.paymentsId]
  ]
  return {
    ...{ id, kind, state, unitCode, unitName, programme, period },
    ...{ disbursementId, runId },
    ...{ checkedAt, checkedBy },
    totals: {
      rosterLines,
      rosterAmount: rosterAmount ?? '0.00',
      paidLines,
      paidAmount: paidAmount ?? '0.00'
    },
    exceptions: Object.fromEntries(exceptions),
    missing: disbursementId === null ? [] : lacking.flatMap(([kind, id]) => (id === null ? [kind] : []))
  }
}

export async function find(db: Db | Tx, actor: Actor, id: string): Promise<Versioned | undefined> {
  const row = await shown(db)
    .select(['roster.number as rosterNumber', 'roster.file_hash as rosterHash'])
    .select(['payments.number as paymentsNumber', 'payments.file_hash as paymentsHash'])
    .select(['fund_check.due_on as dueOn', 'scope_code as within', 'others', 'others_hash as othersHash'])
    .select(['content_hash as contentHash', 'fund_check.version'])
    .where('fund_check.id', '=', id)
    .where(visible(actor, 'fund', 'fund_check'))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { dueOn, within, others, othersHash, contentHash, version } = row
  const roster = fileOf(row.rosterId, row.rosterNumber, row.rosterHash)
  const payments = fileOf(row.paymentsId, row.paymentsNumber, row.paymentsHash)
  return {
    ...wire(row),
    compared: { roster, payments, dueOn, within, others, othersHash },
    contentHash,
    version
  }
}

function fileOf(uploadId: string | null, number: number | null, fileHash: string | null) {
  return uploadId === null ? null : { uploadId, number: number as number, fileHash: fileHash as string }
}

export const columns = columnsNamed(
  'id kind state unitCode unitName programme programmeName period runId disbursementId ' +
    'checkedAt checkedBy rosterLines rosterAmount paidLines paidAmount exceptions'
)

const order = [['fund_check.id', 'uuid']] as const

/** Checks of a subtree, the latest first. */
export function list(db: Db, trees: readonly Subtree[], query: CheckQuery) {
  return shown(db)
    .where(chosen(trees, query))
    .where(after(query.cursor, order, true))
    .orderBy('fund_check.id', 'desc')
}

export function count(db: Db, trees: readonly Subtree[], query: CheckQuery): Promise<{ total: number }> {
  return checks(db)
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(trees, query))
    .executeTakeFirstOrThrow()
}

function chosen(trees: readonly Subtree[], query: CheckQuery): RawBuilder<boolean> {
  const { kind, programme, period, disbursementId, runId } = query
  const conditions = [
    ...trees.map((tree) => inSubtree(tree, { table: 'fund_check', unit: 'unit_code' })),
    ...(kind === undefined ? [] : [sql`fund_check.kind = ${kind}`]),
    ...(programme === undefined ? [] : [isProgramme(programme)]),
    ...(period === undefined ? [] : [sql`fund_check.period = ${`${period}-01`}::date`]),
    ...(disbursementId === undefined ? [] : [sql`fund_check.disbursement_id = ${disbursementId}::uuid`]),
    ...(runId === undefined ? [] : [sql`fund_check.run_id = ${runId}::uuid`])
  ]
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
