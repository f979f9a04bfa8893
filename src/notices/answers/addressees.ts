import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Unit } from '../rules.ts'
import type { Addressees } from '../schema.ts'
import '../tables.ts'

export function addresseeColumns(addressees: Addressees) {
  return 'withinCode' in addressees
    ? { addresseeCodes: null, addresseeWithin: addressees.withinCode }
    : { addresseeCodes: addressees.unitCodes, addresseeWithin: null }
}

/** Exactly one of the two is set: a check constraint ensures it. */
export function addresseesFrom({
  unitCodes,
  withinCode
}: {
  unitCodes: string[] | null
  withinCode: string | null
}) {
  return unitCodes === null ? { withinCode: withinCode as string } : { unitCodes }
}

/** Units by their codes, regardless of scope, to check whether they may be addressed. */
export async function unitsOf(tx: Tx, codes: readonly string[], today: string): Promise<Map<string, Unit>> {
  const rows = await tx
    .selectFrom('unit')
    .select(['code', 'path', sql<boolean>`is_valid(valid_from, valid_to, ${today}::date)`.as('isValid')])
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  return new Map(rows.map((unit) => [unit.code, unit]))
}

/** A unit that must answer. */
export interface Addressee {
  id: string
  unitCode: string
}

/** Addresses the named units, or a subtree without the issuer. Units that have ended are left out. */
export async function address(
  { tx, now, today }: Work,
  notice: { id: string; unitCode: string },
  units: readonly string[] | Subtree,
  dueOn: string
): Promise<Addressee[]> {
  const chosen =
    'depth' in units
      ? inSubtree(units, { table: 'unit', unit: 'code' })
      : sql<boolean>`unit.code = any(${units}::text[])`
  const { rows } = await sql<Addressee>`
    insert into notice_addressee (id, notice_id, unit_code, path, due_on, updated_at)
    select uuid_v7(), ${notice.id}, code, path, ${dueOn}::date, ${now.toISOString()}::timestamptz from unit
    where ${chosen} and code <> ${notice.unitCode} and is_valid(valid_from, valid_to, ${today}::date)
    returning id, unit_code as "unitCode"`.execute(tx)
  return rows
}
