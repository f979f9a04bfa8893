import { visible } from '../../platform/access/scope.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import '../tables.ts'

/** A list that the actor may see, for a room that shows it: its unit, what it is of, and its figures. */
export function listOf({ tx, actor }: Pick<Work, 'tx' | 'actor'>, id: string) {
  return tx
    .selectFrom('disclosure_list')
    .select(columnsOf('disclosure_list', ['id', 'unitCode', 'path', 'programmeId', 'period', 'content']))
    .select(columnsOf('disclosure_list', ['channel', 'state', 'lines', 'fileHash', 'rosterUploadId']))
    .where('id', '=', id)
    .where(visible(actor, 'disclosure-list', 'disclosure_list'))
    .executeTakeFirst()
}

/** A scan that the actor may see, for a room that rests on it: whose list it is, and its figures. */
export function scanOf({ tx, actor }: Pick<Work, 'tx' | 'actor'>, id: string) {
  return tx
    .selectFrom('disclosure_scan')
    .select(columnsOf('disclosure_scan', ['id', 'unitCode', 'path', 'targetCode', 'programmeId', 'period']))
    .select(columnsOf('disclosure_scan', ['lines', 'refused', 'warned', 'counts', 'fileHash']))
    .where('id', '=', id)
    .where(visible(actor, 'disclosure-scan', 'disclosure_scan'))
    .executeTakeFirst()
}
