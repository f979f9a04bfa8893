import { sql } from 'kysely'
import type { TestService } from '../support/service.ts'
import { owner, target } from './world.ts'

/** A proposal to the owner about a unit below it, as a computation makes it; gives its id. */
export async function makeProposal(
  { database }: TestService,
  { unitCode = owner, targetCode = target, key = 'world' } = {}
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into proposal (id, unit_code, path, target_code, kind, fact, rule_id, clause_id, key, period, facts,
      first_seen_on, updated_at)
    values (uuid_v7(), ${unitCode}, unit_path(${unitCode}), ${targetCode}, 'notice', 'payments-late',
      'jilin-2019-12:payments-late', 'jilin-2019-12:3.5', ${key}, '2026-01/02', '[]', '2026-03-01',
      '2026-03-01T00:00:00Z')
    returning id`.execute(database.owner.db)
  const [made] = rows
  if (made === undefined) throw new Error('no proposal was made')
  return made.id
}
