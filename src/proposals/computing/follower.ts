import { sql } from 'kysely'
import { touched } from '../../platform/database/records.ts'
import type { Work } from '../../platform/work/work.ts'
import type { TreeFollower } from '../../units/index.ts'
import type { FactName } from '../vocabulary.ts'
import '../tables.ts'

interface Followed {
  id: string
  unitCode: string
  path: string
  fact: FactName
  change: 'grown' | 'lapsed'
}

/**
 * Open proposals follow their target in the moment in which the tree changes: to the unit that is next above
 * it now, or they lapse with it. Whoever was above it can decide nothing any more. What a successor has to
 * answer for is found by the next computation. What was decided stays where it was decided.
 */
export const follower: TreeFollower = async (work, passed) => {
  const codes = passed.map(({ code }) => code)
  for (const { change, fact, ...subject } of await followed(work, codes))
    work.record(`proposal.${change}`, subject, { fact })
}

async function followed({ tx, now }: Work, codes: readonly string[]): Promise<readonly Followed[]> {
  const isOpen = sql`proposal.state = 'open' and target.code = proposal.target_code
    and target.code = any(${[...codes]}::text[])`
  const shown = sql`proposal.id, proposal.unit_code, proposal.path, proposal.fact`
  const { rows } = await sql<Followed>`
    with moved as (
      update proposal set ${touched(now, 'proposal')}, unit_code = above.code, path = above.path
      from unit as target join unit as above on above.code = target.parent_code
      where ${isOpen} and target.acting_code is null and proposal.unit_code <> above.code
      returning ${shown}, 'grown' as change
    ), lapsed as (
      update proposal set ${touched(now, 'proposal')}, state = 'lapsed'
      from unit as target where ${isOpen} and target.acting_code is not null
      returning ${shown}, 'lapsed' as change
    )
    select id, unit_code as "unitCode", path, fact, change from (
      select * from moved union all select * from lapsed) as changed
    order by unit_code, id`.execute(tx)
  return rows
}
