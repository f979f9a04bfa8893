import type { TestService } from '../support/service.ts'

/** A case of the owner whose period of retention is over. */
export async function makeDue({ database }: TestService, unit: string, caseId: string): Promise<void> {
  await database.owner.pool.query(
    `insert into retention_item
      (kind, subject_id, unit_code, path, due_on, years, clause_id, local_default, listed_on)
    select 'case', $1, code, path, '2026-01-31', 30, 'archives-order-8:6', true, '2026-02-01'
    from unit where code = $2`,
    [caseId, unit]
  )
}
