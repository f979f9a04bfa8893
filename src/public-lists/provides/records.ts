import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { onlyDiffers } from '../fault-sentences.ts'
import '../tables.ts'

/**
 * A list, for a room that says where it is shown, with the units that act now for its unit and for the one
 * that pays. The county gives the finished file to its townships, which do not see the record: the caller
 * must compare the units.
 */
export function listFor(tx: Tx, id: string) {
  return tx
    .selectFrom('disclosure_list')
    .select(columnsOf('disclosure_list', ['id', 'programmeId', 'period', 'content', 'state']))
    .select(columnsOf('disclosure_list', ['lines', 'fileHash', 'rosterUploadId']))
    .select(sql<string>`unit_acting(disclosure_list.unit_code)`.as('acting'))
    .select(
      sql<string>`unit_acting(coalesce(disclosure_list.roster_unit_code, disclosure_list.unit_code))`.as(
        'payer'
      )
    )
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
}

/** A scan, for a room that rests on it. */
export interface Scanned {
  unitCode: string
  targetCode: string
  programmeId: string | null
  /** Code of the programme. */
  programme: string | null
  /** First day of the month. */
  period: string | null
  refused: number
  /** Whether all that was refused only differs from the roster. */
  onlyDiffers: boolean
}

/** A scan that the actor may see: whose list it is, and its figures. */
export async function scanOf(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  id: string
): Promise<Scanned | undefined> {
  const found = await tx
    .selectFrom('disclosure_scan')
    .leftJoin('fund_programme as programme', 'programme.id', 'disclosure_scan.programme_id')
    .select(columnsOf('disclosure_scan', ['unitCode', 'targetCode', 'programmeId', 'period']))
    .select(columnsOf('disclosure_scan', ['refused', 'counts']))
    .select('programme.code as programme')
    .where('disclosure_scan.id', '=', id)
    .where(visible(actor, 'disclosure-scan', 'disclosure_scan'))
    .executeTakeFirst()
  if (found === undefined) return undefined
  const { counts, ...own } = found
  return { ...own, onlyDiffers: onlyDiffers(counts) }
}
