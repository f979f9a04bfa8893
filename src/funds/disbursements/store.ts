import { expressionBuilder, type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree, visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db, Tables } from '../../platform/database/connect.ts'
import { yuan } from '../../platform/database/yuan.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx } from '../../platform/work/work.ts'
import { actingShown } from '../../units/index.ts'
import { columnsNamed } from '../column-names.ts'
import type { UploadKind } from '../labels.ts'
import { isProgramme } from '../programmes/store.ts'
import type { Upload } from '../uploads/schema.ts'
import type { NewRow, Standing } from './rules.ts'
import type { Disbursement, DisbursementChange, DisbursementQuery } from './schema.ts'
import '../tables.ts'

export type Versioned = Disbursement & { version: number }

/** Batches with the files that stand, flat: as a download shows them. Money out of sight is not named. */
function disbursements(db: Db | Tx, actor: Actor) {
  return db
    .selectFrom('disbursement')
    .innerJoin('unit', 'unit.code', 'disbursement.unit_code')
    .innerJoin('fund_programme as programme', 'programme.id', 'disbursement.programme_id')
    .leftJoin('allocation', (join) =>
      join.onRef('allocation.id', '=', 'disbursement.allocation_id').on(visible(actor, 'fund', 'allocation'))
    )
    .leftJoin('fund_upload as roster', 'roster.id', 'disbursement.roster_upload_id')
    .leftJoin('fund_upload as payments', 'payments.id', 'disbursement.payments_upload_id')
    .select(['disbursement.id', 'programme.code as programme', 'disbursement.unit_code as unitCode'])
    .select([
      'programme.name as programmeName',
      'unit.name as unitName',
      month('disbursement.period').as('period')
    ])
    .select(actingShown())
    .select(['disbursement.due_on as dueOn', 'disbursement.account_id as accountId'])
    .select(['allocation.id as allocationId', 'disbursement.version'])
    .select(['disbursement.created_at as createdAt', 'disbursement.created_by as createdBy'])
    .select(['roster.id as rosterId', 'roster.number as rosterNumber', 'roster.lines as rosterLines'])
    .select([yuan('roster.amount').as('rosterAmount'), 'roster.file_hash as rosterHash'])
    .select(['roster.uploaded_at as rosterAt', 'roster.uploaded_by as rosterBy'])
    .select(['payments.id as paymentsId', 'payments.number as paymentsNumber'])
    .select(['payments.lines as paymentsLines', yuan('payments.amount').as('paymentsAmount')])
    .select(['payments.paid_lines as paidLines', yuan('payments.paid_amount').as('paidAmount')])
    .select(['payments.file_hash as paymentsHash', 'payments.uploaded_at as paymentsAt'])
    .select(['payments.uploaded_by as paymentsBy', 'payments.corrects_id as paymentsCorrects'])
}

/** A first day of a month as the month it begins. */
export function month(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM')`
}

type Row = Awaited<ReturnType<ReturnType<typeof disbursements>['execute']>>[number]

export function wire(row: Row): Versioned {
  const { id, programme, unitCode, unitName, period, dueOn, accountId } = row
  const { allocationId, version, createdAt, createdBy, actingUnitCode, actingUnitName } = row
  return {
    ...{ id, programme, unitCode, unitName, actingUnitCode, actingUnitName },
    ...{ period, dueOn, accountId, allocationId },
    roster: standing(row, 'roster'),
    payments: standing(row, 'payments'),
    ...{ createdAt, createdBy, version }
  }
}

/** The file of a kind that stands. */
function standing(row: Row, kind: UploadKind): Upload | null {
  const id = row[`${kind}Id`]
  if (id === null) return null
  const isPayments = kind === 'payments'
  return {
    id,
    disbursementId: row.id,
    kind,
    number: row[`${kind}Number`] as number,
    lines: row[`${kind}Lines`] as number,
    amount: row[`${kind}Amount`],
    paidLines: isPayments ? row.paidLines : null,
    paidAmount: isPayments ? row.paidAmount : null,
    fileHash: row[`${kind}Hash`] as string,
    uploadedAt: row[`${kind}At`] as string,
    uploadedBy: row[`${kind}By`] as string,
    linesRemovedAt: null,
    correctsId: isPayments ? row.paymentsCorrects : null
  }
}

