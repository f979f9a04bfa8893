import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { details, item } from './fields.ts'
import { shownFrom } from './list.ts'
import '../tables.ts'

type Item = ReturnType<typeof item.selectList> extends RawBuilder<infer R> ? R : never
type Details = ReturnType<typeof details.selectList> extends RawBuilder<infer R> ? R : never

/** One scan; undefined if the actor may not see it. The unit whose list was scanned never does. */
export async function find(db: Db | Tx, actor: Actor, id: string, today: string) {
  const viewer = { ...actor, today }
  const { rows } = await sql<Item & Details>`
    select ${item.selectList(viewer)}, ${details.selectList(viewer)} from ${shownFrom}
    where disclosure_scan.id = ${id} and ${visible(actor, 'disclosure-scan', 'disclosure_scan')}`.execute(db)
  // A scan is never changed.
  return rows[0] && { ...rows[0], version: 1 }
}

/**
 * The unit at or above another one that pays from a programme in a month, with its roster. A roster that the
 * actor may not see is compared with nothing: the faults would tell amounts.
 */
export async function payerOf(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  targetCode: string,
  programmeId: string,
  period: string
): Promise<{ unitCode: string; uploadId: string } | undefined> {
  const { rows } = await sql<{ unitCode: string; uploadId: string }>`
    select unit_code as "unitCode", roster_upload_id as "uploadId" from disbursement
    where unit_code = any(string_to_array(unit_path(${targetCode}), '.'))
      and programme_id = ${programmeId} and period = ${period}::date and roster_upload_id is not null
      and ${visible(actor, 'fund', 'disbursement')}
    order by length(path) desc limit 1`.execute(tx)
  return rows[0]
}

/** The programme that a query names, by its id. */
export async function programmeName(tx: Tx, id: string): Promise<string> {
  const { name } = await tx
    .selectFrom('fund_programme')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return name
}
