import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistic } from '../../platform/access/statistics.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import '../tables.ts'

/** Interviews that units of the subtree called, without those that were cancelled. */
export const calledStatistic: Statistic = {
  permission: 'interviews:read',
  title: '约谈',
  zh: '统计辖区内各单位发起的约谈，按通知日期计。',
  en: 'Counts the interviews that units of the subtree called, by the day of the call.',
  traits: {},
  figures: {
    called: { title: '发起数', description: 'Interviews called', count: () => sql`count(*)` },
    held: { title: '已开展', description: 'Interviews held', count: () => sql`count(interview.held_on)` }
  },
  counted: ({ tree, from, to }) => ({
    source: sql`from interview join unit on unit.code = interview.unit_code
      where ${inSubtree(tree, { table: 'interview', unit: 'unit_code' })}
        and interview.called_at >= ${midnight(from)}::timestamptz
        and interview.called_at < ${midnight(addDays(to, 1))}::timestamptz
        and interview.cancelled_at is null`,
    path: sql`interview.path`,
    level: sql`unit.level`,
    day: sql`(interview.called_at at time zone 'Asia/Shanghai')::date`
  })
}
