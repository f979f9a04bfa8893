import { sql } from 'kysely'
import type { TreeFollower } from '../../units/index.ts'
import '../tables.ts'

/**
 * Notes which villages have left a county. Its register cannot be divided by villages, and the next county
 * does not know who is in it: nobody may be shown because a village has moved. A county that ended stands
 * below its successor, so that its villages have not left it: see `registersOf`.
 */
export const follower: TreeFollower = async ({ tx }, passed) => {
  const [codes, before, after] = [
    passed.map(({ code }) => code),
    passed.map(({ from }) => from),
    passed.map(({ to }) => to)
  ]
  await sql`
    insert into protected_moved (unit_code, register_code)
    select village.code, county.code
    from unnest(${codes}::text[], ${before}::text[], ${after}::text[]) as passed (code, before, after)
    join unit as village on village.code = passed.code and village.level = 'village'
    join unit as county on county.level = 'county'
      and county.code = any(string_to_array(passed.before, '.'))
      and county.code <> all(string_to_array(passed.after, '.'))
    on conflict on constraint protected_moved_pkey do nothing`.execute(tx)
}
