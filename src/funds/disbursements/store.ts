import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Viewer } from '../../platform/database/fields.ts'
import { present } from '../../platform/database/present.ts'
import { columnsOf, touched } from '../../platform/database/records.ts'
import { actionsOf } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { UploadKind } from '../labels.ts'
import type { Upload } from '../uploads/schema.ts'
import { row } from './fields.ts'
import * as rules from './rules.ts'
import type { DisbursementItem } from './schema.ts'
import '../tables.ts'

/** All tables that the fields of a disbursement name, without allocations that the viewer may not see. */
export function disbursementShown(viewer: Pick<Viewer, 'unitCode'>): RawBuilder<unknown> {
  return sql`disbursement
    join unit on unit.code = disbursement.unit_code
    join fund_programme as programme on programme.id = disbursement.programme_id
    left join allocation
      on allocation.id = disbursement.allocation_id and ${visible(viewer, 'fund', 'allocation')}
    left join fund_upload as roster on roster.id = disbursement.roster_upload_id
    left join fund_upload as payments on payments.id = disbursement.payments_upload_id`
}

type Row = ReturnType<typeof row.selectList> extends RawBuilder<infer R> ? R : never

/** A row as it goes on the wire: the files are flat in a download, and objects in a page. */
export function wire(row: Row): DisbursementItem {
  const { id, programme, programmeName, unitCode, unitName, period, dueOn, accountId } = row
  const { allocationId, createdAt, createdBy, actingUnitCode, actingUnitName, updatedAt } = row
  return {
    id,
    programme,
    programmeName,
    unitCode,
    unitName,
    period,
    dueOn,
    accountId,
    allocationId,
    roster: current(row, 'roster'),
    payments: current(row, 'payments'),
    createdAt,
    createdBy,
    actingUnitCode,
    actingUnitName,
    updatedAt
  }
}

/** The current file of a kind. All its columns are null where there is none. */
function current(row: Row, kind: UploadKind): Upload | null {
  const id = row[`${kind}Id`]
  const number = row[`${kind}Number`]
  const lines = row[`${kind}Lines`]
  const amount = row[`${kind}Amount`]
  const fileHash = row[`${kind}Hash`]
  const uploadedAt = row[`${kind}At`]
  const uploadedBy = row[`${kind}By`]
  if (id === null || number === null || lines === null || amount === null) return null
  if (fileHash === null || uploadedAt === null || uploadedBy === null) return null
  const isPayments = kind === 'payments'
  return {
    id,
    disbursementId: row.id,
    kind,
    number,
    lines,
    amount,
    paidLines: isPayments ? row.paidLines : null,
    paidAmount: isPayments ? row.paidAmount : null,
    fileHash,
    uploadedAt,
    uploadedBy,
    linesRemovedAt: null,
    correctsId: isPayments ? row.paymentsCorrects : null
  }
}

const isArchived = sql<boolean>`fund_month_archived(disbursement.period)`

/** A disbursement with its current files; undefined if the actor may not see it. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const { rows } = await sql<Row & { version: number; isArchived: boolean }>`
    select ${row.selectList(viewer)}, disbursement.version, ${isArchived} as "isArchived"
    from ${disbursementShown(viewer)}
    where disbursement.id = ${id}::uuid and ${visible(actor, 'fund', 'disbursement')}`.execute(db)
  const [found] = rows
  if (found === undefined) return undefined
  const { version, isArchived: archived, paymentsId: paymentsUploadId } = found
  const standing = { isArchived: archived, paymentsUploadId }
  return { ...wire(found), actions: actionsOf(rules, standing, actor, today), version }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** Locks a batch that the actor may see. */
export function lock(tx: Tx, actor: Actor, id: string): Promise<rules.Locked | undefined> {
  return standings(tx, actor, id).select(isArchived.as('isArchived')).forUpdate().executeTakeFirst()
}

/** The same batch without a lock. */
export function seen(db: Db | Tx, actor: Actor, id: string): Promise<rules.Standing | undefined> {
  return standings(db, actor, id).executeTakeFirst()
}

function standings(db: Db | Tx, actor: Actor, id: string) {
  return db
    .selectFrom('disbursement')
    .select(columnsOf('disbursement', ['id', 'unitCode', 'path', 'period', 'programmeId', 'version']))
    .select(columnsOf('disbursement', ['allocationId', 'rosterUploadId', 'paymentsUploadId']))
    .where('id', '=', id)
    .where(visible(actor, 'fund', 'disbursement'))
}

/** Records a batch, and makes the partition for the lines of its month. */
export async function insert(tx: Tx, row: rules.NewRow): Promise<void> {
  await sql`select fund_month(${row.period}::date)`.execute(tx)
  await tx.insertInto('disbursement').values(row).execute()
}

/** Makes a file the current one of its kind. Returns the new version of the batch. */
export async function point(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  id: string,
  kind: UploadKind,
  uploadId: string
): Promise<number> {
  const column = sql.ref(kind === 'roster' ? 'roster_upload_id' : 'payments_upload_id')
  const { rows } = await sql<{ version: number }>`
    update disbursement set ${column} = ${uploadId}::uuid, ${touched(now)} where id = ${id}::uuid
    returning version`.execute(tx)
  return present(rows[0]).version
}