export const columns = columnsNamed(
  'id programme programmeName unitCode unitName ' +
    'period dueOn accountId allocationId rosterNumber rosterLines rosterAmount ' +
    'paymentsNumber paymentsLines paymentsAmount paidLines paidAmount createdAt createdBy ' +
    'actingUnitCode actingUnitName'
)

export async function find(db: Db | Tx, actor: Actor, id: string): Promise<Versioned | undefined> {
  const row = await disbursements(db, actor)
    .where('disbursement.id', '=', id)
    .where(visible(actor, 'fund', 'disbursement'))
    .executeTakeFirst()
  return row && wire(row)
}

const order = [
  ['disbursement.period', 'date'],
  ['disbursement.id', 'uuid']
] as const

/** Batches of a subtree, the latest month first. */
export function list(db: Db, actor: Actor, trees: readonly Subtree[], query: DisbursementQuery) {
  const rows = disbursements(db, actor).where(chosen(trees, query))
  return rows
    .where(after(query.cursor, order, true))
    .orderBy('disbursement.period', 'desc')
    .orderBy('disbursement.id', 'desc')
}

/** By what a page is continued. */
export function keyOf({ period, id }: { period: string; id: string }): unknown[] {
  return [`${period}-01`, id]
}

export function count(
  db: Db,
  trees: readonly Subtree[],
  query: DisbursementQuery
): Promise<{ total: number }> {
  return db
    .selectFrom('disbursement')
    .innerJoin('fund_programme as programme', 'programme.id', 'disbursement.programme_id')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(trees, query))
    .executeTakeFirstOrThrow()
}

function chosen(trees: readonly Subtree[], { programme, period }: DisbursementQuery) {
  const of = expressionBuilder<
    Tables & { programme: Tables['fund_programme'] },
    'disbursement' | 'programme'
  >()
  return of.and([
    ...trees.map((tree) => inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })),
    ...(period === undefined ? [] : [of('disbursement.period', '=', `${period}-01`)]),
    ...(programme === undefined ? [] : [isProgramme(programme)])
  ])
}

/** A batch that is to be written, if the actor may see it. Others wait. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return standings(tx, actor, id).forUpdate().executeTakeFirst()
}

/** The same, and nobody waits. */
export function seen(db: Db | Tx, actor: Actor, id: string): Promise<Standing | undefined> {
  return standings(db, actor, id).executeTakeFirst()
}

function standings(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('disbursement')
    .select(['id', 'unit_code as unitCode', 'path', 'period', 'programme_id as programmeId'])
    .select(['allocation_id as allocationId', 'roster_upload_id as rosterUploadId'])
    .select(['payments_upload_id as paymentsUploadId', 'version'])
    .where('id', '=', id)
    .where(visible(actor, 'fund', 'disbursement'))
}

/** Puts a batch on record, and makes room for the lines of its month. */
export async function insert(tx: Tx, row: NewRow): Promise<void> {
  await sql`select fund_month(${row.period}::date)`.execute(tx)
  await tx.insertInto('disbursement').values(row).execute()
}

export async function update(tx: Tx, id: string, change: DisbursementChange): Promise<void> {
  await tx
    .updateTable('disbursement')
    .set({ due_on: change.dueOn, account_id: change.accountId, allocation_id: change.allocationId })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** From now on this file stands. */
export async function point(tx: Tx, id: string, kind: UploadKind, uploadId: string): Promise<number> {
  const { version } = await tx
    .updateTable('disbursement')
    .set(kind === 'roster' ? { roster_upload_id: uploadId } : { payments_upload_id: uploadId })
    .set({ version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
