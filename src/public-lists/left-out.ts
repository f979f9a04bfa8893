import { sql } from 'kysely'
import type { Hasher } from '../funds/index.ts'
import type { Tx } from '../platform/work/work.ts'
import { recipientKey } from './keys.ts'
import { lookUp, type Place } from './lookup.ts'

const AT_ONCE = 5000
const MOST_TOLD = 100

/** Recipients of the roster who are in no list, and are not protected either (漏公示). */
export interface LeftOut {
  count: number
  /** The numbers of the first hundred. */
  first: string[]
}

/**
 * Counts who is on the roster, but neither in the file nor in the register. Minors who are not in the
 * register count as left out: the service holds no birthdays.
 */
export async function leftOut(
  tx: Tx,
  place: Place,
  { numbers, programmeId, hashed }: { numbers: ReadonlySet<string>; programmeId: string; hashed: Hasher }
): Promise<LeftOut> {
  const found: LeftOut = { count: 0, first: [] }
  if (place.roster === undefined) return found
  for (let last = ''; ; ) {
    const page = await recipientsAfter(tx, place.roster, last)
    const missing = page.filter((recipientNo) => !numbers.has(recipientNo))
    const asked = missing.map((recipientNo) => ({
      recipientNo,
      key: recipientKey(hashed, programmeId, recipientNo),
      identity: null
    }))
    const known = asked.length === 0 ? [] : await lookUp(tx, place, asked)
    const open = missing.filter((_, n) => known[n]?.isProtected === false)
    found.count += open.length
    found.first.push(...open.slice(0, MOST_TOLD - found.first.length))
    last = page.at(-1) ?? ''
    if (page.length < AT_ONCE) return found
  }
}

async function recipientsAfter(
  tx: Tx,
  { uploadId, period }: { uploadId: string; period: string },
  last: string
): Promise<string[]> {
  const { rows } = await sql<{ no: string }>`
    select distinct recipient_no as no from roster_line
    where period = ${period}::date and upload_id = ${uploadId}::uuid and recipient_no > ${last}
    order by recipient_no limit ${sql.lit(AT_ONCE)}`.execute(tx)
  return rows.map(({ no }) => no)
}
