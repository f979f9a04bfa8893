import { sql } from 'kysely'
import type { UsesUpload } from '../../funds/index.ts'
import '../tables.ts'

/** A check has compared the upload, or an operation is about to: its lines must stay. */
export const usesUpload: UsesUpload = (upload) => sql<boolean>`(
  exists (
    select from fund_check as made where made.disbursement_id = ${sql.ref(`${upload}.disbursement_id`)}
      and ${sql.ref(`${upload}.id`)} in (made.roster_upload_id, made.payments_upload_id))
  or exists (
    select from operation where ended_at is null
      and ${sql.ref(`${upload}.id`)}::text in (input ->> 'rosterUploadId', input ->> 'paymentsUploadId')))`
