import { type RawBuilder, sql } from 'kysely'
import type { UploadKind } from '../funds/index.ts'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { actionsOf } from '../platform/work/step.ts'
import type { Tx } from '../platform/work/work.ts'
import { details, row, type Tally } from './fields.ts'
import { typesOf } from './kinds.ts'
import * as rules from './rules.ts'
import type { CheckItem } from './schema.ts'
import './tables.ts'

export const checks = sql`
  fund_check join fund_programme as programme on programme.id = fund_check.programme_id`

/** All tables that the fields of a check name. */
export const checkShown = sql`${checks}
  join unit on unit.code = fund_check.unit_code
  left join fund_upload as roster on roster.id = fund_check.roster_upload_id
  left join fund_upload as payments on payments.id = fund_check.payments_upload_id`

type Row = RowFrom<typeof row>
type Details = RowFrom<typeof details>
type RowFrom<F extends { selectList: (...args: never[]) => unknown }> =
  ReturnType<F['selectList']> extends RawBuilder<infer R> ? R : never

const none: Tally = { count: 0, amount: '0.00' }

/** A row as it goes on the wire: flat in a download, with all types of its kind in a page. */
export function wire(row: Row): CheckItem {
  const { rosterLines, rosterAmount, paidLines, paidAmount, rosterId, paymentsId, ...own } = row
  const exceptions = typesOf[row.kind].map((type) => [type, row.exceptions[type] ?? none])
  const files: [UploadKind, string | null][] = [
    ['roster', rosterId],
    ['payments', paymentsId]
  ]
  const missing = files.flatMap(([kind, id]) => (id === null ? [kind] : []))
  return {
    ...own,
    totals: {
      rosterLines,
      rosterAmount: rosterAmount ?? none.amount,
      paidLines,
      paidAmount: paidAmount ?? none.amount
    },
    exceptions: Object.fromEntries(exceptions),
    missing: row.disbursementId === null ? [] : missing
  }
}

/** A check with the files and records that it compared; undefined if the actor may not see it. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const { rows } = await sql<Row & Details & { version: number }>`
    select ${row.selectList(viewer)}, ${details.selectList(viewer)}, fund_check.version
    from ${checkShown}
    where fund_check.id = ${id}::uuid and ${visible(actor, 'fund', 'fund_check')}`.execute(db)
  const [found] = rows
  if (found === undefined) return undefined
  const { rosterNumber, rosterHash, paymentsNumber, paymentsHash, ...rest } = found
  const { dueOn, within, others, othersHash, contentHash, version, ...own } = rest
  const roster = fileOf(own.rosterId, rosterNumber, rosterHash)
  const payments = fileOf(own.paymentsId, paymentsNumber, paymentsHash)
  return {
    ...wire(own),
    compared: { roster, payments, dueOn, within, others, othersHash },
    contentHash,
    actions: actionsOf(rules, own, actor, today),
    version
  }
}

export type Shown = NonNullable<Awaited<ReturnType<typeof find>>>

/** A compared file. All its columns are null where there was none. */
function fileOf(uploadId: string | null, number: number | null, fileHash: string | null) {
  const isThere = uploadId !== null && number !== null && fileHash !== null
  return isThere ? { uploadId, number, fileHash } : null
}
