import { sql } from 'kysely'
import { beginOf, type DutyMeasures, endOf, measured } from '../../platform/access/duty-measures.ts'
import { inSubtree } from '../../platform/access/scope.ts'
import '../tables.ts'

/** Findings at a unit that are settled or whose term still runs, of all that it got by the day. */
export const duties: DutyMeasures = {
  rectified: ({ tree, year, asOf }) =>
    measured({
      unit: sql`finding.target_code`,
      done: sql`count(*) filter (where finding.due_on > ${asOf}::date)`,
      of: sql`count(*)`,
      source: sql`from finding
        where ${inSubtree(tree, { table: 'finding', unit: 'target_code' })}
          and finding.created_at < ${endOf(asOf)}
          and finding.created_at < ${beginOf(year + 1)}
          and (finding.created_at >= ${beginOf(year)} or finding.due_on < 'infinity')
        group by finding.target_code`
    })
}
