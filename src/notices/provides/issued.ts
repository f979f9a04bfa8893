import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistic } from '../../platform/access/statistics.ts'
import '../tables.ts'

/** Notices that units of the subtree issued. Drafts count nowhere: nobody below may learn of them. */
export const issuedStatistic: Statistic = {
  permission: 'notices:read',
  title: '通报',
  zh: '统计辖区内各单位印发的通报，按印发日期计。',
  en: 'Counts the notices that units of the subtree issued, by the day of the issue.',
  traits: {},
  figures: {
    issued: { title: '印发数', description: 'Notices issued', count: () => sql`count(*)` },
    closed: {
      title: '已办结',
      description: 'Notices that were closed',
      count: () => sql`count(notice.closed_on)`
    }
  },
  counted: ({ tree, from, to }) => ({
    source: sql`from notice join unit on unit.code = notice.unit_code
      where ${inSubtree(tree, { table: 'notice', unit: 'unit_code' })}
        and notice.issued_on between ${from}::date and ${to}::date and notice.withdrawn_on is null`,
    path: sql`notice.path`,
    level: sql`unit.level`,
    day: sql`notice.issued_on`
  })
}
